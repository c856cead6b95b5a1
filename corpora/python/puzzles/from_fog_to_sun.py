"""Turn one word into another, one letter at a time.

Every step must be a word, too: fog, dog, dig and so on. It is Dr Voss's favourite game for the
waiting room. The search goes forward from the first word and backward from the last, always on
the side with fewer words, until the two searches meet.
"""

from collections import defaultdict
from itertools import combinations

WORDS = set(
    """
    ago bad bag bat bay bed big bit bog box bun bus but cap cat cod cot cow cup cut day den dig din
    dip dog dot dry ear eat eel egg ebb end fan far fat fin fig fit fly fog fox fun fur gap get
    gum gun gut hat hen hip hot hut ice inn jam jar jug keg key kit lap leg let lid lip lot low
    mat men mud mug net nut oar oat oil one owl pan pat pen pet pie pig pin pit pot pub rat raw
    ray red rib rip rod rot row rug run rut sad sat saw sea see set shy sip sit sky son sow spy
    sum sun tap tar tea ten tie tin tip toe ton top tow try tub two use van wag wet win
    """.split()
)


def differ_by_one(first: str, second: str) -> bool:
    """Say whether two words differ in exactly one place.

    >>> differ_by_one("fog", "dog"), differ_by_one("fog", "dig")
    (True, False)
    """
    return sum(a != b for a, b in zip(first, second, strict=True)) == 1


def network(words: set[str]) -> dict[str, set[str]]:
    """Connect the words; those that share a pattern such as f_g are neighbours.

    >>> sorted(network({"fog", "dog", "sun"})["fog"])
    ['dog']
    """
    shelves: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        for place in range(len(word)):
            shelves[word[:place] + "_" + word[place + 1:]].add(word)
    neighbours: dict[str, set[str]] = {word: set() for word in words}
    for shelf in shelves.values():
        for one, other in combinations(shelf, 2):
            neighbours[one].add(other)
            neighbours[other].add(one)
    return neighbours


def way_to(came_from: dict[str, str | None], word: str | None) -> list[str]:
    """Follow a trail back to its beginning."""
    path = []
    while word is not None:
        path.append(word)
        word = came_from[word]
    return path


def ladder(first: str, last: str, neighbours: dict[str, set[str]]) -> list[str] | None:
    """Return a shortest ladder from one word to another, or None.

    >>> ladder("cat", "dot", network({"cat", "cot", "dot", "cut"}))
    ['cat', 'cot', 'dot']
    """
    trails = ({first: None}, {last: None})
    edges = ({first}, {last})
    while edges[0] and edges[1]:
        meeting = trails[0].keys() & trails[1].keys()
        if meeting:
            word = min(meeting)
            return way_to(trails[0], word)[::-1] + way_to(trails[1], word)[1:]
        side = 0 if len(edges[0]) <= len(edges[1]) else 1
        for word in sorted(edges[side]):
            edges[side].discard(word)
            for other in sorted(neighbours[word] - trails[side].keys()):
                trails[side][other] = word
                edges[side].add(other)
            if trails[0].keys() & trails[1].keys():
                break
    return None


def islands(neighbours: dict[str, set[str]]) -> list[set[str]]:
    """Return the groups of words that can be reached from each other, the largest first."""
    left = set(neighbours)
    found = []
    while left:
        island, edge = set(), {min(left)}
        while edge:
            island |= edge
            edge = set().union(*(neighbours[word] for word in edge)) - island
        found.append(island)
        left -= island
    return sorted(found, key=len, reverse=True)


def main() -> None:
    """Climb some ladders and visit the lonely words."""
    neighbours = network(WORDS)
    for first, last in [("fog", "sun"), ("dog", "cat"), ("wet", "dry"), ("sea", "inn")]:
        path = ladder(first, last, neighbours)
        print(" - ".join(path) if path else f"{first} and {last} will never meet.")
        if path:
            assert all(differ_by_one(a, b) for a, b in zip(path, path[1:]))

    groups = islands(neighbours)
    lonely = sorted(word for group in groups if len(group) == 1 for word in group)
    print(f"{len(groups[0])} of {len(WORDS)} words hang together.")
    print(f"Quite alone: {', '.join(lonely)}.")
    friendly = max(sorted(WORDS), key=lambda word: len(neighbours[word]))
    print(f"The most sociable: {friendly} ({', '.join(sorted(neighbours[friendly]))}).")


if __name__ == "__main__":
    main()
