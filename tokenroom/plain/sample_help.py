"""What `?` prints in the mechanic *sample*: while a text is in hand, while the model speaks, and while you do."""

from __future__ import annotations

from tokenroom.plain.help import help_lines
from tokenroom.plain.naming import Desk
from tokenroom.plain.typed import Kind

HELP_BY_HAND = (
    "",
    "An empty line takes the likeliest token. You can also type:",
    '  #3, or 3, or a word, or " word" in quotes: take that token',
    "  top 10: the likeliest, ten times    chance, chance 10: let chance choose",
    "  temperature 0.7    top-k 40, top-k all    top-p 0.9, top-p all",
    "  back, back 5, start: go back in the text; what was there stays in the tree",
    "  tree: all that has grown, in numbered lines    branch 2: go to the end of line 2",
    "  find hou: the tokens that begin with hou; they join the list",
    "  list: more of what may come next    text: the text so far    hint: the next hint",
    "  next: go on to what follows    quit: leave; the session is kept",
    "",
    "Temperature divides the scores before softmax: below 1 the likely become likelier, above 1 all become more alike, "
    "and at 0 only the likeliest is left. Top-k keeps the k likeliest tokens, top-p the likeliest that together "
    "reach that share.",
    "",
)
HELP_FRAGMENTS = (
    "",
    "An empty line puts the whole text into the model once more, and one token comes out.",
    "  all: go on to the end    text: the text so far    hint: the next hint    quit: leave; the session is kept",
    "",
)
_DRAWS = (
    "The same prompt goes in again and again. Your chips say how often you expect each token to come first; those that "
    "you keep are spread evenly over all lines. The fewer nats a draw costs you, the better you knew.",
    "",
)
_TEXT = (
    "One token is drawn from exactly what you write, as softmax has it. Then you are asked for the next one.",
    "",
)


def help_asked(desk: Desk, answer_in: Kind) -> list[str]:
    """Return the help for an answer: of draws, or of the next token of your text."""
    return [*help_lines(desk, answer_in), *(_DRAWS if desk.is_whole else _TEXT)]
