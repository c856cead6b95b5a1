"""What players are called in front of people: every front end takes the names from here."""

from __future__ import annotations

from tokenroom.errors import one_line

YOU = "you"
CLASS, TOGETHER = "class", "together"  # the mean of a class's students, and the class as one player
BASE, TUNED = "base", "tuned"  # the model before and after it learned from chats
STEP = "step-"  # a checkpoint's name is "step-" and the phrases it had read

_LONG = {
    YOU: "you",
    "uniform": "a player that knows nothing",
    "unigram": "a player that knows how common tokens are",
    "bigram": "a player that knows what follows what",
    "twin": "the twin who has seen what you have seen",
    "counting": "a player that counts what has come so far",
    "optimum": "the best that can be expected",
    "patterns": "the instincts that you earned",
    CLASS: "the class on average",
    TOGETHER: "the class together",
    BASE: "the base model",
    TUNED: "the chat model",
    "reward-model": "the reward model",
}
_SHORT = {
    YOU: "you",
    "counting": "who counts",
    "optimum": "the best expected",
    "patterns": "your instincts",
    "uniform": "knows nothing",
    "unigram": "knows how common",
    "bigram": "knows what follows",
    "twin": "your twin",
    CLASS: "class, mean",
    TOGETHER: "class together",
    BASE: "base model",
    TUNED: "chat model",
    "reward-model": "reward model",
}
_CLASS = "class:"  # and the name of a class that plays as one
_RUNS = "kneser-ney-"  # and the length of the runs of tokens it has counted
LONGEST = 60  # characters of a name that came from outside


def in_words(player: str) -> str:
    """Return a player's name as it stands in a sentence.

    >>> in_words("step-1000"), in_words("uniform")
    ('a model that has read 1,000 phrases', 'a player that knows nothing')
    """
    phrases = phrases_read(player)
    if phrases is not None:
        return checkpoint_in_words(phrases)
    if _is_numbered(player, _RUNS):
        return f"a player that knows runs of {player.removeprefix(_RUNS)} tokens"
    if player.startswith(_CLASS):
        return f"the class {one_line(player.removeprefix(_CLASS), LONGEST)}"
    return _LONG.get(player) or one_line(player, LONGEST)


def checkpoint_in_words(phrases: int) -> str:
    """Return what a checkpoint is called that had read so many phrases."""
    return f"a model that has read {_count(phrases)}"


def in_short(player: str) -> str:
    """Return a player's name for a narrow column.

    >>> in_short("step-1000"), in_short("uniform")
    ('1,000 phrases', 'knows nothing')
    """
    phrases = phrases_read(player)
    if phrases is not None:
        return _count(phrases) if phrases else "has read nothing"
    if _is_numbered(player, _RUNS):
        return f"knows runs of {player.removeprefix(_RUNS)}"
    if player.startswith(_CLASS):
        return f"class {one_line(player.removeprefix(_CLASS), LONGEST)}"
    return _SHORT.get(player) or one_line(player, LONGEST)


_PATTERNS = {
    "repeats": "what came often comes again",
    "frequent": "some are simply common",
    "pairs": "after A B … A comes B",
}
_PARTS = {
    **_PATTERNS,
    "numbers": "while they were numbers",
    "words": "when they were words",
}


def part_in_words(part: str) -> str:
    """Return what a kind of item is called; the title of a passage is its own name."""
    return _PARTS.get(part) or one_line(part, LONGEST)


def pattern_in_words(part: str) -> str:
    """Return what a pattern is called; empty for what is none."""
    return _PATTERNS.get(part, "")


def is_kind(part: str) -> bool:
    """Return whether a part is a kind of item that the game knows, and not the title of a passage."""
    return part in _PARTS


def phrases_read(player: str) -> int | None:
    """Return how many phrases a checkpoint had read; None for any other player."""
    return int(player.removeprefix(STEP)) if _is_numbered(player, STEP) else None


def perplexity_in_words(perplexity: float | None) -> str:
    """Return a perplexity in at most ten characters; one beyond all floats (None) is as good as endless.

    >>> perplexity_in_words(43.84), perplexity_in_words(2e9), perplexity_in_words(None)
    ('43.8', '2.0e+09', 'endless')
    """
    if perplexity is None:
        return "endless"
    return f"{perplexity:,.1f}" if perplexity < 1e7 else f"{perplexity:.1e}"


def _count(phrases: int) -> str:
    if phrases == 0:
        return "nothing"
    return f"{phrases:,} phrase" + ("" if phrases == 1 else "s")


def _is_numbered(player: str, stem: str) -> bool:
    number = player.removeprefix(stem)
    return player.startswith(stem) and number.isascii() and number.isdecimal() and len(number) <= 18
