"""Complete the names of boats while the harbour master is still typing.

The names are kept in a tree in which every step is a letter. Names that begin alike share their
first steps, so all the names with a certain beginning hang together below one place, like
cherries on a twig.
"""

BOATS = {
    "grey heron": 9, "grey seal": 4, "green lamp": 2, "good hope": 7, "gold herring": 1,
    "mary lane": 8, "marlin": 3, "mermaid": 5, "merry widow": 6, "patience": 730,
}


class Twig:
    """A place in the tree: the letters that go on, and how often a name ends here."""

    def __init__(self):
        self.next = {}
        self.landings = 0


class Names:
    """A tree of names, each with a number of landings.

    >>> names = Names({"seal": 2, "sea": 5, "sand": 1})
    >>> "sea" in names, "se" in names
    (True, False)
    >>> list(names.beginning("se"))
    [('sea', 5), ('seal', 2)]
    """

    def __init__(self, landings=()):
        self.root = Twig()
        for name, count in dict(landings).items():
            self.add(name, count)

    def add(self, name, count=1):
        """Add landings to a name, growing new twigs where they are needed."""
        twig = self.root
        for letter in name:
            twig = twig.next.setdefault(letter, Twig())
        twig.landings += count

    def find(self, beginning):
        """Return the twig at the end of some letters, or None."""
        twig = self.root
        for letter in beginning:
            twig = twig.next.get(letter)
            if twig is None:
                return None
        return twig

    def __contains__(self, name):
        twig = self.find(name)
        return twig is not None and twig.landings > 0

    def beginning(self, beginning):
        """Yield all names that begin with some letters, in the order of the alphabet."""
        twig = self.find(beginning)
        if twig is not None:
            yield from self._below(twig, beginning)

    def _below(self, twig, so_far):
        if twig.landings:
            yield so_far, twig.landings
        for letter in sorted(twig.next):
            yield from self._below(twig.next[letter], so_far + letter)

    def guess(self, beginning):
        """Return the name with this beginning that lands most often, or None."""
        found = max(self.beginning(beginning), key=lambda pair: pair[1], default=None)
        return found and found[0]

    def certain(self, beginning):
        """Write on as long as there is only one way to go.

        >>> Names({"seal": 1, "sealskin": 1}).certain("s")
        'seal'
        """
        twig = self.find(beginning)
        while twig is not None and len(twig.next) == 1 and not twig.landings:
            (letter, twig), = twig.next.items()
            beginning += letter
        return beginning

    def twigs(self):
        """Count the twigs of the whole tree."""
        waiting, count = [self.root], 0
        while waiting:
            waiting.extend(waiting.pop().next.values())
            count += 1
        return count


def keys_pressed(name, names):
    """Count the letters that must be typed until the right name is offered.

    >>> keys_pressed("seal", Names({"seal": 1, "sand": 5}))
    2
    """
    for typed in range(len(name)):
        if names.guess(name[:typed]) == name:
            return typed
    return len(name)


def main():
    """Type a few letters, and count how many the tree has spared."""
    names = Names(BOATS)
    for typed in ("g", "gre", "m", "mer", "x"):
        offered = ", ".join(name for name, _ in names.beginning(typed))
        if not offered:
            print(f"{typed!r}: no boat begins like that")
            continue
        print(f"{typed!r}: certainly {names.certain(typed)!r}, perhaps {names.guess(typed)!r}")
        print(f"     of {offered}")

    letters = sum(map(len, BOATS))
    pressed = sum(keys_pressed(name, names) for name in BOATS)
    print(f"{letters} letters in all names, {names.twigs()} twigs, {pressed} keys to be pressed.")
    print(f"For the ferry Ines types {keys_pressed('patience', names)} letters.")


if __name__ == "__main__":
    main()
