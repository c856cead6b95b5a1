"""Count the votes for the soup of the year.

Every voter in soup week puts the soups in order, the best first. In the first way of counting,
only the first places matter. In the second, the soup with the fewest first places is poured
away and its votes go to the next soup on each paper, until one soup has more than half. In the
third, each soup meets each other soup alone. Councillor Fitch asked for a fourth way.
"""

from collections import Counter
from itertools import combinations, permutations

# How many voters have handed in which order.
PAPERS = {
    ("leek", "crab", "onion", "barley"): 9,
    ("crab", "onion", "leek", "barley"): 6,
    ("onion", "crab", "barley", "leek"): 5,
    ("barley", "onion", "crab", "leek"): 4,
    ("barley", "crab", "onion", "leek"): 1,
}


def first_places(papers: dict[tuple[str, ...], int]) -> Counter[str]:
    """Count how often each soup is first; papers without any soup left do not count.

    >>> first_places({("leek", "crab"): 2, ("crab",): 3, (): 8}) == {"leek": 2, "crab": 3}
    True
    """
    counts: Counter[str] = Counter()
    for order, voters in papers.items():
        if order:
            counts[order[0]] += voters
    return counts


def without(papers: dict[tuple[str, ...], int], soup: str) -> dict[tuple[str, ...], int]:
    """Strike one soup from all papers; papers that become alike are put together.

    >>> without({("leek", "crab"): 2, ("crab", "leek"): 3}, "leek")
    {('crab',): 5}
    """
    result: Counter[tuple[str, ...]] = Counter()
    for order, voters in papers.items():
        result[tuple(name for name in order if name != soup)] += voters
    return dict(result)


def pour_away(papers: dict[tuple[str, ...], int]) -> list[tuple[str, Counter[str]]]:
    """Return each round: the soup that went (or won at last) and the count before it."""
    rounds = []
    while True:
        counts = first_places(papers)
        winner, votes = counts.most_common(1)[0]
        if votes * 2 > counts.total():
            rounds.append((winner, counts))
            return rounds
        last = min(sorted(counts), key=counts.__getitem__)
        rounds.append((last, counts))
        papers = without(papers, last)


def prefers(papers: dict[tuple[str, ...], int], one: str, other: str) -> bool:
    """Say whether more voters put one soup above the other than below it."""
    balance = 0
    for order, voters in papers.items():
        balance += voters if order.index(one) < order.index(other) else -voters
    return balance > 0


def beats_all(papers: dict[tuple[str, ...], int], soups: set[str]) -> str | None:
    """Return the soup that wins every meeting, if there is one."""
    for soup in sorted(soups):
        if all(prefers(papers, soup, other) for other in soups - {soup}):
            return soup
    return None


def main() -> None:
    """Count in all three ways and publish the result."""
    soups = set().union(*PAPERS)
    assert all(order in set(permutations(soups)) for order in PAPERS)
    print(f"{sum(PAPERS.values())} papers, {len(soups)} soups.\n")

    counts = first_places(PAPERS)
    print("First places:", dict(counts.most_common()))
    print(f"  The winner is {counts.most_common(1)[0][0]} soup.")

    print("Pouring away:")
    *before, (winner, counts) = pour_away(PAPERS)
    for last, earlier in before:
        print(f"  {dict(earlier)}, so {last} is poured away")
    print(f"  {dict(counts)}, so the winner is {winner} soup.")

    print("Meetings:")
    for one, other in combinations(sorted(soups), 2):
        better, worse = (one, other) if prefers(PAPERS, one, other) else (other, one)
        print(f"  {better} beats {worse}")
    print(f"  The winner is {beats_all(PAPERS, soups) or 'no'} soup.")


if __name__ == "__main__":
    main()
