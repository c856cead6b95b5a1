"""Race up the lighthouse in a game of ladders and wet steps.

The board is a stair of thirty steps. Whoever lands at the foot of a ladder climbs it, whoever
lands on a wet step slides down. The last throw must be exact, or the piece stays where it is.
No skill is needed, so Perrin plays it every evening against his cat.
"""

from random import Random
from statistics import mean

TOP = 30
LADDERS = {3: 11, 6: 17, 14: 24, 20: 29}
WET = {12: 2, 19: 8, 23: 15, 28: 9}


def check_board():
    """Make sure that ladders go up, wet steps go down, and nothing leads on at once.

    >>> check_board()
    """
    jumps = LADDERS | WET
    if len(jumps) < len(LADDERS) + len(WET):
        raise ValueError("a step cannot be both wet and the foot of a ladder")
    assert all(start < end for start, end in LADDERS.items())
    assert all(start > end for start, end in WET.items())
    assert not set(jumps) & set(jumps.values())


def move(step, roll):
    """Return the step on which a piece comes to rest.

    >>> move(0, 3)
    11
    >>> move(22, 1)
    15
    >>> move(29, 2)
    29
    """
    target = step + roll
    if target > TOP:
        return step
    return LADDERS.get(target) or WET.get(target, target)


def climb(rng):
    """Yield every roll together with the step it leads to, until the top is reached."""
    step = 0
    while step < TOP:
        roll = rng.randint(1, 6)
        step = move(step, roll)
        yield roll, step


def race(names, rng):
    """Let the players move in turn; return the winner and where everybody stood."""
    steps = dict.fromkeys(names, 0)
    while True:
        for name in names:
            steps[name] = move(steps[name], rng.randint(1, 6))
            if steps[name] == TOP:
                return name, steps


def story(path):
    """Turn a climb into words.

    >>> story([(3, 11), (1, 2)])
    ['rolls 3 and takes the ladder to step 11', 'rolls 1 and slips down to step 2']
    """
    lines, before = [], 0
    for roll, step in path:
        if step == before:
            lines.append(f"rolls {roll} and has to wait on step {step}")
        elif step < before:
            lines.append(f"rolls {roll} and slips down to step {step}")
        elif step > before + roll:
            lines.append(f"rolls {roll} and takes the ladder to step {step}")
        else:
            lines.append(f"rolls {roll} and walks to step {step}")
        before = step
    return lines


def main():
    """Tell one climb, measure many, and see whether the cat is lucky."""
    check_board()
    for line in story(climb(Random(2))):
        print("Perrin", line)
    lengths = [sum(1 for _ in climb(Random(seed))) for seed in range(500)]
    print(f"\n500 climbs: {min(lengths)} rolls at best, {max(lengths)} at worst,")
    print(f"{mean(lengths):.1f} on average.")

    players = ["Perrin", "the cat"]
    wins = [race(players, Random(seed))[0] for seed in range(500)]
    share = wins.count("the cat") / len(wins)
    print(f"The cat, who always moves second, wins {share:.0%} of the races.")


if __name__ == "__main__":
    main()
