"""How the merges that were drafted do on held-out text, beside every other way to cut it; pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tokenroom.game.merge_events import MergeScore
from tokenroom.game.merge_level import Within
from tokenroom.game.names import YOU
from tokenroom.text.baselines import learn_words
from tokenroom.text.merging import Pair, count_symbols, encode, vocabulary_size
from tokenroom.text.tokenizer import Tokenizer

GREEDY, CHARACTERS, WORDS, SHIPPED = "greedy", "characters", "words", "shipped"
UNIT = "tokens a byte"
_IN_WORDS = {
    YOU: "you",
    GREEDY: "the machine",
    CHARACTERS: "pure characters",
    WORDS: "pure words",
    SHIPPED: "our vocabulary",
}


def cutter_in_words(player: str) -> str:
    """Return what a way to cut text is called in front of people."""
    return _IN_WORDS.get(player, player)


def merge_scores(
    held_out: str, yours: Sequence[Pair], greedys: Sequence[Pair], library: Iterable[str], tokenizer: Tokenizer
) -> tuple[MergeScore, ...]:
    """Return everyone's score on the held-out text, fewest tokens first.

    Args:
        held_out: the text that nobody has learned from.
        yours: the merges you drafted.
        greedys: as many merges of the greedy rule, from the same excerpt.
        library: the texts that characters and words are learned from.
        tokenizer: our vocabulary.
    """
    n_bytes = len(held_out.encode("utf-8", "surrogatepass"))
    words = learn_words(library)
    counts = {
        YOU: (vocabulary_size(yours), count_symbols(encode(held_out, yours))),
        GREEDY: (vocabulary_size(greedys), count_symbols(encode(held_out, greedys))),
        CHARACTERS: (words.characters.size, words.characters.count(held_out)),
        WORDS: (words.size, words.count(held_out)),
        SHIPPED: (tokenizer.size, len(tokenizer.encode(held_out))),
    }
    scores = [MergeScore(name, size, tokens, tokens / n_bytes) for name, (size, tokens) in counts.items()]
    return tuple(sorted(scores, key=lambda score: score.tokens))


def journal_figures(scores: Iterable[MergeScore], items: int) -> dict[str, float]:
    """Return the figures that a journal's entry may name, in tokens a byte; `rival` is the greedy rule.

    `chance` is pure characters, `words` pure words, `best` our own vocabulary.
    """
    names = {YOU: "you", GREEDY: "rival", CHARACTERS: "chance", WORDS: "words", SHIPPED: "best"}
    return {**{names[score.player]: score.tokens_per_byte for score in scores}, "items": float(items)}


def is_within(goal: Within, scores: Iterable[MergeScore]) -> bool:
    """Return whether you are as near to the greedy rule as the goal asks."""
    tokens = {score.player: score.tokens for score in scores}
    return tokens[YOU] * 100 <= tokens[GREEDY] * (100 + goal.percent)
