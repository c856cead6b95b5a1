"""Look for perfect numbers and for numbers that are friends.

Add up all the divisors of a number except itself. If the sum is the number again, it is
perfect. If the sum leads to another number whose sum leads back, the two are friends; Mr Okoro
gave one half of such a pair to each of two pupils who had quarrelled.
"""


def divisors(number):
    """Return the divisors of a number below itself.

    >>> sorted(divisors(12))
    [1, 2, 3, 4, 6]
    >>> divisors(1)
    set()
    """
    found = set()
    candidate = 1
    while candidate * candidate <= number:
        if number % candidate == 0:
            found |= {candidate, number // candidate}
        candidate += 1
    return found - {number}


def kind(number):
    """Compare a number with the sum of its divisors.

    >>> kind(6), kind(8), kind(12)
    ('perfect', 'poor', 'rich')
    """
    total = sum(divisors(number))
    if total == number:
        return "perfect"
    return "poor" if total < number else "rich"


def friends(limit):
    """Yield the pairs of friends whose smaller number is not above the limit.

    >>> next(friends(300))
    (220, 284)
    """
    for number in range(2, limit + 1):
        partner = sum(divisors(number))
        if partner > number and sum(divisors(partner)) == number:
            yield number, partner


def main():
    """Sort the numbers up to a hundred, then introduce the friends to each other."""
    kinds = {"perfect": [], "poor": [], "rich": []}
    for number in range(2, 101):
        kinds[kind(number)].append(number)
    print("Perfect:", *kinds["perfect"])
    print("Rich:", *kinds["rich"])
    print(f"All the other {len(kinds['poor'])} numbers up to a hundred are poor.")

    for left, right in friends(3000):
        print(f"{left} and {right} are friends:")
        print(f"  {left} gives {' + '.join(map(str, sorted(divisors(left))))} = {right}")
        print(f"  {right} gives {' + '.join(map(str, sorted(divisors(right))))} = {left}")


if __name__ == "__main__":
    main()
