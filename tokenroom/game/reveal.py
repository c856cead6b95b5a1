"""What an answer brings to light: the adjusted list, the token that came, and everyone's surprise; pure functions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tokenroom.game.calibration import TEMPERATURES
from tokenroom.game.events import Adjusted, AdjustedOption, Option, Revealed, Shown
from tokenroom.game.names import YOU, pattern_in_words
from tokenroom.game.parts import CANDIDATES, Part
from tokenroom.game.ranking import LISTED, is_top, likeliest, with_truth
from tokenroom.scoring import Floats, adjusted, cross_entropy, log_softmax
from tokenroom.text.vocabulary import Vocabulary

NOISE = 1.0  # nats: what the best possible answer must save, or the token was drawn from all


def shown(vocabulary: Vocabulary, ids: Iterable[int]) -> tuple[Shown, ...]:
    """Return tokens as everyone may see them."""
    return tuple(Shown(token, vocabulary.texts[token]) for token in ids)


def options(vocabulary: Vocabulary, log_p: Floats, order: Iterable[int]) -> tuple[Option, ...]:
    """Return tokens with their probabilities, from log-probabilities of all (V,)."""
    return tuple(Option(t, vocabulary.texts[t], float(np.exp(log_p[t]))) for t in order)


def candidates(part: Part, instinct: Floats, context: Sequence[int]) -> list[int]:
    """Return the tokens that an item offers: the instinct's likeliest; of those it holds equal, the last seen first.

    What the part offers always stands before them.

    Nothing here depends on the hidden token, nor on what anyone but the instinct says.
    """
    if part.lists_whole_vocabulary:
        return list(range(len(instinct)))
    top = likeliest(instinct, CANDIDATES)
    least = instinct[top[-1]]
    sure = [token for token in top if instinct[token] > least]
    recent = [token for token in dict.fromkeys(reversed(context)) if instinct[token] == least]
    found = [token for token in dict.fromkeys([*sure, *recent, *top]) if token not in part.offered]
    return [*part.offered, *found[: CANDIDATES - len(part.offered)]]


def adjusted_list(item: int, part: Part, added: Mapping[int, float], scores: Floats) -> Adjusted:
    """Return the adjusted list of an answer: the scores added, and all of them on top of the instinct (V,)."""
    surprises = adjusted(scores)
    order: list[int] | range = range(len(scores))
    if not part.lists_whole_vocabulary:
        order = sorted({*added, *likeliest(scores, LISTED)}, key=lambda t: (surprises[t], t))
    listed = tuple(AdjustedOption(t, part.vocabulary.texts[t], added.get(t, 0.0), float(surprises[t])) for t in order)
    share = max(0.0, 1.0 - float(np.exp(-surprises[list(order)]).sum()))
    others = len(scores) - len(listed)
    return Adjusted(item=item, options=listed, others=others, others_p=share if others else 0.0)


def reveal(item: int, position: int, part: Part, scores: Floats, field: Mapping[str, Floats]) -> Revealed:
    """Return what the open square shows.

    Args:
        item: its number.
        position: of the token in the passage.
        part: the passage and who plays on it.
        scores: the answer's logits, (V,).
        field: log-probabilities of everyone who plays the item, by name, (V,) each.
    """
    token = part.passage.ids[position]
    mine = log_softmax(scores)
    theirs = None if part.rival is None else field[part.rival.name]
    return Revealed(
        item=item,
        position=position,
        token=token,
        text=part.vocabulary.texts[token],
        n_bytes=part.vocabulary.n_bytes[token],
        surprise=cross_entropy(scores, token),
        surprises={name: cross_entropy(p, token) for name, p in field.items()},
        top=tuple(name for name, p in {YOU: mine, **field}.items() if is_top(p, token)),
        yours=options(part.vocabulary, mine, with_truth(mine, token)),
        rivals=() if theirs is None else options(part.vocabulary, theirs, with_truth(theirs, token)),
        part=part.kind or part.title,
        tempered=tuple(cross_entropy(mine / temperature, token) for temperature in TEMPERATURES),
    )


def pattern_told(event: Revealed) -> str:
    """Say which pattern the phrase had, and that this token had nothing to do with it; empty where there is none.

    Noise is what even somebody who knows how the phrases are made finds as surprising as knowing nothing.
    """
    pattern, paid = pattern_in_words(event.part), event.surprises
    if not pattern:
        return ""
    noise = paid.get("optimum", 0.0) > paid.get("uniform", math.inf) - NOISE
    bore = "This one was noise." if noise else ""
    return f"The pattern of this phrase: {pattern}. {bore}".rstrip()


def beside_chance(surprise: float, tokens: int) -> str:
    """Say whether a surprise is better or worse than that of knowing nothing, ln V, or the same."""
    chance = math.log(tokens)
    if math.isclose(surprise, chance, abs_tol=1e-9):
        return "same"
    return "better" if surprise < chance else "worse"
