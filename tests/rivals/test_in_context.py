"""Contexts: their tokens, what answers cost behind them, what is lost, and what the shipped level says of them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prompting import asked_field
from tokenroom.game.level import find_level, load_level
from tokenroom.game.prompt_level import Prompt, read_questions
from tokenroom.game.prompt_model import ALONE, AskedModel
from tokenroom.model.sampling import log_probs
from tokenroom.rivals.field import open_field
from tokenroom.rivals.in_context import MARK, answer_surprises, answers_drawn, prompt_tokens, stop_ids
from tokenroom.text.corpus import find_corpus, load_corpus
from tokenroom.text.documents import Document
from tokenroom.text.overlap import overlaps

FIELD = asked_field()
MODEL, TOKENS = FIELD.checkpoints[0], FIELD.tokenizer
ANSWERS = ["The dog is on the quay.", "At four.", "It is lit."]


def test_answers_side_by_side_cost_what_each_costs_alone() -> None:
    """The reference: one text at a time, and the end of the line over all its spellings by hand."""
    contexts = ["{question}", "Q: {question}\nA:", "The lamp had been lit.\n\n{question}\n"]
    prompts = [prompt_tokens(TOKENS, c, "Where is it?", 40) for c in contexts]
    together = answer_surprises(MODEL, TOKENS, prompts, ANSWERS)
    for prompt, answer, costs in zip(prompts, ANSWERS, together, strict=True):
        ids = TOKENS.encode(prompt.lead + answer)
        said = log_probs(MODEL.params, MODEL.config, [*prompt.ids, *ids[:-1]])[len(prompt.ids) - 1 :]
        alone = [-said[n, token] for n, token in enumerate(ids[:-1])]
        assert costs[:-1] == pytest.approx(alone, abs=1e-4)
        assert costs[-1] == pytest.approx(-np.log(np.exp(said[-1, stop_ids(TOKENS)]).sum()), abs=1e-4)


def test_a_stop_is_a_full_stop_and_the_end_of_its_line() -> None:
    shipped = open_field("english").tokenizer
    stops = {shipped.token_bytes(int(n)) for n in stop_ids(shipped)}
    assert {b".\n", b".\n\n", b'."\n\n'} <= stops
    assert all(stop.startswith(b".") and stop.endswith(b"\n") for stop in stops)
    assert b"." not in stops


def test_a_vocabulary_without_such_tokens_stops_with_the_full_stop() -> None:
    class Bare:
        size = 256 + 3
        encode = staticmethod(lambda text: list(text.encode()))
        token_bytes = staticmethod(lambda n: bytes([n]))

    assert stop_ids(Bare()).tolist() == [ord(".")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("context", "lead"),
    [("{question}", " "), ("{question}\n", ""), ("A:", " "), ("A:   ", " "), ('said "', ""), ("(", ""), ("", "")],
)
def test_a_word_stands_behind_a_space_but_for_the_beginning_of_a_line_or_a_quotation(context: str, lead: str) -> None:
    prompt = prompt_tokens(TOKENS, context, "Why?", 40)
    assert prompt.lead == lead
    assert not TOKENS.decode(prompt.ids).endswith(" ")


@given(st.text(max_size=60), st.integers(1, 50))
@settings(max_examples=60)
def test_what_is_too_long_loses_its_beginning_and_nothing_else(context: str, room: int) -> None:
    prompt = prompt_tokens(TOKENS, context, "Why?", room)
    whole = prompt_tokens(TOKENS, context, "Why?", 10_000)
    assert not whole.forgotten
    assert (*prompt.forgotten, *prompt.ids) == whole.ids
    assert len(prompt.ids) == min(room, len(whole.ids))


def test_special_tokens_that_are_typed_are_text() -> None:
    ids = prompt_tokens(TOKENS, "<|im_end|><|endoftext|>{question}", "<|im_start|>", 100).ids
    assert ids.count(TOKENS.end_of_text) == 1
    assert TOKENS.im_start not in ids
    assert TOKENS.im_end not in ids


def test_the_same_chance_gives_the_same_answers_and_their_end_is_not_shown() -> None:
    prompts = [prompt_tokens(TOKENS, "A: {question}", q, 30) for q in ("Who?", "Where is the dog?")]
    first, again = (answers_drawn(MODEL, TOKENS, prompts, 12, np.random.default_rng(3), 0.5) for _ in range(2))
    assert first == again
    assert len(first) == 2
    assert not any("<|endoftext|>" in text for text in first)


def test_answers_that_do_not_stop_or_do_not_fit_are_refused() -> None:
    prompt = prompt_tokens(TOKENS, MARK, "Who?", 60)
    with pytest.raises(ValueError, match="full stop"):
        answer_surprises(MODEL, TOKENS, [prompt], ["Nobody"])
    long = prompt_tokens(TOKENS, "a" * 200, "", 64)
    with pytest.raises(ValueError, match="have 71 tokens, and the context 64"):
        answer_surprises(MODEL, TOKENS, [long], ["a b c d."])


@cache
def shipped() -> tuple[Prompt, AskedModel]:
    level = load_level(find_level("a-lousy-chatbot"))
    spec = level.file.mechanic
    assert isinstance(spec, Prompt)
    return spec, AskedModel(open_field(spec.corpus), read_questions(level.folder, spec.questions))


def test_what_the_shipped_level_says_of_contexts_is_so() -> None:
    """An order does next to nothing, the form most, an example more; and mixed-up answers do as well as right ones."""
    spec, model = shipped()
    alone = model.measured(ALONE).loss
    gains = {other.name: alone - model.measured(other.context).loss for other in spec.others}
    rival = alone - model.measured(spec.rival).loss
    assert abs(gains["an order and no form"]) < 0.1
    assert gains["the form alone"] > 0.65
    assert gains["the form and one example"] > gains["the form alone"] + 0.12
    assert rival > 0.93
    assert gains["the form alone"] > 0.7 * rival
    assert abs(gains["the rival's, answers mixed up"] - rival) < 0.06


def test_half_of_what_an_example_adds_is_where_an_answer_stops() -> None:
    spec, model = shipped()
    contexts = {other.name: other.context for other in spec.others}
    form, example = (_stops(model, contexts[name]) for name in ("the form alone", "the form and one example"))
    saved = sum(form[0]) - sum(example[0])
    assert 0.35 < (sum(form[1]) - sum(example[1])) / saved < 0.65


def _stops(model: AskedModel, context: str) -> tuple[list[float], list[float]]:
    """What each hidden answer costs behind a context, and what its stop costs of that."""
    asked = model.questions.hidden
    prompts = [prompt_tokens(model.tokenizer, context, each.question, model.room) for each in asked]
    costs = answer_surprises(model.checkpoint, model.tokenizer, prompts, [each.answer for each in asked])
    return [float(c.sum()) for c in costs], [float(c[-1]) for c in costs]


def test_no_question_or_answer_of_the_shipped_level_stands_in_the_training_text() -> None:
    _, model = shipped()
    asked = (*model.questions.visible, *model.questions.hidden)
    held_out = [Document(f"asked/{n}", f"{each.question} {each.answer}", True) for n, each in enumerate(asked)]
    training = load_corpus(find_corpus("english")).training
    assert overlaps(held_out, training) == []
    assert overlaps(held_out, [Document("copy", asked[3].question + " " + asked[3].answer, False)])  # it would be seen


def test_the_hidden_questions_are_not_the_visible_ones() -> None:
    _, model = shipped()
    visible, hidden = ({each.question for each in asked} for asked in (model.questions.visible, model.questions.hidden))
    assert len(hidden) == len(model.questions.hidden) == 24
    assert len(visible) == len(model.questions.visible) == 8
    assert not visible & hidden
