"""A milestone of the rival's: what is told of it, and what it said before and after."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.game.events import Said
from tokenroom.game.milestones import PROMPT, Milestone, Sample
from tokenroom.game.names import checkpoint_in_words
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.draw.voice import count_words, story_text
from tokenroom.room.ink import MUTED, TITLE

WIDEST = 76  # columns; longer lines are hard to read
WAITING = "It is being asked to speak …"
SILENT = "It has nothing to say today."


def told(milestone: Milestone, samples: Sequence[Sample] | None) -> list[Said]:
    """Return all that is told, paragraph by paragraph: the story, then what was said before and after."""
    spoken = [Said(speaker="voice", text=" ".join(sample.text.split())) for sample in samples or ()]
    return [Said(speaker="narrator", text=milestone.story.strip()), *spoken]


def words_of(milestone: Milestone, samples: Sequence[Sample] | None) -> int:
    """Return how many words there are to tell."""
    return count_words(told(milestone, samples))


def milestone_text(milestone: Milestone, samples: Sequence[Sample] | None, words: int, width: int) -> Text:
    """Return the first `words` words of a milestone; `samples` are None until the rival has spoken."""
    width = min(width, WIDEST)
    story, *spoken = told(milestone, samples)
    lines = [story_text([story], words, width, gap=True), Text()]
    words -= count_words([story])
    if words < 0:
        return stack(lines)
    if not spoken:
        return stack([*lines, Text(f"  {WAITING if samples is None else SILENT}", style=MUTED)])
    asked = f"Both were given the words “{PROMPT}” and went on from there, one token at a time, by the same chance."
    lines += [*(Text.assemble("  ", line) for line in wrapped(asked, width - 2, MUTED)), Text()]
    for place, sample, said in zip(("before", "after"), samples or (), spoken, strict=True):
        if words > 0 or place == "before":
            head = f"  {place}: {checkpoint_in_words(sample.phrases)}"
            lines += [Text(head, style=TITLE), story_text([said], words, width, gap=True), Text()]
        words -= count_words([said])
    return stack(lines[:-1])
