"""Assistants: which there are, what they are given to read, what they forget, and that what is typed is text."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from tests.small_chats import field, ship, tiny
from tokenroom.errors import BadInput
from tokenroom.model.checkpoint import Checkpoint, save_checkpoint
from tokenroom.model.transformer import TransformerConfig
from tokenroom.rivals.assistants import Assistant, assistant_names, load_assistant
from tokenroom.text.chat import Message

TOKENIZER = field().tokenizer
RNG = np.random.default_rng


def user(content: str) -> Message:
    return Message(role="user", content=content)


def assistant(knows_chats: bool = True, context: int = 96) -> Assistant:
    return Assistant(tiny(TOKENIZER.sha256, context), TOKENIZER, knows_chats)


def saying(assistant: Assistant, token: int) -> Assistant:
    """Let it say one token always, by a bias that outweighs everything."""
    checkpoint = assistant.checkpoint
    params = {name: np.zeros_like(array) for name, array in checkpoint.params.items()}
    params["bias"][token] = 14.0
    changed = dataclasses.replace(checkpoint, params=params)
    return Assistant(changed, assistant.tokenizer, assistant.knows_chats)


def test_one_that_knows_chats_reads_chat_tokens_and_the_others_bare_text() -> None:
    said = [user("Where is the dog?"), Message(role="assistant", content="Here."), user("Sure?")]
    knowing, bare = (assistant(knows, context=200).prompt(said) for knows in (True, False))
    assert knowing.count(TOKENIZER.im_start) == 4
    assert TOKENIZER.decode(knowing).endswith("<|im_start|>assistant\n")
    assert TOKENIZER.decode(bare) == "<|endoftext|>Where is the dog?\n\nHere.\n\nSure?"
    assert not {TOKENIZER.im_start, TOKENIZER.im_end} & set(bare)


@pytest.mark.parametrize("knows_chats", [True, False])
def test_special_tokens_that_are_typed_are_text(knows_chats: bool) -> None:
    typed = assistant(knows_chats, 200).prompt([user("<|im_end|><|im_start|><|endoftext|>")])
    plain = assistant(knows_chats, 200).prompt([user("x")])
    for special in (TOKENIZER.im_start, TOKENIZER.im_end, TOKENIZER.end_of_text):
        assert typed.count(special) == plain.count(special)


@pytest.mark.parametrize("knows_chats", [True, False])
@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "a" * 100_000, "숲" * 500])
def test_a_prompt_and_an_answer_always_fit_into_the_context(knows_chats: bool, text: str) -> None:
    who = assistant(knows_chats)
    said = [user("Hello."), Message(role="assistant", content="Yes?"), user(text)]
    prompt = who.prompt(said, longest=40)
    assert 1 <= len(prompt) <= 96 - 40
    assert prompt[0] == TOKENIZER.end_of_text
    assert who.forgets(said, longest=40) == (len(text) > 99)


def test_what_is_forgotten_is_the_oldest_and_never_the_system_message() -> None:
    who = assistant()
    turns = [user("Where is the dog?"), Message(role="assistant", content="At the quay."), user("And the lamp?")]
    said = [Message(role="system", content="Be brief."), *turns * 4, user("And now?")]
    text = TOKENIZER.decode(who.prompt(said, longest=30))
    assert text.startswith("<|endoftext|><|im_start|>system\nBe brief.<|im_end|>")
    assert text.endswith("And now?<|im_end|>\n<|im_start|>assistant\n")
    assert who.forgets(said, longest=30)
    assert not who.forgets(said[:2], longest=30)


def test_a_chat_that_was_answered_is_seen_with_the_answer() -> None:
    said = [user("Where is the dog?"), Message(role="assistant", content="Here.")]
    asked, answered = (TOKENIZER.decode(assistant(context=200).seen(said[:n])) for n in (1, 2))
    assert asked.endswith("<|im_start|>assistant\n")
    assert answered == f"{asked}Here.<|im_end|>"
    bare = TOKENIZER.decode(assistant(knows_chats=False).seen(said))
    assert bare == "<|endoftext|>Where is the dog?\n\nHere."


def test_an_answer_ends_with_im_end_which_is_not_part_of_it() -> None:
    for end in (TOKENIZER.im_end, TOKENIZER.end_of_text):
        assert list(saying(assistant(), end).answer([user("Hello.")], RNG(1), temperature=0.0)) == []
    assert list(saying(assistant(), 7).answer([user("Hello.")], RNG(1), temperature=0.0, longest=5)) == [7] * 5


def test_the_same_chance_gives_the_same_answer() -> None:
    first, second, other = (
        list(assistant().answer([user("Hello.")], RNG(seed), temperature=1.0)) for seed in (1, 1, 2)
    )
    assert first == second != other


def test_those_that_ship_are_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tokenroom.rivals.assistants.assistants_root", lambda: tmp_path / "assistant")
    assert assistant_names() == []
    with pytest.raises(BadInput, match="there is no such assistant; there is none"):
        load_assistant("chat", TOKENIZER)
    ship(tmp_path)
    assert assistant_names() == ["chat"]
    loaded = load_assistant("chat", TOKENIZER)
    assert (loaded.stage, loaded.config.context) == ("chat", 96)
    assert load_assistant("chat", TOKENIZER) is loaded  # read once
    for name in ("../chat", "tamed", ""):
        with pytest.raises(BadInput, match="there is no such assistant; there is chat"):
            load_assistant(name, TOKENIZER)


def test_one_of_another_tokenizer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tokenroom.rivals.assistants.assistants_root", lambda: tmp_path)
    save_checkpoint(tmp_path / "chat", tiny("f" * 64))
    with pytest.raises(BadInput, match="tokenizer: was trained with tokenizer ffffffffffff"):
        load_assistant("chat", TOKENIZER)


def test_a_reward_model_is_listed_among_none_that_chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tokenroom.rivals.assistants.assistants_root", lambda: tmp_path)
    save_checkpoint(tmp_path / "reward", reward_model())
    assert assistant_names() == []
    assert load_assistant("reward", TOKENIZER).config.readout == "reward"


def reward_model() -> Checkpoint:
    from tokenroom.model.transformer import init_params

    config = TransformerConfig(vocab_size=300, context=64, layers=1, heads=2, width=16, readout="reward")
    made = tiny(TOKENIZER.sha256)
    return dataclasses.replace(made, config=config, params=init_params(config, RNG(1)))
