"""The story as it is told: the voice from the speakers and the narrator, so many words of them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.game.events import Hinted, Said
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.ink import NARRATOR, VOICE
from tokenroom.text.display import safe_text

MORE = "▾ Enter: there is more"
MARK = "♪ "  # before what the speakers say; the narrator has none


def hint_words(hint: Hinted) -> str:
    """Return a hint with how many more there are."""
    return f"{hint.text} ({f'{hint.left} more' if hint.left else 'the last one'})"


def count_words(paragraphs: Sequence[Said]) -> int:
    """Return how many words there are to tell."""
    return sum(len(p.text.split()) for p in paragraphs)


def speaker_at(paragraphs: Sequence[Said], words: int) -> str:
    """Return whose the next word is when so many have been told; empty behind the last."""
    for paragraph in paragraphs:
        words -= len(paragraph.text.split())
        if words < 0:
            return paragraph.speaker
    return ""


def pages(paragraphs: Sequence[Said], width: int, height: int) -> list[int]:
    """Return where each page of a story ends: after how many of its paragraphs.

    As many stand on a page as fit with the blank lines between them and, if others follow, the line that says so; but
    at least one.
    """
    lines = [len(_told_lines(paragraph, 0, width)) for paragraph in paragraphs]
    ends = [0]
    while ends[-1] < len(paragraphs):
        fitting = [end for end in range(ends[-1] + 1, len(paragraphs) + 1) if _fits(lines, ends[-1], end, height)]
        ends.append(max(fitting, default=ends[-1] + 1))
    return ends[1:] or [0]


def _fits(lines: Sequence[int], first: int, end: int, height: int) -> bool:
    return sum(lines[first:end]) + end - first - 1 + (end < len(lines)) <= height


def story_text(paragraphs: Sequence[Said], words: int, width: int, gap: bool) -> Text:
    """Return the first `words` words, wrapped as the whole will be, so that no word moves when the next one comes.

    Args:
        paragraphs: what is told.
        words: how many words have been told so far.
        width: columns.
        gap: whether a blank line stands between paragraphs.
    """
    lines: list[Text] = []
    for n, paragraph in enumerate(paragraphs):
        told = _told_lines(paragraph, max(0, words), width)
        lines += [*([Text()] if n and gap and told[0].plain.strip() else []), *told]
        words -= len(paragraph.text.split())
    while lines and not lines[-1].plain.strip():
        lines.pop()
    return stack(lines)


def _told_lines(paragraph: Said, words: int, width: int) -> list[Text]:
    voice = paragraph.speaker == "voice"
    lines = wrapped(safe_text(paragraph.text), max(1, width - len(MARK)), VOICE if voice else NARRATOR)
    told = []
    for n, line in enumerate(lines):
        shown = " ".join(line.plain.split()[:words]) if words < len(line.plain.split()) else line.plain
        words -= min(words, len(line.plain.split()))
        lead = MARK if voice and n == 0 and shown else "  "
        told.append(Text.assemble((lead, VOICE), (shown, line.style)))
    return told
