"""Sort cards the way everybody sorts cards in the hand.

Take the next card and push it to the left, past every card that is higher. The cards to the
left are always in order, so in the end all of them are.
"""

from random import Random


def insertion_sort(cards):
    """Sort a list in place and return the number of pushes.

    >>> cards = [4, 2, 3]
    >>> insertion_sort(cards)
    2
    >>> cards
    [2, 3, 4]
    """
    pushes = 0
    for start in range(1, len(cards)):
        place = start
        while place > 0 and cards[place - 1] > cards[place]:
            cards[place - 1], cards[place] = cards[place], cards[place - 1]
            place -= 1
            pushes += 1
    return pushes


def main():
    """Sort a few hands and see which of them is the hardest."""
    shuffled = list(range(1, 11))
    Random(7).shuffle(shuffled)
    hands = {
        "in order": list(range(1, 11)),
        "nearly": [1, 2, 4, 3, 5, 6, 8, 7, 9, 10],
        "shuffled": shuffled,
        "backwards": list(range(10, 0, -1)),
    }
    for name, cards in hands.items():
        before = " ".join(map(str, cards))
        pushes = insertion_sort(cards)
        assert cards == sorted(cards)
        print(f"{name:<10}{before:<22}{pushes:3} pushes")


if __name__ == "__main__":
    main()
