"""The chats that an assistant learns from: a folder of dialogues, a file a topic, some of them held out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal, TypeVar

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.schema import Data, read_toml
from tokenroom.text.chat import Dialogue
from tokenroom.text.jsonl import read_lines

T = TypeVar("T")
EXAMPLE = '{"messages": [{"role": "user", "content": "Hello!"}, {"role": "assistant", "content": "Hello to you."}]}'


class ChatsInfo(Data, frozen=True):
    """What `chats.toml` or `preferences.toml` says of its folder."""

    format_version: Literal[1]
    title: str
    language: str
    licence: str
    tokenizer: str


@dataclass(frozen=True)
class Chats:
    """Dialogues by topic; `training` and `held_out` share none."""

    info: ChatsInfo
    training: Mapping[str, tuple[Dialogue, ...]]
    held_out: Mapping[str, tuple[Dialogue, ...]]

    @property
    def all_training(self) -> list[Dialogue]:
        """The training dialogues of all topics, one topic after another."""
        return list(chain.from_iterable(self.training.values()))

    @property
    def all_held_out(self) -> list[Dialogue]:
        """The held-out dialogues of all topics, one topic after another."""
        return list(chain.from_iterable(self.held_out.values()))


def shipped_chats() -> Path:
    """Return the folder of the chats that come with the program."""
    return content_root() / "chats"


def load_chats(folder: Path) -> Chats:
    """Read `chats.toml`, `training/TOPIC.jsonl` and `held_out/TOPIC.jsonl` in `folder`.

    Raises:
        BadInput: a file is missing or wrong, told by its line; or there is nothing to learn from.
    """
    info = read_toml(folder / "chats.toml", ChatsInfo)
    training, held_out = (by_topic(folder / part, Dialogue, EXAMPLE) for part in ("training", "held_out"))
    return Chats(info, training, held_out)


def by_topic(folder: Path, kind: type[T], example: str) -> dict[str, tuple[T, ...]]:
    """Read every `.jsonl` in `folder`, sorted by name (raises BadInput if there is none, or one is empty)."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise BadInput(folder, "", "holds no .jsonl file", f"a line is e.g. {example}")
    topics = {path.stem: read_lines(path, kind, example) for path in files}
    for path in files:
        if not topics[path.stem]:
            raise BadInput(path, "", "is empty", f"a line is e.g. {example}")
    return topics
