"""Proofs about chats and preference pairs: they read, they fit into the context, nothing held out is in training."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

from tokenroom.errors import CheckFailed
from tokenroom.game.proofs import Proof
from tokenroom.rivals.field import tokenizer_path
from tokenroom.text.chat import Dialogue, Message, chat_tokens
from tokenroom.text.chats import load_chats, shipped_chats
from tokenroom.text.judging import load_questions
from tokenroom.text.overlap import RUN_LENGTH, RunIndex
from tokenroom.text.preferences import Pair, Preferences, load_preferences, valued_text
from tokenroom.text.tokenizer import Tokenizer, load_tokenizer

T = TypeVar("T")
JUDGE = "judge.jsonl"  # beside the pairs
LONGEST = 192  # tokens of a chat, or of a prompt and an answer: the context of the shipped chat model


def check_chats(folder: Path) -> Iterator[Proof]:
    """Yield a proof for each thing that holds of a folder of chats (raises CheckFailed for the first that does not)."""
    chats, name = load_chats(folder), f"chats {folder.name}"
    turns = sum(len(dialogue.messages) > 3 for dialogue in chats.all_training)
    counted = f"{len(chats.all_training):,} dialogues ({turns} of several turns), {len(chats.all_held_out)} held out"
    yield Proof(name, counted)
    _check_apart(folder, _texts(chats.training, _of_dialogue), _texts(chats.held_out, _of_dialogue))
    yield Proof(name, f"no run of {RUN_LENGTH} words of a held-out dialogue stands in training")
    tokenizer = load_tokenizer(tokenizer_path(chats.info.tokenizer))
    longest = max(len(chat_tokens(tokenizer, d.messages).ids) for d in [*chats.all_training, *chats.all_held_out])
    yield _fits(folder, name, longest)


def check_preferences(folder: Path) -> Iterator[Proof]:
    """Yield a proof for each thing that holds of a folder of pairs (raises CheckFailed for the first that does not)."""
    pairs, name = load_preferences(folder), f"preferences {folder.name}"
    contested = sum(pair.contested for pair in [*pairs.all_training, *pairs.all_held_out])
    counted = f"{len(pairs.all_training):,} pairs, {len(pairs.all_held_out)} held out, {contested} of all contested"
    yield Proof(name, counted)
    _check_apart(folder, _texts(pairs.training, _of_pair), _texts(pairs.held_out, _of_pair))
    yield Proof(name, f"no run of {RUN_LENGTH} words of a held-out pair stands in training")
    tokenizer = load_tokenizer(tokenizer_path(pairs.info.tokenizer))
    every = [*pairs.all_training, *pairs.all_held_out]
    yield _fits(folder, name, max(_longest_side(tokenizer, pair) for pair in every))
    if (folder / JUDGE).is_file():
        yield _check_judge(folder, name, pairs)


def _check_judge(folder: Path, name: str, pairs: Preferences) -> Proof:
    """See that no question of the judge's is asked where a reward model or a policy could have learned from it."""
    questions, dialogues = load_questions(folder / JUDGE), load_chats(shipped_chats()).all_training
    trained = [text for pair in pairs.all_training for text in _of_pair(pair)]
    trained += [text for dialogue in dialogues for text in _of_dialogue(dialogue)]
    asked, index = {_plain(text) for text in trained}, RunIndex(question.question for question in questions)
    shared = {place for text in trained for place, _ in index.find(text)}
    for place, question in enumerate(questions):
        if place in shared or _plain(question.question) in asked:
            wrong = f"{question.question!r} is asked in training"
            raise CheckFailed(folder, f"{JUDGE}, question {place + 1}", wrong, "ask it in other words")
    return Proof(name, f"none of the judge's {len(questions)} questions is asked in training")


def _plain(text: str) -> str:
    """A text without what does not count: capitals and whatever is no letter or digit."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _longest_side(tokenizer: Tokenizer, pair: Pair) -> int:
    return max(len(valued_text(tokenizer, pair.prompt, answer)) for answer in (pair.chosen, pair.rejected))


def _fits(folder: Path, name: str, longest: int) -> Proof:
    if longest > LONGEST:
        raise CheckFailed(folder, "", f"holds a chat of {longest} tokens", f"at most {LONGEST}")
    return Proof(name, f"the longest has {longest} tokens of the {LONGEST} that the model sees")


def _texts(topics: Mapping[str, Sequence[T]], of: Callable[[T], list[str]]) -> dict[str, list[str]]:
    return {topic: list(chain.from_iterable(of(row) for row in rows)) for topic, rows in topics.items()}


def _of_dialogue(dialogue: Dialogue) -> list[str]:
    return _said(dialogue.messages)


def _of_pair(pair: Pair) -> list[str]:
    return [*_said(pair.prompt), pair.chosen, pair.rejected]


def _said(messages: Sequence[Message]) -> list[str]:
    """What was said; system messages are a few that come again by design."""
    return [message.content for message in messages if message.role != "system"]


def _check_apart(folder: Path, training: Mapping[str, list[str]], held_out: Mapping[str, list[str]]) -> None:
    asked = [(topic, text) for topic, texts in held_out.items() for text in texts]
    index = RunIndex(text for _, text in asked)
    for topic, texts in training.items():
        for text in texts:
            for place, words in index.find(text):
                wrong = f"held-out {asked[place][0]} and training {topic} share {words!r}"
                raise CheckFailed(folder, f"held_out/{asked[place][0]}.jsonl", wrong, "rewrite one of them")
