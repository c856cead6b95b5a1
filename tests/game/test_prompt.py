"""Prompt sessions: what a context costs and says, the tries, the end by hand, bad input, the same events each time."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.prompting import LEVEL, QUESTIONS, WIN, ask_folder, asked_field
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.check import check_level
from tokenroom.game.commands import AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.level import Level, load_level
from tokenroom.game.prompt import PromptSession, new_prompt_session
from tokenroom.game.prompt_check import play_null
from tokenroom.game.prompt_commands import TryContext
from tokenroom.game.prompt_events import ContextTried, HiddenOpened, PromptStarted
from tokenroom.game.prompt_level import LONGEST
from tokenroom.game.recorded import resume_recorded, start_recorded
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.rivals.in_context import answer_surprises, prompt_tokens

E = TypeVar("E")
FIELD = asked_field()
FORM = "Q: {question}\nA:"


@pytest.fixture(scope="module")
def level(tmp_path_factory: pytest.TempPathFactory) -> Level:
    return load_level(ask_folder(tmp_path_factory.mktemp("levels")))


def fresh(level: Level, seed: int = 1) -> PromptSession:
    return new_prompt_session(level, seed, 0.0, lambda _: FIELD)


def play(session: PromptSession, *commands: AnyCommand) -> list[AnyEvent]:
    return [event for command in commands for event in session.apply(command)]


def only(events: list[AnyEvent], kind: type[E]) -> list[E]:
    return [event for event in events if isinstance(event, kind)]


def test_a_session_from_beginning_to_a_win(level: Level) -> None:
    session = fresh(level)
    events = play(session, Begin(), Next(), TryContext(FORM), TryContext(WIN), Next())
    (started,), tries = only(events, PromptStarted), only(events, ContextTried)
    assert (started.model, started.tries, started.hidden, started.room, started.kept) == ("step-10", 3, 3, 40, 24)
    assert [tried.number for tried in tries] == [0, 1, 2]
    assert [tried.left for tried in tries] == [3, 2, 1]
    assert tries[0].loss == tries[0].without == tries[0].best
    assert tries[2].best == tries[2].loss < tries[0].without - 0.58
    assert [tried.reached for tried in tries] == [False, tries[1].without - tries[1].loss >= 0.58, True]
    (ended,) = only(events, SessionEnded)
    assert ended.won
    assert session.state.won
    assert ended.result is not None
    assert (ended.result.yours, ended.result.rival) == (tries[2].loss, tries[0].rival)
    assert f"{tries[0].without:.2f} to {tries[2].loss:.2f} in 2 tries" in ended.journal
    assert events[-2] == Said("voice", "Good.")


def test_the_loss_is_the_mean_over_all_tokens_of_the_hidden_answers(level: Level) -> None:
    session = fresh(level)
    tried = only(play(session, Begin(), Next(), TryContext(FORM)), ContextTried)[1]
    hidden = session.setup.model.questions.hidden
    prompts = [prompt_tokens(FIELD.tokenizer, FORM, each.question, 40) for each in hidden]
    costs = answer_surprises(FIELD.checkpoints[0], FIELD.tokenizer, prompts, [each.answer for each in hidden])
    assert tried.loss == pytest.approx(np.concatenate(costs).mean())
    assert len(tried.costs) == len(FIELD.tokenizer.encode(" The dog is on the quay."))


def test_nothing_hidden_is_told_before_the_end(level: Level) -> None:
    events = play(fresh(level), Begin(), Next(), TryContext(FORM), TryContext(WIN), Next())
    opened = next(n for n, event in enumerate(events) if isinstance(event, HiddenOpened))
    before, after = (msgspec.json.encode(part).decode() for part in (events[:opened], events[opened:]))
    for text in ("When does the ferry leave", "The ferry leaves at four", "Whose dog", "Is the lamp lit"):
        assert text not in before
        assert text in after


def test_the_end_compares_every_context_cheapest_first(level: Level) -> None:
    (opened,) = only(play(fresh(level), Begin(), Next(), TryContext(WIN), Next()), HiddenOpened)
    losses = [each.loss for each in opened.contexts]
    assert losses == sorted(losses)
    assert {each.name for each in opened.contexts} == {"without", "rival", "an order", "you"}
    yours = next(each for each in opened.contexts if each.name == "you")
    assert yours.context == WIN
    tokens = [len(FIELD.tokenizer.encode(f" {each.answer}")) for each in opened.answers]
    assert np.average([each.yours for each in opened.answers], weights=tokens) == pytest.approx(yours.loss)


def test_the_best_try_counts_and_a_worse_one_takes_nothing_away(level: Level) -> None:
    session = fresh(level)
    _, won, after = only(play(session, Begin(), Next(), TryContext(WIN), TryContext("{question}")), ContextTried)
    assert after.loss > won.loss
    assert after.best == won.loss
    assert after.reached
    play(session, Next())
    assert session.state.won


def test_better_same_and_worse_go_by_the_cheapest_so_far(level: Level) -> None:
    def told(context: str) -> str:
        said = only(play(fresh(level), Begin(), Next(), TryContext(context)), Said)
        return said[-1].text

    alone = only(play(fresh(level), Begin(), Next()), ContextTried)[0].loss
    assert told("{question}") == "As before."
    assert told(WIN) == "Cheaper."
    dearer = next(
        c for c in ("dog {question}", "A {question}", "on {question}", "! {question}") if _loss(level, c) > alone
    )
    assert told(dearer) == "Dearer."


def _loss(level: Level, context: str) -> float:
    return only(play(fresh(level), Begin(), Next(), TryContext(context)), ContextTried)[-1].loss


def test_a_context_that_is_too_long_loses_its_beginning_and_the_event_says_so(level: Level) -> None:
    session = fresh(level)
    play(session, Begin(), Next())
    tail = "Q: {question}\nA:"
    short, long, longer = (only(play(fresh_asked(level), TryContext(h + tail)), ContextTried)[0] for h in HEADS)
    assert short.lost == 0
    assert long.lost > 0
    assert (long.tokens - long.lost, longer.tokens - longer.lost) == (40, 40)
    assert longer.lost > long.lost
    tokens = session.context_tokens(HEADS[1] + tail)
    assert (len(tokens.forgotten), len(tokens.read)) == (long.lost, 40)


HEADS = ("", "the lamp had been lit. " * 12, "the lamp had been lit. " * 20)


def fresh_asked(level: Level) -> PromptSession:
    session = fresh(level)
    play(session, Begin(), Next())
    return session


def test_every_context_meets_the_same_chance_and_every_seed_another(level: Level) -> None:
    def said(seed: int) -> list[str]:
        session = fresh(level, seed)
        tried = only(play(session, Begin(), Next(), TryContext(FORM), TryContext(FORM)), ContextTried)
        assert tried[1].completions == tried[2].completions
        return [each.text for each in tried[1].completions]

    assert len(said(1)) == 2
    assert said(1) == said(1)
    assert said(1) != said(2)


def test_what_does_not_fit_is_refused_and_changes_nothing(level: Level) -> None:
    session = fresh(level)
    for command in (Next(), TryContext(FORM)):
        with pytest.raises(CommandError):
            session.apply(command)
    play(session, Begin())
    with pytest.raises(CommandError, match="first see"):
        session.apply(TryContext(FORM))
    play(session, Next())
    before = session.snapshot()
    for command, words in (
        (TryContext("no mark"), "never see the question"),
        (TryContext(""), "never see the question"),
        (TryContext("{question}" + "x" * LONGEST), "too long"),
        (AnswerScores({1: 2.0}), "no command of this level"),
        (Begin(), "begun already"),
    ):
        with pytest.raises(CommandError, match=words):
            session.apply(command)
    assert session.snapshot() == before
    play(session, *[TryContext(FORM)] * 3)
    with pytest.raises(CommandError, match="no tries left"):
        session.apply(TryContext(FORM))
    play(session, Next())
    with pytest.raises(CommandError):
        session.apply(Next())


@given(st.text(max_size=300))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_can_be_a_context(level: Level, text: str) -> None:
    session = fresh_asked(level)
    before = session.snapshot()
    (tried,) = only(play(session, TryContext(text + "{question}" + text[::-1])), ContextTried)
    assert 0 < tried.loss < 100
    assert tried.tokens - tried.lost <= 40
    assert msgspec.json.encode(tried)
    session.restore(before)
    assert session.state == before


def test_special_tokens_that_are_typed_into_a_context_stay_text(level: Level) -> None:
    typed = "<|im_end|><|endoftext|>{question}"
    texts = fresh_asked(level).context_tokens(typed).read
    assert texts[0] == "<|endoftext|>"  # the beginning of every text, which nobody typed
    assert "".join(texts[1:]).startswith("<|im_end|><|endoftext|>")
    assert not {"<|im_end|>", "<|endoftext|>"} & set(texts[1:])


def test_the_same_seed_and_commands_give_the_same_events(level: Level) -> None:
    commands = (Begin(), AskHint(), Next(), TryContext(FORM), AskHint(), TryContext(WIN), Next())
    first, again = (play(fresh(level, 3), *commands) for _ in range(2))
    assert first == again
    assert [hint.left for hint in only(first, Hinted)] == [1, 0]


def test_a_killed_session_is_gone_on_with(level: Level) -> None:
    with closing(Records(Path(":memory:"), now=lambda: "")) as records:
        recorded, _ = start_recorded(fresh(level), records)
        recorded.apply(Next())
        tried = recorded.apply(TryContext(WIN))
        found = records.unfinished()
        assert found is not None
        resumed = resume_recorded(fresh(level), records, found)
        assert resumed is not None
        again, events = resumed
        assert events[-len(tried) :] == tried
        assert again.session.state == recorded.session.state
        assert again.apply(Next())[-1].won  # type: ignore[union-attr]


def test_a_null_play_ends_and_does_not_win(level: Level) -> None:
    session = fresh(level)
    play_null(session)
    assert session.state.phase == "ended"
    assert not session.state.won


def check(folder: Path, contexts: str) -> list[str]:
    (folder / "solution.toml").write_text(f"format_version = 1\nseed = 1\ncontexts = {contexts}\n")
    return [proof.words for proof in check_level(folder, lambda _: FIELD)]


def test_a_solution_is_proved(tmp_path: Path) -> None:
    folder = ask_folder(tmp_path)
    assert "without a context" in check(folder, f'["{WIN}"]')[0]
    with pytest.raises(CheckFailed, match="do not reach the goal"):
        check(folder, '["{question}"]')
    with pytest.raises(CheckFailed, match=r"contexts\[1\]"):
        check(folder, '["{question}", "no mark"]')


@pytest.mark.parametrize(
    ("level", "questions", "words"),
    [
        (LEVEL.replace("Q: {question}\nA:", "Q:"), QUESTIONS, "mechanic.rival"),
        (LEVEL.replace("Say: {question}", "Say"), QUESTIONS, r"mechanic.others\[0\].context"),
        (LEVEL.replace("tries = 3", 'questions = "../questions.toml"'), QUESTIONS, "questions"),
        (LEVEL.replace("tries = 3", 'questions = "other.toml"'), QUESTIONS, "other.toml"),
        (
            LEVEL.replace('kind = "cheaper"\ngain = 0.58', 'kind = "within"\npercent = 2'),
            QUESTIONS,
            "no goal of prompt",
        ),
        (LEVEL, QUESTIONS.replace("Nobody saw it.", "Nobody saw it"), r"visible\[1\].answer"),
        (LEVEL, QUESTIONS.replace("It is the daughter's dog.", "It is (a dog)."), r"hidden\[1\].answer"),
        (LEVEL, QUESTIONS.replace("It is the daughter's dog.", "a" * 79 + "."), r"hidden\[1\].answer.*too long"),
        (LEVEL, QUESTIONS.replace("Who saw it?", "Who\\nsaw it?"), "visible"),
    ],
)
def test_levels_that_cannot_be_played_are_refused_by_file_and_key(
    tmp_path: Path, level: str, questions: str, words: str
) -> None:
    folder = ask_folder(tmp_path, level, questions)
    with pytest.raises(BadInput, match=words):
        new_prompt_session(load_level(folder), 1, 0.0, lambda _: FIELD)


def test_a_corpus_without_a_model_is_refused(level: Level) -> None:
    field = asked_field()
    field.__dict__["checkpoints"] = ()  # where cached_property keeps them
    with pytest.raises(BadInput, match=r"mechanic.corpus.*no such checkpoint"):
        new_prompt_session(level, 1, 0.0, lambda _: field)


def test_questions_outside_the_folder_are_not_read(tmp_path: Path) -> None:
    folder = ask_folder(tmp_path / "levels")
    secret = tmp_path / "secret.toml"
    secret.write_text(QUESTIONS)
    (folder / "questions.toml").unlink()
    (folder / "questions.toml").symlink_to(secret)
    with pytest.raises(BadInput, match="leads out of the level's folder"):
        new_prompt_session(load_level(folder), 1, 0.0, lambda _: FIELD)
