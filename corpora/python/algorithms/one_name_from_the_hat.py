"""Draw winners from a queue whose length nobody knows.

At the soup week, everyone who comes in may win a pot. The winners are to be drawn fairly, but the
door is open until midnight, and there is only room for a few slips. So the first guests put their
slips in the hat, and every later one takes the place of a slip with exactly the right chance.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random


def guests(number: int) -> Iterator[str]:
    """Yield the guests of an evening, one at a time."""
    regulars = ["Ada", "Luca", "Mina", "Perrin", "Bea", "Samir", "Noor"]
    for place in range(number):
        name = regulars[place % len(regulars)]
        round_of_soup = place // len(regulars) + 1
        yield name if round_of_soup == 1 else f"{name} ({round_of_soup})"


def draw(stream: Iterable[str], winners: int, rng: Random) -> list[str]:
    """Return some winners; each guest has the same chance, however many come.

    >>> draw("abc", 5, Random(1))
    ['a', 'b', 'c']
    >>> len(draw("abcdefgh", 3, Random(1)))
    3
    """
    hat: list[str] = []
    for count, guest in enumerate(stream, start=1):
        if len(hat) < winners:
            hat.append(guest)
        else:
            place = rng.randrange(count)
            if place < winners:
                hat[place] = guest
    return hat


def draw_wrongly(stream: Iterable[str], winners: int, rng: Random) -> list[str]:
    """Let every later guest replace a slip with chance one half; this is not fair."""
    hat: list[str] = []
    for guest in stream:
        if len(hat) < winners:
            hat.append(guest)
        elif rng.random() < 0.5:
            hat[rng.randrange(winners)] = guest
    return hat


def draw_heavy(stream: Iterable[tuple[str, float]], winners: int, rng: Random) -> list[str]:
    """Give heavier slips a larger chance.

    Every slip gets a random number, which a larger weight pushes towards one; the slips with the
    largest numbers win.

    >>> draw_heavy([("a", 1), ("b", 1000)], 1, Random(4))
    ['b']
    """
    lots = ((rng.random() ** (1 / weight), guest) for guest, weight in stream)
    return [guest for _, guest in sorted(lots, reverse=True)[:winners]]


def shares(method, evenings: int) -> Counter[int]:
    """Count how often each of twelve guests wins, over many evenings with three pots."""
    rng = Random(77)
    wins: Counter[int] = Counter()
    for _ in range(evenings):
        wins.update(method(range(1, 13), 3, rng))
    return wins


def picture(wins: Counter[int], scale: int) -> str:
    """Draw the wins of each guest as a row of stars."""
    return "\n".join(f"{guest:4} {'*' * round(wins[guest] / scale)}" for guest in sorted(wins))


def main() -> None:
    """Draw the winners of one evening, then test the method on thousands of evenings."""
    print("The winners:", ", ".join(draw(guests(40), 3, Random(9))))
    print("If nobody comes:", draw(guests(0), 3, Random(9)))

    evenings = 4000
    for title, method in {"Fair": draw, "Not fair": draw_wrongly}.items():
        wins = shares(method, evenings)
        print(f"\n{title}; each guest should win about {evenings * 3 // 12} pots:")
        print(picture(wins, scale=100))

    fair, unfair = shares(draw, evenings), shares(draw_wrongly, evenings)
    print(f"\nBest and worst guest, fair: {max(fair.values())} and {min(fair.values())}.")
    print(f"Not fair: {max(unfair.values())} and {min(unfair.values())}; come late, says Jonah.")

    helpers = [("Hanna", 4), ("Piet", 1), ("Councillor Fitch", 0.25)]
    rng = Random(5)
    first = Counter(draw_heavy(helpers, 1, rng)[0] for _ in range(2100))
    print("With slips by hours of peeling:", dict(first.most_common()))


if __name__ == "__main__":
    main()
