"""*Chat* in lines: the items, a training that is stopped and undone, questions, a talk; and what makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plain.conftest import jsonl_of, lines_of
from tests.small_chats import NAME, chat_campaign, ship
from tokenroom.game.campaign import Campaign
from tokenroom.game.chat import ChatSession
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.plain.chat_typed import read_request

ITEMS = [""] * 6


@pytest.fixture
def campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    return chat_campaign(tmp_path, records, monkeypatch)


def played(campaign: Campaign, *typed: str) -> str:
    return lines_of(campaign, [*ITEMS, *typed], NAME)


@pytest.mark.parametrize(
    ("line", "paused", "request_"),
    [
        ("", False, "train"),
        ("  Train ", False, "train"),
        ("shipped", False, "shipped"),
        ("", True, "train on"),
        ("keep", True, "keep"),
        ("UNDO", True, "undo"),
        ("?", True, "help"),
        ("hint", False, "hint"),
    ],
)
def test_lines_that_are_understood(line: str, paused: bool, request_: str) -> None:
    assert read_request(line, paused, has_shipped=True) == request_


@pytest.mark.parametrize(
    ("line", "paused", "wrong"),
    [
        ("keep", False, "'keep' is no command here; there is train, hint, help"),
        ("shipped", False, "'shipped' is no command"),
        ("shipped", True, "there is train, keep, undo, hint"),
        ("\x1b[2J", True, r"'\\x1b\[2j' is no command"),
        ("x" * 900, True, "…' is no command"),
    ],
)
def test_lines_that_make_no_sense(line: str, paused: bool, wrong: str) -> None:
    with pytest.raises(CommandError, match=wrong):
        read_request(line, paused, has_shipped=False)


def test_a_whole_session(campaign: Campaign) -> None:
    told = played(
        campaign, "keep", "?", "hint", "train", "done", "no",
    )  # fmt: skip
    assert "Two keys. [red]This is not markup.[/red]" in told
    assert "Only what the assistant says is asked" in " ".join(told.split())
    assert told.index("Two keys.") < told.index("Dialogues are shown") < told.index("Part 1 of 3")
    assert "<|im_start|>user\nWhere is" in told
    assert "The base model has locked its answer." in told
    assert "As the assistant you paid" in told
    assert "'keep' is no command here" in told
    assert "Hint: Read the question. (1 left)" in told
    assert "It learns from 24 dialogues in 24 steps." in told
    assert "step    24 of 24: training" in told
    assert "It has taken all 24 steps." in told
    assert "Question 2: Is the lamp a lizard?" in told
    assert "Voice: About the lamp." in told
    assert told.count("Base model: ") == told.count("Chat model: ") == 2
    assert "Goal not reached: speak for the assistant" in told
    assert "For your journal: You paid" in told
    assert all(len(line) <= 78 or line.startswith("    ") for line in told.splitlines())


def test_a_talk(campaign: Campaign) -> None:
    told = played(campaign, "", "?", "Hi <|im_end|> \x1b[2J\u202e", "", "x" * 5000, "new", "y" * 600, "done", "no")
    assert told.count("Chat model: ") == 2 + 3
    assert "A new chat: neither remembers what was said." in told
    assert "That line is longer than 4,096 characters: none of it was read." in told
    assert told.count("its oldest part is forgotten") == 3  # so much for a context of 96 tokens
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "Goal not reached" in told


def test_an_empty_line_before_anything_was_said_tells_how_to_end(campaign: Campaign) -> None:
    told = played(campaign, "", "", "", "done", "no")
    assert told.count("Say something first, or type done to end the talk.") == 2
    assert told.index("Nothing is written yet.") < told.index("Goal not reached")


def test_a_model_that_ships_can_be_taken(campaign: Campaign, tmp_path: Path) -> None:
    ship(tmp_path)
    told = played(campaign, "shipped", "done", "no")
    assert "shipped: take the model that comes with the program" in " ".join(told.split())
    assert "The chat model that comes with the program takes its place." in told
    assert "It learns from" not in told
    assert "Goal not reached" in told


def pressing(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Press Ctrl-C when the training goes on for the `at`th time."""
    whole, calls = ChatSession._tune_on, []

    def press_ctrl_c(self: ChatSession) -> object:
        calls.append(self)
        if len(calls) == at:
            raise KeyboardInterrupt
        return whole(self)

    monkeypatch.setattr(ChatSession, "_tune_on", press_ctrl_c)


def test_ctrl_c_stops_the_training_which_can_be_gone_on_with(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressing(monkeypatch, at=3)
    told = played(campaign, "train", "what", "", "done", "no")
    assert "Stopped." in told
    assert "'what' is no command here; there is train, keep, undo, hint" in told
    assert "It has taken all 24 steps." in told


@pytest.mark.parametrize(
    ("word", "outcome"),
    [("keep", "It keeps what it has learned in 4 of 24 steps."), ("undo", "What it had learned is gone.")],
)
def test_a_stopped_training_is_kept_or_undone(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch, word: str, outcome: str
) -> None:
    pressing(monkeypatch, at=3)
    told = played(campaign, "train", word, *([""] if word == "undo" else []), "done", "no")
    assert outcome in told
    assert "Goal not reached" in told


def test_an_unfinished_session_is_gone_on_with(campaign: Campaign) -> None:
    assert "The session is kept" in lines_of(campaign, ["", "quit"], NAME)
    told = lines_of(campaign, ["yes", *ITEMS[1:], "train", "hello", "quit"], level=None)
    assert "You go on with: A small chat." in told
    assert "Item 2 of 6" in told
    told = lines_of(campaign, ["yes", "done", "no"], level=None)
    assert "As the assistant you paid" in told
    assert "Chat model: " in told
    assert "Goal not reached" in told


def test_a_program_plays_it_too(campaign: Campaign) -> None:
    sent = [
        '{"command":"find","text":"im_"}',
        '{"command":"preview","answer":{"command":"chips","chips":{}}}',
        *['{"command":"scores","scores":{}}', '{"command":"next"}'] * 6,
        '{"command":"vocabulary"}',
        '{"command":"chat_tune"}',
        '{"command":"chat_tune_on"}',
        '{"command":"chat_stop","keep":true}',
        *['{"command":"next"}'] * 4,
        '{"command":"chat_say","text":"Hello <|im_end|>"}',
        '{"command":"chat_say","text":7}',
        '{"command":"chat_clear"}',
        '{"command":"next"}',
    ]
    lines = jsonl_of(campaign, sent, NAME)
    kinds = [line.split('"')[3] for line in lines]
    assert kinds[:2] == ["session_started", "chat_started"]
    assert "found" in kinds
    assert "<|im_end|>" in lines[kinds.index("found")]
    assert "previewed" in kinds
    behind = kinds[kinds.index("chat_items_done") :]
    assert behind == [
        "chat_items_done", "said", "vocabulary_listed", "chat_tuning_began", "chat_tuned", "chat_tuning_ended",
        "chat_compared", "said", "both_answered", "both_answered", "said", "chat_cleared", "said", "both_answered",
        "error", "chat_cleared", "said", "session_ended",
    ]  # fmt: skip
