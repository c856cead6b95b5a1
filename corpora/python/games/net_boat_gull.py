"""Settle a quarrel with three hands: net, boat and gull.

The net catches the gull, the gull steals from the boat, and the boat drags the net away. Each
player here is a function that is given what both sides have shown so far and returns the next
hand. Whoever has a habit loses to whoever notices it.
"""

from collections import Counter
from itertools import combinations
from random import Random

HANDS = ("net", "boat", "gull")
BEATS = {"net": "gull", "gull": "boat", "boat": "net"}
BEATEN_BY = {loser: winner for winner, loser in BEATS.items()}


def points(first, second):
    """Return 1 if the first hand wins, -1 if it loses, 0 if both are the same.

    >>> points("net", "gull"), points("net", "boat"), points("gull", "gull")
    (1, -1, 0)
    """
    if first == second:
        return 0
    return 1 if BEATS[first] == second else -1


def stubborn(hand):
    """Make a player who shows the same hand for ever."""
    def choose(mine, theirs):
        return hand
    return choose


def in_turn(mine, theirs):
    """Show net, boat, gull, net, boat, gull."""
    return HANDS[len(mine) % 3]


def echo(mine, theirs):
    """Show what the other one has just shown."""
    return theirs[-1] if theirs else "boat"


def observer(mine, theirs):
    """Beat the hand that the other one has shown most often.

    >>> observer([], ["gull", "net", "gull"])
    'net'
    """
    if not theirs:
        return "net"
    favourite, _ = Counter(theirs).most_common(1)[0]
    return BEATEN_BY[favourite]


def random_player(seed):
    """Make a player whom nobody can read."""
    rng = Random(seed)

    def choose(mine, theirs):
        return rng.choice(HANDS)
    return choose


def duel(first, second, rounds):
    """Play some rounds and return the sum of the points of the first player."""
    left, right = [], []
    total = 0
    for _ in range(rounds):
        a, b = first(left, right), second(right, left)
        total += points(a, b)
        left.append(a)
        right.append(b)
    return total


def tournament(players, rounds):
    """Let everybody meet everybody; two points for a won duel, one for a draw."""
    table = Counter(dict.fromkeys(players, 0))
    for one, other in combinations(players, 2):
        result = duel(players[one], players[other], rounds)
        print(f"  {one:>6} against {other:<6} {result:+3}")
        if result == 0:
            table[one] += 1
            table[other] += 1
        else:
            table[one if result > 0 else other] += 2
    return table


def main():
    """Hold the tournament that decides who carries the nets."""
    players = {
        "Fitch": stubborn("boat"),
        "Tilly": in_turn,
        "Oskar": echo,
        "Mina": observer,
        "Jonah": random_player(5),
    }
    print("Thirty rounds each:")
    table = tournament(players, rounds=30)
    *_, (last, _) = table.most_common()
    for name, score in table.most_common():
        print(f"{name:>6} {score}")
    print(f"{last} carries the nets.")


if __name__ == "__main__":
    main()
