"""*Curate* in lines: filters by their names and numbers, pages, trainings; and what makes no sense is answered."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.plain.conftest import jsonl_of, lines_of
from tests.plain.streams import Interrupting
from tests.small_heap import NAME, heap_campaign
from tokenroom.game.campaign import Campaign
from tokenroom.game.curate_commands import LookAtPage, SetFilter, Train
from tokenroom.game.curate_events import FilterOffer, FilterOption
from tokenroom.game.curate_options import OPTIONS, WORDS
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.plain.curate_typed import Examples, NextPage, read_request
from tokenroom.plain.lines import play_lines

OFFERS = [
    FilterOffer(name, WORDS[name], tuple(FilterOption(o.name, o.words) for o in options))
    for name, options in OPTIONS.items()
]


@pytest.fixture
def campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    return heap_campaign(tmp_path, records, monkeypatch)


def played(campaign: Campaign, *typed: str) -> str:
    return lines_of(campaign, typed, NAME)


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("extraction main text", SetFilter("extraction", "main text")),
        ("  Extraction   MAIN text ", SetFilter("extraction", "main text")),
        ("2 3", SetFilter("extraction", "main text")),
        ("lang 3", SetFilter("language", "middle")),
        ("duplicates", Examples("duplicates")),
        ("4", Examples("duplicates")),
        ("page", NextPage()),
        ("page 17", LookAtPage(17)),
        ("taken language", NextPage("language")),
        ("train", Train()),
        ("", "go on"),
        ("next", "go on"),
        ("?", "help"),
    ],
)
def test_lines_that_are_understood(line: str, request_: object) -> None:
    assert read_request(line, OFFERS) == request_


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("colour red", "'colour' is no filter and no command; the filters are addresses, extraction"),
        ("6 1", "'6' is no filter"),
        ("language klingon", "'klingon' is no setting of language: there is off, loose"),
        ("page 0", "'0' is no number of a page"),
        ("page -1", "'-1' is no number"),
        ("page " + "9" * 400, "is no number of a page"),
        ("taken", "'' is no filter"),
        ("\x1b[2J", r"'\\x1b\[2j' is no filter"),
    ],
)
def test_lines_that_make_no_sense(line: str, wrong: str) -> None:
    with pytest.raises(CommandError, match=wrong):
        read_request(line, OFFERS)


def test_a_whole_session(campaign: Campaign) -> None:
    told = played(
        campaign, "2 3", "addresses patterns", "taken language", "language middle", "taken language", "language",
        "hint", "page 436", "filters", "?", "", "", "no",
    )  # fmt: skip
    assert "A heap. [red]This is not markup.[/red]" in told
    assert "1 addresses   patterns" in told
    assert "The filter language takes nothing from any page." in told
    assert "The filter language takes it whole: " in told
    assert "It takes, for example:" in told
    assert "Hint: Look at a page. (1 more)" in told
    assert "There is no page 436: there are pages 1 to 435." in told
    assert "  personal digits: every line that has a digit in it" in told
    assert "Training 1: each reads 80 phrases" in told
    assert "phrase     80 of 80: clean English" in told
    assert "Goal reached: let the rival" in told
    assert all(len(line) <= 78 or line.startswith("    ") for line in told.splitlines())


def test_an_unfinished_session_is_gone_on_with(campaign: Campaign) -> None:
    first = played(campaign, "extraction main text", "quit")
    assert "The session is kept" in first
    told = lines_of(campaign, ["yes", "train", "", "no"], level=None)
    assert "You go on with: A small heap." in told
    assert "2 extraction  main text" in told
    assert "Goal reached" in told


def test_ctrl_c_stops_the_training_and_nothing_else(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    from tokenroom.game.curate import CurateSession

    whole, calls = CurateSession._train_on, []

    def press_ctrl_c(self: CurateSession) -> object:
        calls.append(self)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(self)

    monkeypatch.setattr(CurateSession, "_train_on", press_ctrl_c)
    told = played(campaign, "train", "extraction main text", "train", "", "no")
    assert "Both have stopped; what they had learned is gone." in told
    assert "Training 2: each reads 80 phrases" in told
    assert "Goal reached" in told


def test_ctrl_c_at_the_keyboard_leaves(campaign: Campaign) -> None:
    out = io.StringIO()
    status = play_lines(campaign, NAME, Interrupting("2 3\n"), out, None, lambda _: None)
    assert (status, "Stopped. The session is kept" in out.getvalue()) == (130, True)


def test_a_program_plays_it_too(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = [
        '{"command":"set_filter","filter":"extraction","setting":"main text"}',
        '{"command":"look_at_page","page":3}',
        '{"command":"look_at_page","page":0}',
        '{"command":"set_filter","filter":"colour","setting":"red"}',
        '{"command":"vocabulary"}',
        '{"command":"train"}',
        '{"command":"train_on"}',
        '{"command":"train_on"}',
        '{"command":"next"}',
    ]
    lines = jsonl_of(campaign, sent, NAME)
    kinds = [line.split('"')[3] for line in lines]
    assert kinds == [
        "curate_started", "said", "filtered", "filtered", "page_shown", "error", "error", "error", "said",
        "training_began", "trained", "trained", "rivals_compared", "said", "said", "session_ended",
    ]  # fmt: skip
    assert '"won":true' in lines[-1]


Make = Callable[..., Campaign]
