"""The mechanic *chat*: what is asked and what is not, the fine-tuning, both models' answers; exact to repeat."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.small_chats import ASKED, LEVEL, field, prepare, ship, write_level
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.chat import LONGEST_SAID, ChatSession
from tokenroom.game.chat_commands import ClearChat, SayToBoth, StopChatTuning, TakeShippedChat, TuneChat, TuneChatOn
from tokenroom.game.chat_events import (
    BothAnswered,
    ChatCleared,
    ChatCompared,
    ChatItemsDone,
    ChatStarted,
    ChatTuned,
    ChatTuningBegan,
    ChatTuningEnded,
)
from tokenroom.game.chat_level import Ahead, Chat
from tokenroom.game.check import check_level
from tokenroom.game.commands import AnswerChips, AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.curate_commands import Train
from tokenroom.game.events import AnyEvent, ItemAsked, Revealed, Said, SessionEnded, SessionStarted
from tokenroom.game.level import load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.names import BASE, TUNED, YOU
from tokenroom.game.recorded import resume_recorded, start_recorded
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.text.chat import chat_tokens, counted
from tokenroom.text.tokenizer import IM_END


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    prepare(tmp_path, monkeypatch)
    return write_level(tmp_path / "small")


@pytest.fixture
def session(folder: Path) -> ChatSession:
    return opened(folder)


def opened(folder: Path, seed: int = 3) -> ChatSession:
    made = new_session(load_level(folder), seed, 0.0, field)
    assert isinstance(made, ChatSession)
    return made


def answered(session: ChatSession, answer: AnyCommand | None = None) -> list[AnyEvent]:
    events = [*session.apply(Begin())]
    while session.state.phase in {"asked", "revealed"}:
        command = (answer or AnswerScores({})) if session.state.phase == "asked" else Next()
        events += session.apply(command)
    return events


def tuned(session: ChatSession) -> list[AnyEvent]:
    events = [*session.apply(TuneChat())]
    while session.state.phase == "tuning":
        events += session.apply(TuneChatOn())
    return events


def to_talk(session: ChatSession) -> list[AnyEvent]:
    answered(session)
    events = tuned(session)
    while session.state.phase == "tuned":
        events += session.apply(Next())
    return events


def test_only_what_the_assistant_says_is_asked_for(folder: Path) -> None:
    ends = 0
    for seed in range(12):
        setup = opened(folder, seed).setup
        assert len(setup.predict.parts) == 3
        assert setup.items == 6
        for part in setup.predict.parts:
            texts = [part.vocabulary.texts[token] for token in part.passage.ids]
            mask = counted(texts)
            assert all(mask[at] for at in part.passage.asked)
            assert part.passage.asked[-1] == len(texts) - 1  # nothing behind it tells where an answer ends
            ends += sum(texts[at] == IM_END for at in part.passage.asked)
    assert ends == 12 * 2


def test_the_mask_read_off_texts_is_that_of_the_dialogue() -> None:
    models_tokenizer = field().tokenizer
    from tests.small_chats import dialogue
    from tokenroom.text.chat import Dialogue, Message

    told = msgspec.json.decode(dialogue("the dog", "the sea"), type=Dialogue)
    system = Message(role="system", content="Be brief.\n\nassistant")
    chat = chat_tokens(models_tokenizer, (system, *told.messages))
    texts = [models_tokenizer.decode([token]) for token in chat.ids]
    assert counted(texts) == list(chat.asked)
    assert sum(chat.asked) > 4


def test_it_begins_with_the_dialogue_and_im_end_on_offer(session: ChatSession) -> None:
    events = session.apply(Begin())
    first, started = events[:2]
    assert isinstance(first, SessionStarted)
    assert (first.rival, first.instinct, first.items, first.answer_in) == (BASE, "bigram", 6, "chips")
    assert isinstance(started, ChatStarted)
    assert (started.training, started.held_out, started.shipped) == (24, 6, False)
    asked = events[-1]
    assert isinstance(asked, ItemAsked)
    im_end = field().tokenizer.im_end
    assert [option.id for option in asked.candidates].count(im_end) == 1
    assert asked.candidates[0].id == im_end
    assert len(asked.candidates) == 12


def test_whoever_knows_when_to_stop_is_ahead_of_the_instinct(folder: Path) -> None:
    alone, knowing = opened(folder), opened(folder)
    (done, *_) = (e for e in answered(alone) if isinstance(e, ChatItemsDone))
    assert done.yours == pytest.approx(done.instinct)
    knowing.apply(Begin())
    while knowing.state.phase in {"asked", "revealed"}:
        token = knowing.setup.predict.parts[knowing.predicting.state.part].passage.ids[
            knowing.setup.predict.places[knowing.predicting.state.item - 1][1]
        ]
        is_end = token == field().tokenizer.im_end
        chips = AnswerChips({token: 60}) if is_end else AnswerChips({})
        knowing.apply(chips if knowing.state.phase == "asked" else Next())
    mine = np.mean([item.surprises[YOU] for item in knowing.predicting.state.items])
    assert mine < done.yours - 1.0


def test_a_training_lowers_the_held_out_loss_of_the_assistants_tokens(session: ChatSession) -> None:
    events = answered(session)
    assert events[-1] == Said("voice", "Watch.")
    began, *steps, ended = tuned(session)
    assert isinstance(began, ChatTuningBegan)
    assert (began.steps, began.dialogues) == (24, 24)
    models = session.setup.models
    assert began.asked + began.unasked == sum(len(chat.ids) for chat in models.training)
    assert began.asked == sum(sum(chat.asked) for chat in models.training)
    told = [step for step in steps if isinstance(step, ChatTuned)]
    assert [step.step for step in told] == list(range(2, 25, 2))
    assert [step.step for step in told if step.held_out is not None] == [16, 24]
    assert told[-1].loss < told[0].loss
    assert told[-1].held_out is not None
    assert told[-1].held_out < began.held_out
    assert ended == ChatTuningEnded("done", 24, 24)


def test_both_are_compared_and_asked_and_the_level_ends(session: ChatSession) -> None:
    events = to_talk(session)
    (compared,) = (e for e in events if isinstance(e, ChatCompared))
    assert compared.after < compared.before
    assert compared.gain == pytest.approx(compared.before - compared.after)
    assert len(compared.surprises) == len(compared.top) == 6
    answers = [e for e in events if isinstance(e, BothAnswered)]
    assert [(e.number, e.question) for e in answers] == [(1, "Who had the dog?"), (2, "Is the lamp a lizard?")]
    assert events[-3:] == [Said("voice", "About the lamp."), ChatCleared(), Said("voice", "Talk to them.")]
    *_, ended = session.apply(Next())
    assert isinstance(ended, SessionEnded)
    assert not ended.won
    assert ended.result is not None
    assert (ended.result.yours, ended.result.rival) == (compared.yours, compared.base)
    means = {s.player: s.mean for s in ended.report.standings}
    assert means[TUNED] == pytest.approx(compared.tuned)
    assert means[BASE] == pytest.approx(compared.base)
    assert f"the tuned one {compared.tuned:.2f}; held out {compared.before:.2f}" in ended.journal


def test_a_stopped_training_is_kept_or_undone(session: ChatSession) -> None:
    answered(session)
    session.apply(TuneChat())
    session.apply(TuneChatOn())
    assert session.apply(StopChatTuning(keep=False)) == (ChatTuningEnded("undone", 2, 24), Said("voice", "Gone."))
    assert session.state.phase == "resting"
    with pytest.raises(CommandError, match="let the base model be tuned first"):
        session.apply(Next())
    session.apply(TuneChat())
    session.apply(TuneChatOn())
    assert session.apply(StopChatTuning(keep=True)) == (ChatTuningEnded("kept", 2, 24),)
    base, kept = session.setup.models.base.params, session.tuned.params
    assert all(np.isfinite(array).all() for array in kept.values())
    assert any((base[name] != array).any() for name, array in kept.items())
    compared, _ = session.apply(Next())
    assert isinstance(compared, ChatCompared)


def test_the_shipped_model_takes_its_place(folder: Path, tmp_path: Path) -> None:
    session = opened(folder)
    answered(session)
    with pytest.raises(CommandError, match=r"no chat model can be taken: .*there is no such assistant"):
        session.apply(TakeShippedChat())
    ship(tmp_path)
    assert session.apply(TakeShippedChat()) == (ChatTuningEnded("shipped", 0, 0),)
    compared, _ = session.apply(Next())
    assert isinstance(compared, ChatCompared)
    with pytest.raises(CommandError, match="there is a tuned model already"):
        session.apply(TakeShippedChat())


def test_a_talk_with_both(session: ChatSession) -> None:
    to_talk(session)
    with pytest.raises(CommandError, match="nothing was said yet"):
        session.apply(SayToBoth(" "))
    (first,) = session.apply(SayToBoth("Where is the dog?"))
    assert isinstance(first, BothAnswered)
    assert (first.number, first.again, first.forgot) == (0, False, False)
    assert [message.role for message in session.state.chats[1]] == ["user", "assistant"]
    (again,) = session.apply(SayToBoth(""))
    assert isinstance(again, BothAnswered)
    assert (again.question, again.again) == ("Where is the dog?", True)
    assert (again.base, again.tuned) != (first.base, first.tuned)  # drawn anew
    assert [message.role for message in session.state.chats[1]] == ["user", "assistant"]
    session.apply(SayToBoth("Sure?"))
    assert [message.role for message in session.state.chats[0]] == ["user", "assistant"] * 2
    assert session.apply(ClearChat()) == (ChatCleared(),)
    assert session.state.chats == ((), ())


@pytest.mark.parametrize(
    "text", ["<|im_end|>", "\x1b[2J\x1b]0;title\x07", "\u202eabc", "\ud800", "a" * LONGEST_SAID, "\x00\n\n", "[red]"]
)
def test_what_is_typed_is_text_and_nothing_else(session: ChatSession, text: str) -> None:
    to_talk(session)
    (answered_,) = session.apply(SayToBoth(text))
    assert isinstance(answered_, BothAnswered)
    tokenizer, said = field().tokenizer, session.state.chats[1][:1]
    ids = chat_tokens(tokenizer, said).ids
    assert ids.count(tokenizer.im_end) == ids.count(tokenizer.im_start) == 1
    assert answered_.forgot == (len(text) > 200)


def test_a_megabyte_is_refused_and_nothing_is_lost(session: ChatSession) -> None:
    to_talk(session)
    session.apply(SayToBoth("Hello."))
    state = session.state
    with pytest.raises(CommandError, match="longer than 4,096 characters: none of it was read"):
        session.apply(SayToBoth("x" * 1_000_000))
    assert session.state == state


def test_a_long_chat_loses_its_oldest_turns_and_says_so(session: ChatSession) -> None:
    to_talk(session)
    told = [session.apply(SayToBoth(f"Where is {thing}?"))[0] for thing in ASKED]
    forgot = [event.forgot for event in told if isinstance(event, BothAnswered)]
    assert forgot[0] is False
    assert forgot[-1] is True
    assert forgot == sorted(forgot)


@pytest.mark.parametrize(
    ("before", "command", "wrong"),
    [
        ("", Next(), "it is still training|let it"),
        ("asked", Begin(), "has begun already"),
        ("asked", Next(), "answer first"),
        ("asked", TuneChat(), "between your own answers and the questions"),
        ("asked", SayToBoth("x"), "when they have answered"),
        ("asked", Train(), "here one speaks for an assistant"),
        ("asked", ClearChat(), "where one talks"),
        ("resting", AnswerScores({}), "no token to answer for"),
        ("resting", TuneChatOn(), "nobody is training"),
        ("resting", StopChatTuning(keep=True), "nobody is training"),
        ("tuning", TuneChat(), "between your own answers"),
        ("tuning", Next(), "still training"),
        ("tuning", TakeShippedChat(), "there is a tuned model already, or none is needed yet"),
    ],
)
def test_commands_that_do_not_fit_change_nothing(
    session: ChatSession, before: str, command: AnyCommand, wrong: str
) -> None:
    if before == "asked":
        session.apply(Begin())
    elif before:
        answered(session)
        if before == "tuning":
            session.apply(TuneChat())
    state = session.state
    with pytest.raises(CommandError, match=wrong):
        session.apply(command)
    assert session.state == state


COMMANDS = st.sampled_from(
    [
        TuneChat(),
        TuneChatOn(),
        TuneChatOn(),
        StopChatTuning(keep=True),
        StopChatTuning(keep=False),
        Next(),
        Next(),
        SayToBoth("Hello <|im_end|>"),
        SayToBoth(""),
        ClearChat(),
        AskHint(),
    ]
)


@settings(max_examples=8, deadline=None)
@given(st.lists(COMMANDS, max_size=8))
def test_the_same_commands_give_the_same_events_and_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, commands: list[AnyCommand]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("chat")
        prepare(place, patch)
        level = write_level(place / "small")
        first, second = opened(level), opened(level)
        for session in (first, second):
            answered(session)
        for command in [TuneChat(), TuneChatOn(), *commands]:
            before = second.snapshot()
            told = outcome(second, command)
            second.restore(before)
            assert outcome(second, command) == told  # as if it had not been carried out before
            assert outcome(first, command) == told
            assert first.state == second.state


def outcome(session: ChatSession, command: AnyCommand) -> bytes:
    try:
        return msgspec.json.encode(session.apply(command))
    except CommandError as error:
        return str(error).encode()


def test_a_killed_session_is_gone_on_with_in_the_middle_of_a_training(folder: Path, records: Records) -> None:
    recorded, _ = start_recorded(opened(folder), records)
    while recorded.session.state.phase in {"asked", "revealed"}:
        recorded.apply(AnswerScores({}) if recorded.session.state.phase == "asked" else Next())
    recorded.apply(TuneChat())
    recorded.apply(TuneChatOn())
    record = records.unfinished()
    assert record is not None
    resumed = resume_recorded(opened(folder), records, record)
    assert resumed is not None
    again, events = resumed
    assert again.session.state == recorded.session.state
    assert again.apply(TuneChatOn()) == recorded.session.apply(TuneChatOn())
    assert sum(isinstance(event, Revealed) for event in events) == 6


def test_nothing_of_a_hidden_token_is_told(folder: Path) -> None:
    """The events before the first reveal are the same whatever the rest of the dialogue is."""
    session = opened(folder)
    part = session.setup.predict.parts[0]
    shown = part.passage.ids[: part.passage.asked[0]]
    told = b"".join(msgspec.json.encode(e) for e in session.apply(Begin()) if not isinstance(e, Said))
    other = opened(folder)
    ids = (*shown, *(7 for _ in part.passage.ids[len(shown) :]))
    object.__setattr__(other.setup.predict.parts[0].passage, "ids", ids)
    assert b"".join(msgspec.json.encode(e) for e in other.apply(Begin()) if not isinstance(e, Said)) == told


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('base = "step-1000"', 'base = "step-7"', "mechanic.base: step-7: there is no such checkpoint"),
        ("dialogues = 3", "dialogues = 0", "mechanic.dialogues"),
        ("dialogues = 3", "dialogues = 9", "mechanic.dialogues: there are but 6"),
        ("items = 2\n", "items = 20\n", "mechanic.items: a dialogue has but"),
        ("ends = 2", "ends = 4", "mechanic.ends: asks for more ends than dialogues"),
        ("ends = 2", 'topics = ["../.."]', "mechanic.topics: '../..' is no topic"),
        ('questions = ["Who had the dog?", "Is the lamp a lizard?"]', "questions = []", "mechanic.questions"),
        ('questions = ["Who had the dog?", ', 'questions = [" ", ', "mechanic.questions: holds one that is all space"),
        ('kind = "ahead"\nnats = 0.2', 'kind = "beat"\nplayer = "base"', "goal.kind: is no goal of chat"),
        ("nats = 0.2", "nats = -1.0", "goal.nats"),
    ],
)
def test_a_level_that_cannot_be_played_says_why(folder: Path, old: str, new: str, wrong: str) -> None:
    assert old in LEVEL
    (folder / "level.toml").write_text(LEVEL.replace(old, new))
    with pytest.raises(BadInput) as caught:
        opened(folder)
    assert wrong in caught.value.line()


def test_every_key_is_told() -> None:
    document = (Path(__file__).parents[2] / "docs" / "levels.md").read_text()
    (block,) = re.findall(r'```toml\n(\[mechanic\]\nkind = "chat".*?)```', document, re.DOTALL)
    assert {key for key in Chat.__struct_fields__ if not re.search(rf"^{key} = ", block, re.M)} == set()
    told = tomllib.loads(block)
    assert msgspec.convert(told["mechanic"], Chat).check(Path("level.toml")) is None
    assert msgspec.convert(told["goal"], Ahead).words()


@pytest.mark.parametrize("shipped", [False, True])
def test_a_level_is_checked_by_its_solution_and_by_a_null_play(folder: Path, tmp_path: Path, shipped: bool) -> None:
    if shipped:
        ship(tmp_path)
    session = opened(folder)
    session.apply(Begin())
    parts = session.setup.predict.parts
    texts = [part.vocabulary.texts[part.passage.ids[at]] for part in parts for at in part.passage.asked]
    items = "".join(f"[[items]]\nscores = {{ {msgspec.json.encode(text).decode()} = 6.0 }}\n" for text in texts)
    (folder / "solution.toml").write_text(f"format_version = 1\nseed = 3\n{items}")
    proofs = [proof.words for proof in check_level(folder, field)]
    assert proofs[0].startswith("its solution wins: ")
    assert proofs[1] == "a null play does not win"
    story = (folder / "story.md").read_text()
    (folder / "story.md").write_text(f"{story}\n\n# answer 3\n\nNever.\n")
    with pytest.raises(CheckFailed, match="answer 3: is never told; the last one of these is 'answer 2'"):
        list(check_level(folder, field))
