"""Let a rumour go round the town, one conversation at a time.

Every day each person who knows the rumour tells it to somebody they meet. It begins with Jonah
Pike, who says that the ferry is going to be painted pink.
"""

from random import Random

FRIENDS = {
    "Jonah": ["Captain Bell", "Mina", "Ada"],
    "Captain Bell": ["Jonah", "Ines"],
    "Mina": ["Jonah", "Wren", "Samir"],
    "Ada": ["Jonah", "Luca", "Mayor Brandt", "Dr Voss"],
    "Ines": ["Captain Bell", "Wren", "Mayor Brandt"],
    "Wren": ["Ines", "Mina", "Tilly", "Samir"],
    "Samir": ["Mina", "Wren", "Oskar"],
    "Luca": ["Ada"],
    "Mayor Brandt": ["Ada", "Ines", "Councillor Fitch"],
    "Dr Voss": ["Ada", "Perrin"],
    "Tilly": ["Wren", "Oskar"],
    "Oskar": ["Tilly", "Samir"],
    "Councillor Fitch": ["Mayor Brandt"],
    "Perrin": ["Dr Voss"],
}


def one_day(knowing, rng):
    """Return who knows the rumour after one more day."""
    told = {rng.choice(FRIENDS[person]) for person in sorted(knowing)}
    return knowing | told


def spread(first, seed):
    """Yield the people who know the rumour, day after day, until everybody does."""
    rng = Random(seed)
    knowing = {first}
    yield knowing
    while len(knowing) < len(FRIENDS):
        knowing = one_day(knowing, rng)
        yield knowing


def one_sided():
    """List the friendships that only one side knows about.

    >>> one_sided()
    []
    """
    return [
        (person, friend)
        for person, friends in FRIENDS.items()
        for friend in friends
        if person not in FRIENDS[friend]
    ]


def days_needed(first, seeds):
    """Return how long the rumour takes on average, when it starts with this person."""
    lengths = [sum(1 for _ in spread(first, seed)) - 1 for seed in seeds]
    return sum(lengths) / len(lengths)


def main():
    """Tell one story day by day, then ask who is the best person to tell."""
    before = set()
    for day, knowing in enumerate(spread("Jonah", seed=4)):
        news = ", ".join(sorted(knowing - before)) or "nobody new"
        print(f"Day {day:2}: {news}")
        before = knowing

    seeds = range(60)
    averages = {person: days_needed(person, seeds) for person in FRIENDS}
    quickest = min(averages, key=averages.get)
    slowest = max(averages, key=averages.get)
    print(f"Tell {quickest}, and the town knows in {averages[quickest]:.1f} days.")
    print(f"Tell {slowest}, and it takes {averages[slowest]:.1f}.")


if __name__ == "__main__":
    main()
