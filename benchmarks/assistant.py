"""What the benchmarks of the stages after pre-training share: the chat model, prompts, dialogues and pairs."""

from __future__ import annotations

from functools import cache

import numpy as np

from tokenroom.model.checkpoint import Checkpoint
from tokenroom.rivals.assistants import assistant_names, load_assistant
from tokenroom.rivals.field import open_field
from tokenroom.text.chat import ChatTokens, answer_prompt, chat_tokens
from tokenroom.text.chats import load_chats, shipped_chats
from tokenroom.text.preferences import Pair, load_preferences, shipped_preferences
from tokenroom.training.sft import SftSettings, ready_to_chat

BASE = "step-200000"


@cache
def chat_model() -> Checkpoint:
    """Return the shipped chat model; where there is none, the base model made ready for it."""
    field = open_field("english")
    tokenizer = field.tokenizer
    if "chat" in assistant_names():
        return load_assistant("chat", tokenizer)
    new = (tokenizer.im_start, tokenizer.im_end)
    return ready_to_chat(field.checkpoint(BASE), tokenizer.end_of_text, new, SftSettings().context)


def prompts(number: int, longest: int) -> list[list[int]]:
    """Return so many prompts of the training pairs, with room for an answer of `longest` tokens."""
    room, tokenizer = chat_model().config.context - longest, open_field("english").tokenizer
    return [answer_prompt(tokenizer, pair.prompt, room) for pair in some_pairs(number)]


def some_pairs(number: int) -> list[Pair]:
    """Return so many of the training pairs, always the same."""
    pairs = load_preferences(shipped_preferences()).all_training
    return [pairs[place] for place in np.random.default_rng(0).permutation(len(pairs))[:number]]


def some_chats(number: int) -> list[ChatTokens]:
    """Return so many of the training dialogues as tokens, always the same."""
    chats, tokenizer = load_chats(shipped_chats()).all_training, open_field("english").tokenizer
    places = np.random.default_rng(0).permutation(len(chats))[:number]
    return [chat_tokens(tokenizer, chats[place].messages) for place in places]
