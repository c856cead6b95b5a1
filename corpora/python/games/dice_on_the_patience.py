"""Roll dice on the ferry, and learn when to stop.

A turn goes like this: roll a die as often as you like and add up the points. If a one appears,
the turn is over and its points are lost. Jonah Pike, the mate, stops as soon as he has twenty;
Mina Sato stops at ten; Captain Bell never stops before thirty. Who reaches 100 most often?
"""

import random
from collections import Counter
from dataclasses import dataclass

GOAL = 100


@dataclass
class Player:
    """Somebody at the table, with the points after which they like to stop."""

    name: str
    stop_at: int
    score: int = 0

    def wants_more(self, points: int) -> bool:
        """Say whether the player rolls again with this many points in the turn."""
        return points < self.stop_at and self.score + points < GOAL


def take_turn(player: Player, rng: random.Random) -> int:
    """Roll until the player stops or a one appears; return the points of the turn."""
    points = 0
    while player.wants_more(points):
        roll = rng.randint(1, 6)
        if roll == 1:
            return 0
        points += roll
    return points


def play_game(limits: dict[str, int], rng: random.Random) -> str:
    """Play until somebody reaches the goal and return the name."""
    players = [Player(name, stop_at) for name, stop_at in limits.items()]
    rng.shuffle(players)
    while True:
        for player in players:
            player.score += take_turn(player, rng)
            if player.score >= GOAL:
                return player.name


def main() -> None:
    """Let the three play for a whole winter of crossings."""
    rng = random.Random(1907)
    limits = {"Jonah": 20, "Mina": 10, "Captain Bell": 30}
    games = 500
    wins = Counter(play_game(limits, rng) for _ in range(games))
    print(f"After {games} games:")
    for name, count in wins.most_common():
        share = count / games
        print(f"{name:>12} (stops at {limits[name]:2}) {share:6.1%} {'*' * round(share * 40)}")


if __name__ == "__main__":
    main()
