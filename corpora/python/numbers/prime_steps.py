"""Paint the prime steps of the lighthouse.

Perrin wants a green stripe on every step whose number is prime. He crosses out the multiples of
each prime in turn; what is never crossed out is prime. The last step, 131, is one of them, and
he says that the tower was built that way on purpose.
"""

from math import isqrt, prod

STEPS = 131


def primes_up_to(limit: int) -> list[int]:
    """Return all primes up to the limit, by crossing out multiples.

    >>> primes_up_to(20)
    [2, 3, 5, 7, 11, 13, 17, 19]
    """
    crossed_out = [False] * (limit + 1)
    for number in range(2, isqrt(limit) + 1):
        if not crossed_out[number]:
            for multiple in range(number * number, limit + 1, number):
                crossed_out[multiple] = True
    return [number for number in range(2, limit + 1) if not crossed_out[number]]


def factors(number: int) -> list[int]:
    """Split a number into primes, the smallest first.

    >>> factors(60)
    [2, 2, 3, 5]
    >>> factors(131)
    [131]
    """
    result = []
    divisor = 2
    while divisor * divisor <= number:
        while number % divisor == 0:
            result.append(divisor)
            number //= divisor
        divisor += 1
    if number > 1:
        result.append(number)
    return result


def twins(primes: list[int]) -> list[tuple[int, int]]:
    """Return the pairs of primes that differ by two.

    >>> twins([2, 3, 5, 7, 11])
    [(3, 5), (5, 7)]
    """
    known = set(primes)
    return [(p, p + 2) for p in primes if p + 2 in known]


def main() -> None:
    """Print the painted steps, the twins among them, and how the other steps are made."""
    primes = primes_up_to(STEPS)
    print(f"{len(primes)} of the {STEPS} steps get a stripe:")
    for start in range(0, len(primes), 8):
        print(" ".join(f"{prime:4}" for prime in primes[start:start + 8]))

    print("For Tilly and Oskar, the twins:", *twins(primes))

    for number in (12, 91, 120, 128, 130):
        parts = factors(number)
        assert prod(parts) == number
        print(f"Step {number} is {' x '.join(map(str, parts))}.")


if __name__ == "__main__":
    main()
