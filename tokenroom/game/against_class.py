"""Playing against a class: the items that it played, drawn from its seed, with its mean distribution next door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tokenroom.errors import BadInput
from tokenroom.game.class_means import FEWEST, Against, ItemMean
from tokenroom.game.parts import Part
from tokenroom.game.story import Paragraph, Story
from tokenroom.rivals.averaged import Averaged, Meant
from tokenroom.rivals.patterns import Patterns

UNANSWERED = "Too few in the class have answered this one: its answer is what everybody starts from."


def told_of(against: Against, story: Story) -> Story:
    """Return a level's story that also says where the class has no answer."""
    cues = dict(story.cues)
    for n, item in enumerate(against.play.items, start=1):
        if item.answers < FEWEST:
            cues[f"before {n}"] = (*story.at(f"before {n}"), Paragraph("narrator", UNANSWERED))
    return Story(cues)


def with_class(parts: Sequence[Part], against: Against) -> tuple[Part, ...]:
    """Return as much of the parts as the class played, with the class as the rival.

    Raises:
        BadInput: other tokens stand where the class was asked, since texts or tokens have changed.
    """
    items, instinct = list(against.play.items), Patterns(0)
    kept: list[Part] = []
    for part in parts:
        asked = part.passage.asked[: len(items)]
        mine, items = items[: len(asked)], items[len(asked) :]
        if not mine:
            break
        _check_same(part, asked, mine, against)
        if isinstance(part.instinct, Patterns) and not instinct.vocabulary_size:
            instinct = Patterns(part.instinct.vocabulary_size)  # one of its own, lent what the class was lent
        kept.append(_joined(replace(part, passage=replace(part.passage, asked=asked)), mine, against, instinct))
    if items:
        raise _changed(against)
    return tuple(kept)


def _joined(part: Part, items: Sequence[ItemMean], against: Against, own: Patterns) -> Part:
    meant = {item.position: Meant(item.scores, item.lent) for item in items}
    rival = Averaged(against.player, own if isinstance(part.instinct, Patterns) else part.instinct, meant)
    return replace(part, rival=rival, field=(*part.field, rival))


def _check_same(part: Part, asked: Sequence[int], items: Sequence[ItemMean], against: Against) -> None:
    here = [(position, part.passage.ids[position]) for position in asked]
    size = len(part.vocabulary)
    named = (token for item in items for token in item.scores)
    if here != [(item.position, item.token) for item in items] or any(token >= size for token in named):
        raise _changed(against)
    if any(late.position <= early.position for early, late in pairwise(items)):
        raise _changed(against)


def _changed(against: Against) -> BadInput:
    wrong = f"other tokens are asked than when the class {against.name} played it"
    return BadInput("level", against.play.level, wrong, "play it without --rival")
