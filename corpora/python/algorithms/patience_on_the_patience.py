"""Find the longest row of growing numbers, with a game of patience.

Jonah Pike deals cards from left to right. Each card goes on the leftmost pile whose top card is
not smaller; if there is none, it begins a new pile. The number of piles is then the length of
the longest row that grows, though nobody has looked for such a row at all.
"""

from bisect import bisect_left
from itertools import combinations
from random import Random


def deal(cards: list[int]) -> list[list[int]]:
    """Return the piles; in every pile the cards get no larger from bottom to top.

    >>> deal([4, 2, 5, 3, 1])
    [[4, 2, 1], [5, 3]]
    """
    piles: list[list[int]] = []
    tops: list[int] = []
    for card in cards:
        place = bisect_left(tops, card)
        if place == len(piles):
            piles.append([card])
            tops.append(card)
        else:
            piles[place].append(card)
            tops[place] = card
    return piles


def longest_growing(cards: list[int]) -> list[int]:
    """Return a longest row of cards that grows from left to right.

    Whenever a card is laid down, we remember the card on top of the pile to its left. Following
    these from the last pile leads back through the row.

    >>> longest_growing([3, 1, 4, 1, 5, 9, 2, 6])
    [1, 4, 5, 6]
    """
    tops: list[int] = []
    top_index: list[int] = []
    before: list[int | None] = []
    for index, card in enumerate(cards):
        place = bisect_left(tops, card)
        before.append(top_index[place - 1] if place > 0 else None)
        if place == len(tops):
            tops.append(card)
            top_index.append(index)
        else:
            tops[place] = card
            top_index[place] = index
    row = []
    index = top_index[-1] if top_index else None
    while index is not None:
        row.append(cards[index])
        index = before[index]
    return row[::-1]


def by_trying(cards: list[int]) -> int:
    """Return the length of the longest growing row, after looking at every choice of cards."""
    for length in range(len(cards), 0, -1):
        for row in combinations(cards, length):
            if all(a < b for a, b in zip(row, row[1:], strict=False)):
                return length
    return 0


def show(piles: list[list[int]]) -> str:
    """Draw the piles beside each other, the tops at the bottom of the picture.

    >>> print(show([[4, 2, 1], [5, 3]]))
     4  5
     2  3
     1
    """
    height = max(map(len, piles))
    lines = []
    for row in range(height):
        cells = [f"{pile[row]:2}" if row < len(pile) else "  " for pile in piles]
        lines.append(" ".join(cells).rstrip())
    return "\n".join(lines)


def main() -> None:
    """Play one game on the way to Kestle, and check many others."""
    cards = list(range(1, 21))
    Random(1931).shuffle(cards)
    print("The cards:", *cards)
    piles = deal(cards)
    print(show(piles))
    row = longest_growing(cards)
    print(f"There are {len(piles)} piles, and {len(row)} cards that grow:", *row)

    rng = Random(5)
    for _ in range(100):
        hand = [rng.randrange(10) for _ in range(rng.randrange(1, 9))]
        assert len(deal(hand)) == len(longest_growing(hand)) == by_trying(hand)
    print("A hundred small hands were checked the slow way, and all were right.")

    print("Cards in order:", len(deal(sorted(cards))), "piles.")
    print("Cards backwards:", len(deal(sorted(cards, reverse=True))), "pile.")


if __name__ == "__main__":
    main()
