"""Let moths change their colour, although no moth ever does.

The Old Candle is white, and gulls eat the moths that they can see. Every night, those that are
left lay eggs, and the young are nearly of the colour of their mothers. Nobody plans anything;
still the moths grow pale, and when Perrin paints the tower with soot, they grow dark.
"""

from collections import Counter
from random import Random
from statistics import mean

WHITE, BLACK = 0, 9
POPULATION = 200


def seen(moth, wall):
    """Return the chance that a gull sees a moth on a wall.

    >>> seen(3, wall=3), seen(0, wall=9)
    (0.1, 0.9)
    """
    return 0.1 + 0.8 * abs(moth - wall) / (BLACK - WHITE)


def survivors(moths, wall, rng):
    """Return the moths that the gulls have not found."""
    return [moth for moth in moths if rng.random() > seen(moth, wall)]


def young(mother, rng):
    """Return the colour of a daughter: one shade off in one case of ten."""
    if rng.random() < 0.1:
        mother += rng.choice((-1, 1))
    return min(max(mother, WHITE), BLACK)


def generation(moths, wall, rng):
    """Let one day and one night pass; there is food for the same number of moths."""
    left = survivors(moths, wall, rng) or moths
    return [young(rng.choice(left), rng) for _ in range(POPULATION)]


def history(moths, walls, rng):
    """Yield the wall and the moths at the beginning, and after each generation."""
    for wall in walls:
        yield wall, moths
        moths = generation(moths, wall, rng)


def bar(moths):
    """Draw how many moths there are of each shade.

    >>> bar([0] * 30 + [9] * 5)
    '8........1'
    """
    counts = Counter(moths)
    signs = []
    for shade in range(WHITE, BLACK + 1):
        share = counts[shade] / len(moths)
        signs.append(str(min(round(share * 9), 9)) if share > 0.02 else ".")
    return "".join(signs)


def generations_until(target, moths, wall, rng, limit=200):
    """Count the generations until the average shade is within one of the target."""
    for number in range(limit):
        if abs(mean(moths) - target) < 1:
            return number
        moths = generation(moths, wall, rng)
    return None


def main():
    """Paint the tower black after twenty generations, and see what exact copies would do."""
    rng = Random(1859)
    moths = [rng.randint(2, 7) for _ in range(POPULATION)]
    walls = [WHITE] * 20 + [BLACK] * 28
    print("             light    dark")
    for number, (wall, now) in enumerate(history(moths, walls, rng)):
        if number % 4 == 0:
            colour = "white" if wall == WHITE else "black"
            print(f"{number:3} {colour:>6}    {bar(now)}   average {mean(now):.1f}")

    # A single shade cannot change into another where daughters are exact copies.
    exact = [5] * POPULATION
    for _ in range(20):
        left = survivors(exact, WHITE, rng) or exact
        exact = [rng.choice(left) for _ in range(POPULATION)]
    print("\nWithout small mistakes, after twenty generations:", sorted(set(exact)))

    times = [generations_until(WHITE, [BLACK] * POPULATION, WHITE, Random(n)) for n in range(5)]
    print(f"From black to white takes {min(times)} to {max(times)} generations.")


if __name__ == "__main__":
    main()
