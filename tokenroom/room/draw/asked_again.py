"""What is asked once more before an answer is taken: one with nothing in it, one with a score that nobody means."""

from __future__ import annotations

from tokenroom.text.vocabulary import Vocabulary

FIND = {"numbers": " To find a number, type / first.", "tokens": "", "symbols": ""}


def nothing_written(instinct_is_even: bool, misses: bool) -> str:
    """Say what Space would do with an answer in which nothing is written, and whether the goal is then missed."""
    does = "leaves it to chance" if instinct_is_even else "lets your instinct answer alone"
    missed = ". The goal is then missed: it asks for a score of your own every time" if misses else ""
    return f"Nothing is written yet. Space {does}{missed}."


def large_score(vocabulary: Vocabulary, token: int, score: float) -> str:
    """Say what a score is that is beyond all doubt, and how it is kept."""
    find = FIND.get(vocabulary.named, "")
    beside = vocabulary.label(token)
    return f"A score of {score:.10g} beside {beside}? 20 is as good as certain.{find} Enter again keeps it."
