"""Lay out right angles with a knotted rope.

A rope with twelve equal spaces between its knots makes a triangle of 3, 4 and 5, and so a right
angle for the corner of a house. Mina Sato sells such ropes, and wants to know which other whole
numbers would do.
"""

from collections import defaultdict
from itertools import count
from math import gcd, hypot, isqrt


def triangles(longest):
    """Yield the triangles whose longest side is not above the limit, sorted by it.

    >>> list(triangles(15))
    [(3, 4, 5), (6, 8, 10), (5, 12, 13), (9, 12, 15)]
    """
    for c in range(1, longest + 1):
        for a in range(1, c):
            rest = c * c - a * a
            b = isqrt(rest)
            if b < a:
                break
            if b * b == rest:
                yield a, b, c


def is_new(triangle):
    """Say whether a triangle is not just a larger copy of another.

    >>> is_new((6, 8, 10)), is_new((5, 12, 13))
    (False, True)
    """
    return gcd(*triangle) == 1


def recipe(m, n):
    """Cook a triangle from two numbers, the first of them larger.

    >>> recipe(2, 1), recipe(5, 4)
    ((3, 4, 5), (9, 40, 41))
    """
    return tuple(sorted((m * m - n * n, 2 * m * n, m * m + n * n)))


def cooked(longest):
    """Return all new triangles up to a limit, made with the recipe."""
    found = set()
    for m in count(2):
        if m * m + 1 > longest:
            return found
        for n in range(1, m):
            if gcd(m, n) == 1 and (m - n) % 2 == 1 and m * m + n * n <= longest:
                found.add(recipe(m, n))


def children(triangle):
    """Return the three triangles that grow out of one.

    Every new triangle is a descendant of (3, 4, 5), and has only one parent.

    >>> children((3, 4, 5))
    [(5, 12, 13), (20, 21, 29), (8, 15, 17)]
    """
    a, b, c = triangle
    grown = [
        (a - 2 * b + 2 * c, 2 * a - b + 2 * c, 2 * a - 2 * b + 3 * c),
        (a + 2 * b + 2 * c, 2 * a + b + 2 * c, 2 * a + 2 * b + 3 * c),
        (-a + 2 * b + 2 * c, -2 * a + b + 2 * c, -2 * a + 2 * b + 3 * c),
    ]
    return [tuple(sorted(sides)) for sides in grown]


def by_rope(longest_rope):
    """Group the triangles by the length of rope that they need."""
    ropes = defaultdict(list)
    for triangle in triangles(longest_rope // 2):
        if sum(triangle) <= longest_rope:
            ropes[sum(triangle)].append(triangle)
    return ropes


def main():
    """Print Mina's price list and check the mathematics behind it."""
    for a, b, c in filter(is_new, triangles(60)):
        assert hypot(a, b) == c
        print(f"{a:3} {b:3} {c:3}   rope of {a + b + c:3}   area {a * b // 2:4}")

    assert cooked(200) == set(filter(is_new, triangles(200)))
    print(f"\nThe recipe finds all {len(cooked(200))} new triangles up to 200.")

    generation = [(3, 4, 5)]
    for number in range(3):
        generation = [child for parent in generation for child in children(parent)]
        print(f"Generation {number + 1}: {len(generation)}, the largest {max(generation)}")

    rope, best = max(by_rope(120).items(), key=lambda item: (len(item[1]), -item[0]))
    print(f"The rope with the most uses has {rope} spaces: {best}")


if __name__ == "__main__":
    main()
