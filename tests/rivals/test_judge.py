"""The judge: its file, its rules, the same draws each time; and how far a model has strayed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.small_steer import field, small_models
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game import chat_proofs
from tokenroom.rivals.judge import answer_log_probs, drawn_answers, judged, strayed
from tokenroom.text.judging import EXAMPLE, Question, load_questions, repeats, verdict
from tokenroom.text.preferences import load_preferences, shipped_preferences

ASKED = Question("When does it sail?", ("half past seven", "four"), ("moon",), "fact")
LINE = '{"question": "Q?", "needs": ["a"], "without": [], "kind": "fact"}'


@pytest.mark.parametrize(
    ("answer", "passed"),
    [
        ("At FOUR.", True),
        ("At half past seven, and at four.", True),
        ("At half past six.", False),
        ("Fourteen men.", False),
        ("At four, by the moon.", False),
        ("At four, by moonlight.", True),
        ("At four. At four.", False),
        ("At four! AT  FOUR", False),
        ("At four. It is a boat. It is red. It is old.", False),
        ("At four. It is a boat. It is red.", True),
        ("", False),
        ("four\x1b[2J", True),
    ],
)
def test_an_answer_passes_by_the_rules(answer: str, passed: bool) -> None:
    assert verdict(ASKED, answer).passed is passed


@given(st.text())
def test_anything_can_be_judged_and_said_twice_never_passes(text: str) -> None:
    assert verdict(ASKED, text).repeats == repeats(text)
    assert not verdict(ASKED, "At four. At four. " + text).passed


def test_the_shipped_questions_read() -> None:
    questions = load_questions()
    assert len(questions) == len({question.question for question in questions}) == 140
    assert {question.kind for question in questions} == {"fact", "rumour", "unknown"}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("nonsense", "line 2"),
        (LINE.replace("fact", "maybe"), "line 2: kind"),
        (LINE.replace('["a"]', "[]"), "line 2: needs"),
        (LINE.replace('["a"]', '["A"]'), "small letters"),
        (LINE.replace('"Q?"', '" "'), "blank"),
        (LINE.replace("}", ', "more": 1}'), "line 2: more"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "judge.jsonl").write_text(f"{EXAMPLE}\n{line}\n")
    with pytest.raises(BadInput, match=wrong) as caught:
        load_questions(tmp_path / "judge.jsonl")
    assert caught.value.key.startswith("line 2")
    assert "\n" not in str(caught.value)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "judge.jsonl").write_text("\n")
    with pytest.raises(BadInput, match="holds no question"):
        load_questions(tmp_path / "judge.jsonl")


def test_a_question_that_stands_in_training_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    copied = Question("is a wet day bad for you??", ("no",), (), "fact")
    pairs = load_preferences(shipped_preferences())
    first = pairs.all_training[0].prompt[0].content
    monkeypatch.setattr(chat_proofs, "load_questions", lambda _: (copied, Question(first + "!", ("a",), (), "fact")))
    with pytest.raises(CheckFailed, match="is asked in training"):
        list(chat_proofs.check_preferences(shipped_preferences()))


def test_the_same_chance_gives_the_same_answers_whatever_the_threads() -> None:
    model, tokenizer = small_models()["chat"], field("english").tokenizer
    some = load_questions()[:5]
    first, again = (
        drawn_answers(model, tokenizer, [q.question for q in some], np.random.default_rng(3), threads=threads).texts
        for threads in (1, 2)
    )
    assert first == again
    passed = judged(model, tokenizer, some, np.random.default_rng(3))
    assert passed.tolist() == [verdict(q, text).passed for q, text in zip(some, first, strict=True)]


def test_a_model_has_not_strayed_from_itself_and_log_probs_are_of_whole_answers() -> None:
    models, tokenizer = small_models(), field("english").tokenizer
    drawn = drawn_answers(models["chat"], tokenizer, ["Who are you?"] * 10, np.random.default_rng(0))
    assert strayed(models["chat"], models["chat"], drawn) == pytest.approx(0.0, abs=1e-6)
    assert strayed(models["gamed"], models["chat"], drawn) > 0.01
    answers = [drawn.answers[0], drawn.answers[0][:1]]
    long, short = answer_log_probs(models["chat"], drawn.prompts[0], answers)
    assert long < short < 0.0
