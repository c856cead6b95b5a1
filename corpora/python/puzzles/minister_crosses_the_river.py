"""Take a goat, a dog and a cheese across the Ander.

Piet Aldous has a boat for himself and one thing more. If he is not there, Biscuit chases the
goat Minister, and Minister eats the cheese. We try every crossing, the shortest plans first,
and never look at the same situation twice.
"""

from collections import deque

EVERYONE = frozenset({"Piet", "dog", "goat", "cheese"})
QUARRELS = [{"dog", "goat"}, {"goat", "cheese"}]

# A state is the set of those who are still on the near bank.
State = frozenset[str]


def is_peaceful(bank: State) -> bool:
    """Say whether a bank can be left alone.

    >>> is_peaceful(frozenset({"dog", "cheese"}))
    True
    >>> is_peaceful(frozenset({"goat", "cheese"}))
    False
    >>> is_peaceful(frozenset({"goat", "cheese", "Piet"}))
    True
    """
    return "Piet" in bank or not any(quarrel <= bank for quarrel in QUARRELS)


def crossings(near: State) -> list[tuple[str, State]]:
    """List what Piet may take across, with the bank as it is afterwards."""
    here = near if "Piet" in near else EVERYONE - near
    result = []
    for companion in sorted(here):
        travellers = frozenset({"Piet", companion})
        after = near ^ travellers
        if is_peaceful(after) and is_peaceful(EVERYONE - after):
            result.append((companion, after))
    return result


def solve(start: State, goal: State) -> list[str]:
    """Return the companions of the shortest series of crossings.

    >>> len(solve(EVERYONE, frozenset()))
    7
    """
    plans = deque([(start, [])])
    seen = {start}
    while plans:
        state, plan = plans.popleft()
        if state == goal:
            return plan
        for companion, after in crossings(state):
            if after not in seen:
                seen.add(after)
                plans.append((after, [*plan, companion]))
    raise ValueError("nobody can cross")


def main() -> None:
    """Tell the plan as a story."""
    for number, companion in enumerate(solve(EVERYONE, frozenset()), start=1):
        direction = "over" if number % 2 else "back"
        company = "alone" if companion == "Piet" else f"with the {companion}"
        print(f"{number}. Piet rows {direction} {company}.")


if __name__ == "__main__":
    main()
