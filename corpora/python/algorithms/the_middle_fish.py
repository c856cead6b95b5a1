"""Find the middle fish of a catch without putting all of them in order.

Pick any fish. The lighter ones go to the left, the heavier ones to the right, and now we know in
which heap the wanted fish lies. The other heap is never looked at again. To sort everything
would be a waste of time, says Mina, when all the buyer wants is the median.
"""

from random import Random


def part(fish, chosen):
    """Return the fish below, equal to and above the chosen weight.

    >>> part([5, 2, 9, 5], 5)
    ([2], [5, 5], [9])
    """
    lighter = [weight for weight in fish if weight < chosen]
    equal = [weight for weight in fish if weight == chosen]
    heavier = [weight for weight in fish if weight > chosen]
    return lighter, equal, heavier


class Scales:
    """Finds the fish with a certain rank and counts the weighings."""

    def __init__(self, seed=0):
        self.rng = Random(seed)
        self.weighings = 0

    def rank(self, fish, place):
        """Return the fish that would be in a place if all were sorted; 0 is the lightest.

        >>> Scales().rank([30, 10, 20], 0), Scales().rank([30, 10, 20], 2)
        (10, 30)
        """
        if not 0 <= place < len(fish):
            raise IndexError(f"there is no fish number {place} among {len(fish)}")
        while True:
            chosen = self.rng.choice(fish)
            self.weighings += len(fish)
            lighter, equal, heavier = part(fish, chosen)
            if place < len(lighter):
                fish = lighter
            elif place < len(lighter) + len(equal):
                return chosen
            else:
                place -= len(lighter) + len(equal)
                fish = heavier

    def median(self, fish):
        """Return the weight in the middle; of two middle fish the lighter one.

        >>> Scales().median([4, 1, 3]), Scales().median([4, 1, 3, 2])
        (3, 2)
        """
        return self.rank(fish, (len(fish) - 1) // 2)


def catch(number, seed):
    """Return the weights of some herring in grams, and one cod that got into the net."""
    rng = Random(seed)
    herring = [round(rng.gauss(240, 35)) for _ in range(number - 1)]
    return [*herring, 9500]


def main():
    """Weigh catches of growing size and see how the work grows."""
    small = catch(11, seed=5)
    print("On the table:", *small)
    scales = Scales()
    print(f"The middle one weighs {scales.median(small)} grams,")
    print(f"the mean is {sum(small) / len(small):.0f} grams, thanks to the cod.")
    print(f"Lightest {scales.rank(small, 0)}, heaviest {scales.rank(small, 10)}.\n")

    print("  fish  weighings  for each fish")
    for number in (100, 1000, 10000):
        fish = catch(number, seed=number)
        total = 0
        for seed in range(5):
            scales = Scales(seed)
            assert scales.median(fish) == sorted(fish)[(number - 1) // 2]
            total += scales.weighings
        print(f"{number:6}{total // 5:11}{total / 5 / number:15.1f}")
    print("Ten times as many fish are about ten times as much work, and no more.")

    try:
        Scales().rank(small, 11)
    except IndexError as problem:
        print(f"The buyer asks too much: {problem}.")


if __name__ == "__main__":
    main()
