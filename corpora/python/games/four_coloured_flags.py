"""Guess four hidden signal flags from very short answers.

Ines Hallam has hung four flags behind her back, each red, white, blue, green or yellow; a
colour may come twice. For every guess she says how many flags are right, and how many colours
are right but in the wrong place. Wren keeps a list of everything that could still be true.
"""

from collections import Counter
from itertools import product
from typing import NamedTuple

COLOURS = "RWBGY"
PLACES = 4

Flags = tuple[str, ...]


class Answer(NamedTuple):
    """What is said about a guess."""

    right: int
    elsewhere: int

    def __str__(self) -> str:
        return f"{self.right} right, {self.elsewhere} elsewhere"


def compare(secret: Flags, guess: Flags) -> Answer:
    """Compare a guess with the secret.

    >>> compare(tuple("RWBG"), tuple("RBYY"))
    Answer(right=1, elsewhere=1)
    >>> compare(tuple("RRWW"), tuple("WWRR"))
    Answer(right=0, elsewhere=4)
    >>> compare(tuple("RGGG"), tuple("RRRR"))
    Answer(right=1, elsewhere=0)
    """
    right = sum(a == b for a, b in zip(secret, guess, strict=True))
    common = Counter(secret) & Counter(guess)
    return Answer(right, common.total() - right)


def still_possible(candidates: list[Flags], guess: Flags, answer: Answer) -> list[Flags]:
    """Keep the secrets that would have given the same answer."""
    return [secret for secret in candidates if compare(secret, guess) == answer]


def worst_case(guess: Flags, candidates: list[Flags]) -> int:
    """Return how many candidates may be left after this guess, if we are unlucky."""
    answers = Counter(compare(secret, guess) for secret in candidates)
    return max(answers.values())


def choose(candidates: list[Flags]) -> Flags:
    """Choose the candidate that leaves the fewest others, even with bad luck.

    A long list is thinned out first, because comparing everything with everything takes time.
    """
    if len(candidates) > 50:
        return candidates[7]
    return min(candidates, key=lambda guess: worst_case(guess, candidates))


def search(secret: Flags) -> list[tuple[Flags, Answer, int]]:
    """Guess until everything is right; return each guess, its answer and what was left."""
    candidates = list(product(COLOURS, repeat=PLACES))
    history = []
    while True:
        guess = choose(candidates)
        answer = compare(secret, guess)
        candidates = still_possible(candidates, guess, answer)
        history.append((guess, answer, len(candidates)))
        if answer.right == PLACES:
            return history


def main() -> None:
    """Find two secrets and print the way to each of them."""
    for secret in ("BWYB", "GGRY"):
        print(f"Behind the harbour master's back: {secret}")
        for number, (guess, answer, left) in enumerate(search(tuple(secret)), start=1):
            rest = "that is it!" if answer.right == PLACES else f"{left} possible"
            print(f"  {number}. {''.join(guess)}  {answer}, {rest}")

    lengths = Counter(len(search(secret)) for secret in product("RW", repeat=PLACES))
    print("Secrets in red and white only, by the number of guesses:")
    for length, count in sorted(lengths.items()):
        print(f"  {length}: {count}")


if __name__ == "__main__":
    main()
