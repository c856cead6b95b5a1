"""The story of a level: `story.md`, paragraphs under the cue at which they are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tokenroom.errors import BadInput
from tokenroom.schema import read_text

Speaker = Literal["voice", "narrator"]
_CUE = re.compile(
    r"^(begin|(before|answer) [1-9]\d{0,3}|(after|part) [1-9]\d{0,3}( better| same| worse)?"
    r"|earned (repeats|frequent|pairs)|loop|branch|tune|tuned|undone|talk"
    r"|(won|lost|journal)( better| same| worse)?|debrief)$"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and who speaks it."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """Paragraphs by cue: `begin`, `part N`, `before N`, `after N` (an item), `earned PATTERN`, `won`, `lost`,
    `loop` (a text repeats itself for the first time), `branch` (it is first gone on with in another way),
    `debrief` (after the report), `journal` (what to remember, with figures in braces).

    `after N better`, `after N same` and `after N worse` follow `after N`, by whether the surprise was below that of
    knowing nothing, the same, or above. `won`, `lost` and `journal` may be followed in the same way, by whether the
    second half of a level of two parts cost less than the first, as much, or more. In a level of *steer*, `part 2` may,
    by whether the reward rose and the judge's share did not fall, the reward hardly rose, or it rose and that fell.

    In a level of chats there are `tune` (the items are answered), `tuned`, `undone`, `answer N` (a question of the
    level's) and `talk`.
    """

    cues: dict[str, tuple[Paragraph, ...]]

    def at(self, cue: str) -> tuple[Paragraph, ...]:
        """Return what is told at `cue`; nothing if the story is silent there."""
        return self.cues.get(cue, ())


def read_story(path: Path) -> Story:
    """Read `story.md`: a line `# CUE`, then paragraphs; one that starts with `>` is spoken by the voice.

    Raises:
        BadInput: text before the first cue, a cue that nothing is told at, or one that stands twice.
    """
    cues: dict[str, list[Paragraph]] = {}
    cue: str | None = None
    for number, block in _blocks(read_text(path)):
        if block.startswith("# "):
            cue = _cue(path, number, block[2:].strip())
            if cue in cues:
                raise BadInput(path, f"line {number}", f"cue {cue!r} stands twice", "put its paragraphs together")
            cues[cue] = []
        elif cue is None:
            raise BadInput(path, f"line {number}", "text before the first cue", "start with the line '# begin'")
        else:
            cues[cue].append(_paragraph(block))
    return Story({name: tuple(told) for name, told in cues.items()})


def _blocks(text: str) -> list[tuple[int, str]]:
    """Line number and text of each run of lines between blank lines; a `# cue` is a block of its own."""
    blocks: list[tuple[int, str]] = []
    open_block = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("# ") or not line.strip():
            open_block = False
        if line.strip() and open_block:
            blocks[-1] = (blocks[-1][0], f"{blocks[-1][1]}\n{line}")
        elif line.strip():
            blocks.append((number, line))
            open_block = not line.startswith("# ")
    return blocks


def _cue(path: Path, number: int, name: str) -> str:
    if not _CUE.match(name):
        raise BadInput(
            path,
            f"line {number}",
            f"unknown cue {name!r}",
            "begin, before N, part N, after N, won, lost or journal (the last five: better, same, worse), "
            "earned PATTERN, loop, branch, tune, tuned, undone, answer N, talk or debrief",
        )
    return name


def _paragraph(block: str) -> Paragraph:
    speaker: Speaker = "voice" if block.startswith(">") else "narrator"
    words = " ".join(line.removeprefix(">").strip() for line in block.splitlines())
    return Paragraph(speaker, words.strip())
