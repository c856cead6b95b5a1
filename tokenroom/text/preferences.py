"""Preference pairs: one prompt, two answers, and which of them somebody holds to be the better one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from tokenroom.files import content_root
from tokenroom.schema import Data, read_toml
from tokenroom.text.chat import Message, answer_prompt, check_turns
from tokenroom.text.chats import ChatsInfo, by_topic
from tokenroom.text.tokenizer import Tokenizer

INFO = "preferences.toml"  # tells what a folder of pairs is
Reason = Literal["truth", "kind", "answers", "safe", "clear", "short", ""]
EXAMPLE = '{"prompt": [{"role": "user", "content": "Hello!"}], "chosen": "Hello to you.", "rejected": "What now?"}'


class Pair(Data, frozen=True):
    """Two answers to one prompt.

    Attributes:
        prompt: what was said before, the user last.
        chosen: the better answer.
        rejected: the worse one.
        reason: the rule of the guideline that decides; empty if nobody said.
        contested: whether honest people would disagree.

    Raises:
        ValueError: an answer is missing, both are the same, or the prompt does not end with the user.
    """

    prompt: tuple[Message, ...]
    chosen: str
    rejected: str
    reason: Reason = ""
    contested: bool = False

    def __post_init__(self) -> None:
        """Refuse what nobody can choose between."""
        check_turns(self.prompt, last="user")
        if not (self.chosen.strip() and self.rejected.strip()):
            raise ValueError("a side is missing: chosen and rejected must both say something")
        if self.chosen.strip() == self.rejected.strip():
            raise ValueError("a tie: chosen and rejected are the same")


@dataclass(frozen=True)
class Preferences:
    """Pairs by topic; `training` and `held_out` share none."""

    info: ChatsInfo
    training: Mapping[str, tuple[Pair, ...]]
    held_out: Mapping[str, tuple[Pair, ...]]

    @property
    def all_training(self) -> list[Pair]:
        """The training pairs of all topics, one topic after another."""
        return list(chain.from_iterable(self.training.values()))

    @property
    def all_held_out(self) -> list[Pair]:
        """The held-out pairs of all topics, one topic after another."""
        return list(chain.from_iterable(self.held_out.values()))


def shipped_preferences() -> Path:
    """Return the folder of the preference pairs that come with the program."""
    return content_root() / "preferences"


def load_preferences(folder: Path) -> Preferences:
    """Read `preferences.toml`, `training/TOPIC.jsonl` and `held_out/TOPIC.jsonl` in `folder`.

    Raises:
        BadInput: a file is missing or wrong, told by its line; or there is nothing to learn from.
    """
    info = read_toml(folder / INFO, ChatsInfo)
    training, held_out = (by_topic(folder / part, Pair, EXAMPLE) for part in ("training", "held_out"))
    return Preferences(info, training, held_out)


def valued_text(tokenizer: Tokenizer, prompt: tuple[Message, ...], answer: str, room: int | None = None) -> list[int]:
    """Return the tokens of a prompt and an answer to it, with the im_end at which the answer's value is read."""
    said = [*tokenizer.encode(answer), tokenizer.im_end]
    return [*answer_prompt(tokenizer, prompt, None if room is None else room - len(said)), *said]
