"""Keep the score of a game of tennis, and call it out.

A game counts fifteen, thirty, forty; at forty all somebody must win two points in a row. The
first to win six games with two more than the other has the set. The umpire on Chapel Hill is
Sergeant Moll, who is kind to both sides and never sure of the score.
"""

from collections.abc import Iterator
from itertools import cycle, islice

CALLS = ("love", "fifteen", "thirty", "forty")


def call(server: int, receiver: int, names: tuple[str, str]) -> str:
    """Return what the umpire says at some number of points.

    >>> names = ("Wren", "Oskar")
    >>> call(1, 0, names)
    'fifteen love'
    >>> call(2, 2, names), call(3, 3, names)
    ('thirty all', 'deuce')
    >>> call(4, 5, names), call(5, 3, names)
    ('advantage Oskar', 'game Wren')
    """
    leader = names[0] if server > receiver else names[1]
    lead = abs(server - receiver)
    if max(server, receiver) >= 4 and lead >= 2:
        return f"game {leader}"
    if min(server, receiver) >= 3:
        return f"advantage {leader}" if lead else "deuce"
    if lead == 0:
        return f"{CALLS[server]} all"
    return f"{CALLS[server]} {CALLS[receiver]}"


def play_game(rallies: Iterator[str], names: tuple[str, str]) -> Iterator[str]:
    """Take rallies, each won by a name, until the game is decided; yield every call."""
    points = dict.fromkeys(names, 0)
    for winner in rallies:
        points[winner] += 1
        said = call(points[names[0]], points[names[1]], names)
        yield said
        if said.startswith("game"):
            return


def is_set(mine: int, yours: int) -> bool:
    """Say whether the first number of games is enough for the set.

    >>> is_set(6, 4), is_set(6, 5), is_set(7, 5)
    (True, False, True)
    """
    return mine >= 6 and mine - yours >= 2


def play_set(rallies: Iterator[str], names: tuple[str, str]) -> tuple[str, list[str]]:
    """Play games until the set is won; return the winner and the score after each game."""
    games = dict.fromkeys(names, 0)
    history = []
    first, second = names
    while True:
        *_, decision = play_game(rallies, names)
        winner = decision.removeprefix("game ")
        games[winner] += 1
        history.append(f"{games[first]}-{games[second]}")
        loser = second if winner == first else first
        if is_set(games[winner], games[loser]):
            return winner, history


def main() -> None:
    """Call one game aloud, then let a pattern of rallies run through a set."""
    names = ("Wren", "Oskar")
    letters = {"w": "Wren", "o": "Oskar"}

    close = (letters[sign] for sign in "wowoowowoo")
    print("A close game:", ", ".join(play_game(close, names)))

    pattern = cycle("wwowoowowwwoo")
    winner, history = play_set((letters[sign] for sign in pattern), names)
    print(f"{winner} wins the set: {', '.join(history)}.")

    # One game each, but Oskar has won half as many rallies again.
    unlucky = [letters[sign] for sign in "wowowwoooo"]
    first_game = list(play_game(iter(unlucky), names))
    rest = iter(islice(unlucky, len(first_game), None))
    second_game = list(play_game(rest, names))
    print(f"Games: {first_game[-1]}, {second_game[-1]}.")
    print("Rallies:", {name: unlucky.count(name) for name in names})


if __name__ == "__main__":
    main()
