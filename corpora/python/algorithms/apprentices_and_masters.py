"""Bring apprentices and masters together so that nobody wants to run away.

Every apprentice has a list of masters, the favourite first, and every master a list of
apprentices. The apprentices ask from the top of their lists. A master says "perhaps" to the best
who has asked so far, and sends the others on to the next door. When nobody is left to ask, every
"perhaps" becomes a "yes".
"""

from collections.abc import Iterator
from itertools import permutations

APPRENTICES = {
    "Ruth": ["keeper", "clockmaker", "netmaker", "baker"],
    "Emil": ["netmaker", "baker", "keeper", "clockmaker"],
    "Dora": ["baker", "netmaker", "clockmaker", "keeper"],
    "Finn": ["baker", "clockmaker", "keeper", "netmaker"],
}
MASTERS = {
    "baker": ["Finn", "Dora", "Ruth", "Emil"],
    "netmaker": ["Ruth", "Finn", "Dora", "Emil"],
    "clockmaker": ["Emil", "Dora", "Ruth", "Finn"],
    "keeper": ["Dora", "Emil", "Ruth", "Finn"],
}

Wishes = dict[str, list[str]]


def ask_around(askers: Wishes, answerers: Wishes, diary: list[str] | None = None) -> dict[str, str]:
    """Return the answerer of every asker.

    >>> ask_around({"a": ["x", "y"], "b": ["x", "y"]}, {"x": ["b", "a"], "y": ["a", "b"]})
    {'b': 'x', 'a': 'y'}
    """
    doors = {asker: iter(wishes) for asker, wishes in askers.items()}
    perhaps: dict[str, str] = {}
    free = list(askers)
    while free:
        asker = free.pop(0)
        door = next(doors[asker])
        rival = perhaps.get(door)
        if rival is None:
            perhaps[door] = asker
            note = "perhaps"
        elif answerers[door].index(asker) < answerers[door].index(rival):
            perhaps[door] = asker
            free.append(rival)
            note = f"perhaps, and {rival} must go"
        else:
            free.append(asker)
            note = "no"
        if diary is not None:
            diary.append(f"{asker} asks the {door}: {note}")
    return {asker: door for door, asker in perhaps.items()}


def runaways(pairs: dict[str, str], askers: Wishes, answerers: Wishes) -> Iterator[tuple[str, str]]:
    """Yield every two who would both rather have each other than what they have."""
    asker_of = {answerer: asker for asker, answerer in pairs.items()}
    for asker, wishes in askers.items():
        for better in wishes[:wishes.index(pairs[asker])]:
            order = answerers[better]
            if order.index(asker) < order.index(asker_of[better]):
                yield asker, better


def happiness(pairs: dict[str, str], wishes: Wishes) -> float:
    """Return the mean place on the lists; 1 means that everybody has the favourite."""
    places = [wishes[who].index(what) + 1 for who, what in pairs.items()]
    return sum(places) / len(places)


def main() -> None:
    """Arrange the spring of one year, first from one side and then from the other."""
    diary: list[str] = []
    pairs = ask_around(APPRENTICES, MASTERS, diary)
    print("\n".join(diary))
    for apprentice, master in sorted(pairs.items()):
        print(f"    {apprentice} goes to the {master}")
    print("Who would run away?", list(runaways(pairs, APPRENTICES, MASTERS)) or "Nobody.")

    turned = ask_around(MASTERS, APPRENTICES)
    other = {apprentice: master for master, apprentice in turned.items()}
    for text, result in {"apprentices": pairs, "masters": other}.items():
        print(f"If the {text} ask, apprentices get choice {happiness(result, APPRENTICES):.2f}.")

    calm = 0
    for masters in permutations(MASTERS):
        chance = dict(zip(APPRENTICES, masters, strict=True))
        calm += not any(runaways(chance, APPRENTICES, MASTERS))
    print(f"Of 24 ways to pair them, only {calm} would last until summer.")


if __name__ == "__main__":
    main()
