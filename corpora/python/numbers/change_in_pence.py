"""Give change in crowns and pence.

A crown has a hundred pence, and the coins of Marlia are 1, 2, 5, 10, 20 and 50 pence, and the
crown itself. For these coins it is best to give the largest coin that fits, again and again.
With stranger coins that can go wrong, as the Free Towns found out with their threes and fours.
"""

MARLIA = (100, 50, 20, 10, 5, 2, 1)
FREE_TOWNS = (4, 3, 1)


def greedy(amount: int, coins: tuple[int, ...]) -> list[int]:
    """Take the largest coin that fits until nothing is left.

    >>> greedy(88, MARLIA)
    [50, 20, 10, 5, 2, 1]
    """
    change = []
    for coin in sorted(coins, reverse=True):
        while amount >= coin:
            amount -= coin
            change.append(coin)
    return change


def fewest(amount: int, coins: tuple[int, ...]) -> list[int]:
    """Find the smallest number of coins by solving every smaller amount first.

    >>> fewest(6, FREE_TOWNS)
    [3, 3]
    """
    best: list[list[int]] = [[]]
    for value in range(1, amount + 1):
        options = [[coin, *best[value - coin]] for coin in coins if coin <= value]
        best.append(min(options, key=len))
    return best[amount]


def ways(amount: int, coins: tuple[int, ...]) -> int:
    """Count the ways to pay an amount.

    >>> ways(5, MARLIA)
    4
    """
    counts = [1] + [0] * amount
    for coin in coins:
        for value in range(coin, amount + 1):
            counts[value] += counts[value - coin]
    return counts[amount]


def spoken(amount: int) -> str:
    """Say an amount in crowns and pence.

    >>> spoken(100), spoken(305), spoken(42)
    ('1 crown', '3 crowns and 5 pence', '42 pence')
    """
    crowns, pence = divmod(amount, 100)
    parts = []
    if crowns:
        parts.append("1 crown" if crowns == 1 else f"{crowns} crowns")
    if pence:
        parts.append(f"{pence} pence")
    return " and ".join(parts) or "nothing"


def main() -> None:
    """Give change at the bakery and compare the two methods."""
    for price, paid in [(240, 500), (95, 100), (163, 200), (300, 300)]:
        change = greedy(paid - price, MARLIA)
        print(f"Price {spoken(price)}, change {spoken(sum(change))}: {change}")

    for amount in range(1, 13):
        quick, best = greedy(amount, FREE_TOWNS), fewest(amount, FREE_TOWNS)
        if len(quick) > len(best):
            print(f"In the Free Towns, {amount} is better paid as {best} than as {quick}.")

    print(f"A crown can be paid in {ways(100, MARLIA):,} ways.")


if __name__ == "__main__":
    main()
