"""What `?` prints: how to answer, what can be asked, and what the words mean."""

from __future__ import annotations

from tokenroom.game.units import NATS, Units
from tokenroom.plain.naming import Desk
from tokenroom.plain.typed import Kind

_HOW: dict[Kind, str] = {
    "scores": "A score is any number: the higher, the more you expect that token. What you do not name keeps 0.",
    "chips": "You have 100 chips to put on tokens; those you keep, one at least, go to your instinct.",
    "guess": "Name one token and how sure you are, from 1 to 99 per cent.",
}
_EXAMPLES: dict[Kind, str] = {"scores": "#1 3.5, #2 1", "chips": "#1 40, #2 20", "guess": "#1 60"}
_NUMBERS: dict[Kind, str] = {"scores": "125 9.5, 10932 8", "chips": "125 40, 10932 20", "guess": "125 60"}
_NAMES = (
    "A token is named by its place in the list (#2), by its name (tree: with a leading space if there is such a token, "
    'else without), or by its exact text in quotes (" tree", "3", "\\n"). A number that stands alone is never a name.'
)
_COMMANDS = (
    "  an empty line: your instinct answers alone",
    "  scores: ... or chips: ... or guess ...: answer in that way this time",
    "  try ...: what softmax makes of an answer, without giving it",
    "  find hou: the tokens that begin with hou; they join the list",
    "  hint: the next hint    passage: all of the passage so far",
    "  quit: leave; the session is kept",
)
_COSTS = {"nats": "100 % costs 0, 37 % costs 1, 5 % costs 3", "bits": "100 % costs 0, 50 % costs 1, 25 % costs 2"}
_WORDS = (
    "Softmax turns your scores, added to those of instinct, into shares of 100 %. The surprise of a token is minus the "
    "logarithm of its share, in {name}: {costs}. The shock is in proportion to it."
)


def help_lines(desk: Desk, answer_in: Kind, units: Units = NATS) -> list[str]:
    """Return the whole help for the item that is asked."""
    answer = f"To answer, type for example: {example(desk, answer_in)}"
    words = _WORDS.format(name=units.name, costs=_COSTS[units.name])
    names = "A token is named by its place in the list (#2) or by its number (125)." if desk.are_numbers else _NAMES
    return ["", answer, _HOW[answer_in], names, "", "You can also type:", *_COMMANDS, "", words, ""]


def example(desk: Desk, answer_in: Kind) -> str:
    """Return answers as they are typed here: by place, and in order where the whole vocabulary is listed."""
    if desk.are_numbers:
        return _NUMBERS[answer_in]
    if desk.is_whole and answer_in != "guess":
        in_order = " ".join(["0"] * (len(desk.vocabulary) - 1) + ["3" if answer_in == "scores" else "30"])
        return f"{in_order} (a number for each, in order) or {_EXAMPLES[answer_in]}"
    return _EXAMPLES[answer_in]
