"""Assistants: the models that come after pre-training, shipped as checkpoints, and how one answers in a chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.model.checkpoint import Checkpoint, load_checkpoint
from tokenroom.model.sampling import generate
from tokenroom.text.chat import Message, answer_prompt
from tokenroom.text.tokenizer import Tokenizer

CHATTING = ("chat", "tamed", "gamed", "sums-start", "sums")  # they answer in a chat
VALUING = ("reward", "judge")  # they say what an answer is worth
LONGEST = 60  # tokens of an answer


def assistants_root() -> Path:
    """Return the folder of the shipped assistants."""
    return content_root() / "checkpoints" / "assistant"


def assistant_names() -> list[str]:
    """Return the names of those that chat, in the order in which they come about."""
    return [name for name in CHATTING if (assistants_root() / name / "checkpoint.json").is_file()]


def load_assistant(name: str, tokenizer: Tokenizer) -> Checkpoint:
    """Read a shipped assistant, reward model or judge (raises BadInput if there is none, or it cannot be used)."""
    path = assistants_root() / name / "checkpoint.json"
    if name not in (*CHATTING, *VALUING) or not path.is_file():
        known = ", ".join(assistant_names()) or "none"
        raise BadInput("rival", name, "there is no such assistant", f"there is {known}")
    return _loaded(path.parent, path.stat().st_mtime_ns, tokenizer.sha256)


@lru_cache(maxsize=8)
def _loaded(folder: Path, _changed: int, tokenizer: str) -> Checkpoint:
    """Read it once; nobody changes its weights."""
    return load_checkpoint(folder, tokenizer)


class Assistant:
    """A checkpoint that is talked to.

    Args:
        checkpoint: whose logits are those of tokens.
        tokenizer: whose ids it speaks.
        knows_chats: whether it has learned what chat tokens are; one that has not just goes on with the text.
    """

    def __init__(self, checkpoint: Checkpoint, tokenizer: Tokenizer, knows_chats: bool = True) -> None:
        self.checkpoint, self.tokenizer, self.knows_chats = checkpoint, tokenizer, knows_chats

    def prompt(self, messages: Sequence[Message], longest: int = LONGEST) -> list[int]:
        """Return the tokens that the answer comes after; of a chat that is too long the oldest turns are forgotten."""
        room = self.checkpoint.config.context - longest
        if self.knows_chats:
            return answer_prompt(self.tokenizer, messages, room)
        return [self.tokenizer.end_of_text, *self._bare(messages)[-(room - 1) :]]

    def seen(self, messages: Sequence[Message]) -> list[int]:
        """Return a chat as the model sees it: the last prompt, and the answer behind it if there is one."""
        if messages[-1].role != "assistant" or not self.knows_chats:
            return self.prompt(messages)
        answer = self.tokenizer.encode(messages[-1].content)
        return [*self.prompt(messages[:-1]), *answer, self.tokenizer.im_end]

    def forgets(self, messages: Sequence[Message], longest: int = LONGEST) -> bool:
        """Tell whether a chat is so long that its beginning is forgotten."""
        whole = len(answer_prompt(self.tokenizer, messages)) if self.knows_chats else 1 + len(self._bare(messages))
        return whole > self.checkpoint.config.context - longest

    def _bare(self, messages: Sequence[Message]) -> list[int]:
        """What was said as bare text, a paragraph a message, for a model that knows nothing of chats.

        No line end stands behind the last: in the texts that it has read, what follows one is mostly the end.
        """
        return self.tokenizer.encode("\n\n".join(message.content for message in messages))

    def answer(
        self,
        messages: Sequence[Message],
        rng: np.random.Generator,
        temperature: float = 0.5,
        longest: int = LONGEST,
    ) -> Iterator[int]:
        """Yield the tokens of an answer as they are drawn, without the end token.

        Args:
            messages: what was said so far, the user last.
            rng: the source of chance.
            temperature: logits are divided by it; 0 always takes the likeliest token.
            longest: the most tokens of an answer.
        """
        ends = (self.tokenizer.im_end, self.tokenizer.end_of_text)
        ids = self.prompt(messages, longest)
        for token in generate(self.checkpoint.params, self.checkpoint.config, ids, longest, temperature, rng=rng):
            if token in ends:
                return
            yield token
