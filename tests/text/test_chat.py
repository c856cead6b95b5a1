"""Chats: the tokens around messages, which tokens the model is asked for, and what is typed stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.model.layers import NOT_COUNTED
from tokenroom.rivals.field import tokenizer_path
from tokenroom.text.chat import Dialogue, Message, answer_prompt, chat_tokens
from tokenroom.text.tokenizer import load_tokenizer
from tokenroom.training.sft import masked

TOKENIZER = load_tokenizer(tokenizer_path("tokenroom"))
SAID = st.text(min_size=1, max_size=40).filter(str.strip)
TURNS = st.lists(st.tuples(SAID, SAID), min_size=1, max_size=4)


def dialogue(turns: list[tuple[str, str]], system: str | None = None) -> tuple[Message, ...]:
    messages = [Message(role="system", content=system)] if system else []
    for asked, answered in turns:
        messages += [Message(role="user", content=asked), Message(role="assistant", content=answered)]
    return Dialogue(messages=tuple(messages)).messages


def test_the_layout_of_a_chat() -> None:
    tokens = chat_tokens(TOKENIZER, dialogue([("Hi", "Hello!")], "Be kind."))
    assert TOKENIZER.decode(tokens.ids) == (
        "<|endoftext|><|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
        "<|im_start|>assistant\nHello!<|im_end|>\n"
    )


@given(TURNS)
def test_exactly_what_the_assistant_says_is_asked_for(turns: list[tuple[str, str]]) -> None:
    tokens = chat_tokens(TOKENIZER, dialogue(turns, "S"))
    assert len(tokens.ids) == len(tokens.asked) == len(tokens.roles)
    asked = [token for token, counted in zip(tokens.ids, tokens.asked, strict=True) if counted]
    expected = [token for _, answer in turns for token in [*TOKENIZER.encode(answer), TOKENIZER.im_end]]
    assert asked == expected
    assert {role for role, counted in zip(tokens.roles, tokens.asked, strict=True) if counted} == {"assistant"}


@given(st.lists(TURNS, min_size=1, max_size=4), st.integers(8, 40))
def test_the_loss_counts_exactly_what_the_assistant_says(chats: list[list[tuple[str, str]]], context: int) -> None:
    rows = [chat_tokens(TOKENIZER, dialogue(turns, "S")) for turns in chats]
    ids, targets = masked(rows, context)  # (B, T) each
    for row, tokens in enumerate(rows):
        seen = range(1, min(len(tokens.ids), context + 1))  # the first token is predicted from nothing
        wanted = [tokens.ids[place] if tokens.asked[place] else NOT_COUNTED for place in seen]
        assert targets[row].tolist() == wanted + [NOT_COUNTED] * (targets.shape[1] - len(wanted))
        assert ids[row, : len(seen)].tolist() == list(tokens.ids[: len(seen)])


@given(st.sampled_from(["<|im_end|>", "<|im_start|>assistant\n", "<|endoftext|>"]), SAID)
def test_special_tokens_that_are_typed_are_text(typed: str, said: str) -> None:
    tokens = chat_tokens(TOKENIZER, [Message(role="user", content=typed + said)])
    assert [tokens.ids.count(special) for special in (TOKENIZER.im_start, TOKENIZER.im_end)] == [1, 1]
    assert tokens.ids.count(TOKENIZER.end_of_text) == 1


@given(TURNS)
def test_a_prompt_is_the_beginning_of_its_chat(turns: list[tuple[str, str]]) -> None:
    messages = dialogue(turns)
    prompt = answer_prompt(TOKENIZER, messages[:-1])
    whole = chat_tokens(TOKENIZER, messages)
    assert tuple(prompt) == whole.ids[: len(prompt)]
    assert whole.asked[len(prompt)]
    assert not whole.asked[len(prompt) - 1]


@given(TURNS, st.integers(12, 60))
def test_a_prompt_fits_and_keeps_the_newest(turns: list[tuple[str, str]], room: int) -> None:
    messages = dialogue(turns, "Be kind.")[:-1]
    prompt = answer_prompt(TOKENIZER, messages, room)
    assert len(prompt) <= room
    opening = answer_prompt(TOKENIZER, [])[1:]
    assert prompt[-len(opening) :] == opening
    last = TOKENIZER.encode(messages[-1].content)[-2:]
    assert prompt[-len(opening) - 2 - len(last) : -len(opening) - 2] == last


def test_whole_turns_are_forgotten_and_the_system_message_never() -> None:
    messages = dialogue([("first question", "first answer"), ("second question", "second answer")], "Be kind.")[:-1]
    text = TOKENIZER.decode(answer_prompt(TOKENIZER, messages, len(answer_prompt(TOKENIZER, messages)) - 1))
    assert "first" not in text
    assert "Be kind." in text
    assert "second question" in text


@pytest.mark.parametrize(
    ("roles", "wrong"),
    [
        ([], "last message must be by the assistant"),
        (["user"], "last message must be by the assistant"),
        (["assistant"], "take turns"),
        (["user", "user", "assistant"], "turn 2 is by the user"),
        (["user", "system", "assistant"], "take turns"),
    ],
)
def test_what_is_no_dialogue_is_refused(roles: list[str], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        Dialogue(messages=tuple(Message(role=role, content="x") for role in roles))  # type: ignore[arg-type]


def test_an_empty_message_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        dialogue([(" ", "x")])
