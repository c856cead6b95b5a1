"""Chats: messages written as one row of tokens, and which of these a model is asked to predict.

A chat is a text like any other. What makes it a chat are two tokens that no text can hold, im_start and im_end, around
every message, and the plain word that says who speaks:

    <|im_start|>user⏎Where does the ferry go?<|im_end|>⏎<|im_start|>assistant⏎Across the bay.<|im_end|>⏎

The same layout as OpenAI's ChatML (2023). Whoever types "<|im_end|>" types nine characters, not the token.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tokenroom.schema import Data
from tokenroom.text.tokenizer import IM_END, IM_START, Tokenizer

Role = Literal["system", "user", "assistant"]


class Message(Data, frozen=True):
    """One message of a chat."""

    role: Role
    content: str


class Dialogue(Data, frozen=True):
    """A chat: perhaps a system message, then user and assistant in turns, the assistant last.

    Raises:
        ValueError: the roles do not come in that order, or a message is empty.
    """

    messages: tuple[Message, ...]

    def __post_init__(self) -> None:
        """Refuse what is not a dialogue."""
        check_turns(self.messages, last="assistant")


@dataclass(frozen=True)
class ChatTokens:
    """A chat as tokens.

    Attributes:
        ids: (T,) token ids, an end-of-text token first.
        asked: (T,) whether the model is asked to predict each: what the assistant says, and the im_end after it.
        roles: (T,) whose message each belongs to.
    """

    ids: tuple[int, ...]
    asked: tuple[bool, ...]
    roles: tuple[Role, ...]


def check_turns(messages: Sequence[Message], last: Role) -> None:
    """Raise ValueError unless the messages come in turns and the last is by `last`."""
    roles: list[Role] = [message.role for message in messages]
    turns = roles[1:] if roles[:1] == ["system"] else roles
    if not turns or turns[-1] != last:
        raise ValueError(f"the last message must be by the {last}")
    for place, role in enumerate(turns):
        if role != ("user", "assistant")[place % 2]:
            raise ValueError(f"user and assistant must take turns, the user first; turn {place + 1} is by the {role}")
    if not all(message.content.strip() for message in messages):
        raise ValueError("no message may be empty")


def chat_tokens(tokenizer: Tokenizer, messages: Sequence[Message]) -> ChatTokens:
    """Write messages as tokens; T is at least one, the end-of-text token."""
    ids, asked, roles = [tokenizer.end_of_text], [False], [messages[0].role if messages else "system"]
    for message in messages:
        head, said = _opening(tokenizer, message.role), [*tokenizer.encode(message.content), tokenizer.im_end]
        tail = tokenizer.encode("\n")
        ids += head + said + tail
        spoken = message.role == "assistant"
        asked += [False] * len(head) + [spoken] * len(said) + [False] * len(tail)
        roles += [message.role] * (len(head) + len(said) + len(tail))
    return ChatTokens(tuple(ids), tuple(asked), tuple(roles))


def counted(texts: Sequence[str]) -> list[bool]:
    """Tell of each token of a chat, from its text alone, whether a model is asked to predict it.

    What the assistant says is, and the im_end behind it. No token of ordinary text reads as a special one does.
    """
    told, role, is_head = [], "", False
    for text in texts:
        told.append(role == "assistant" and not is_head)
        if text == IM_START:
            role, is_head = "", True
        elif text == IM_END:
            role = ""
        elif is_head:
            role += text
            is_head = "\n" not in text
            role = role.strip()
    return told


def answer_prompt(tokenizer: Tokenizer, messages: Sequence[Message], room: int | None = None) -> list[int]:
    """Return the tokens after which the assistant's answer comes.

    Args:
        tokenizer: whose ids they are.
        messages: what was said so far.
        room: the most tokens that may be returned; where there are more, whole turns are forgotten, the oldest first,
            but never the system message, and of the last message its beginning. None for no bound.
    """
    opening = _opening(tokenizer, "assistant")
    system = [message for message in messages if message.role == "system"]
    turns = [message for message in messages if message.role != "system"]
    while True:
        ids = [*chat_tokens(tokenizer, [*system, *turns]).ids, *opening]
        if room is None or len(ids) <= room:
            return ids
        if len(turns) <= 1:
            return [tokenizer.end_of_text, *ids[len(ids) - room + 1 :]]
        turns = turns[2:] if turns[1].role == "assistant" else turns[1:]


def _opening(tokenizer: Tokenizer, role: Role) -> list[int]:
    return [tokenizer.im_start, *tokenizer.encode(f"{role}\n")]
