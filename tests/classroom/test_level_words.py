"""Levels tell a class nothing of how many items there are: a plan, or a teacher, takes as few of them as fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tokenroom.classroom.plan import PLAYED
from tokenroom.game.level import Level, find_level, level_names, load_level
from tokenroom.game.merge_level import Merge
from tokenroom.game.predict_level import CorpusPassage, Predict
from tokenroom.game.prefer_level import Prefer
from tokenroom.text.story.numerals import in_words

ITEMS = r"(squares?|throws?|rounds?|rooms?|pairs?|merges?|items?|picks?|more|times|of (them|it|these))"
ORDINALS = {"first": 1, "half": 0, "eighth": 8, "tenth": 10, "twelfth": 12, "eighteenth": 18, "twentieth": 20}
NUMBERS = {in_words(n): n for n in range(2, 100)} | {str(n): n for n in range(2, 100)} | ORDINALS
# A number that speaks of items: before their name, or by itself behind what is given, made or asked.
COUNTED = re.compile(
    rf"\b(?P<before>{'|'.join(sorted(NUMBERS, key=len, reverse=True))})( more| such| other)? {ITEMS}\b"
    rf"|\b(get|your|machine's|all|same|the|after|after the|was|makes) "
    rf"(?P<alone>{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?=[.,;:]| (that|need|were|save|are|we|you)\b)",
    re.IGNORECASE,
)
# Cues that a class hears which has taken fewer items than there are.
CUT_SHORT = {
    "predict": r"begin|(part|before|after) .*|earned .*|debrief",
    "merge": r"(?!journal).*",
    "prefer": r"(?!journal).*",
}


def counts(level: Level) -> set[int]:
    """How many items there are, of all the level and of each part; 0 stands for a half of them."""
    match level.file.mechanic:
        case Merge(merges=merges):
            return {0, merges}
        case Prefer(pairs=pairs, held_out=held_out):
            return {0, pairs, held_out, pairs + held_out}
        case Predict() as predict:
            passages = predict.all_passages
            parts = [getattr(part, "items", 2) for part in passages]  # symbols alone have none: all but the first
            veiled = [part.veiled for part in passages if isinstance(part, CorpusPassage)]
            return {0, sum(parts), len(parts), *parts, *veiled, *(sum(parts) - v for v in veiled)} - {1}
    return set()


def told_of(level: Level) -> Iterator[tuple[str, str]]:
    """What a class may hear of a level that it plays a part of, with the cue."""
    cues = CUT_SHORT[kind_of(level)]
    for cue, paragraphs in level.story.cues.items():
        if re.fullmatch(cues, cue):
            yield from ((cue, paragraph.text) for paragraph in paragraphs)
    yield from (("hints", hint) for hint in level.file.hints)


def kind_of(level: Level) -> str:
    return str(level.file.mechanic.__struct_config__.tag)


def miscounted(text: str, items: set[int]) -> list[str]:
    """What in a text tells how many items there are."""
    found = [(match, match["before"] or match["alone"]) for match in COUNTED.finditer(text)]
    return [match[0] for match, number in found if NUMBERS[number.casefold()] in items]


LEVELS = [
    level for name in (*level_names(), "daily", "practice") if kind_of(level := load_level(find_level(name))) in PLAYED
]


@pytest.mark.parametrize(
    "level", [level for level in LEVELS if kind_of(level) in CUT_SHORT], ids=lambda level: level.name
)
def test_a_level_tells_a_class_no_number_of_items(level: Level) -> None:
    found = [(cue, words) for cue, text in told_of(level) for words in miscounted(text, counts(level))]
    assert not found


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("You get twelve. Each pair saves a token; so do the twelve that the machine takes.", {12}),
        ("Twenty pairs. You came with a lifetime of talk.", {20, 10}),
        ("There are six options and eight throws. Then there are ten throws more.", {18, 8, 10}),
        ("We ask for a mean below 1.792, over all eighteen.", {18}),
        ("After the eighth we change the die.", {8}),
        ("Six more squares of the same passage, please.", {12, 6}),
        ("That was half.", {0, 20}),
    ],
)
def test_what_would_be_wrong_in_a_class_is_found(text: str, items: set[int]) -> None:
    assert miscounted(text, items)


def test_numbers_that_no_class_changes_are_left_alone() -> None:
    assert not miscounted("There are six options, each costs ln 6 = 1.792 nats.", {18, 8, 10})
    assert not miscounted("In between, some twenty phrases go by.", {18})
