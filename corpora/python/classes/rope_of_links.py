"""A chain of links, each of which knows only the next one.

Python's lists are usually better, but a chain shows how such things are made: putting a link in
front is quick, and everything else is a walk from link to link.
"""


class Link:
    """One link, with something engraved on it."""

    def __init__(self, value, following=None):
        self.value = value
        self.following = following


class Chain:
    """A chain of links.

    >>> chain = Chain(["bow", "mast", "stern"])
    >>> len(chain), "mast" in chain, chain[2]
    (3, True, 'stern')
    >>> chain.reverse()
    >>> chain
    Chain(['stern', 'mast', 'bow'])
    """

    def __init__(self, values=()):
        self.first = None
        for value in reversed(list(values)):
            self.put_in_front(value)

    def put_in_front(self, value):
        """Add a link at the beginning."""
        self.first = Link(value, self.first)

    def take_from_front(self):
        """Remove the first link and return what was on it."""
        if self.first is None:
            raise IndexError("the chain is empty")
        value = self.first.value
        self.first = self.first.following
        return value

    def links(self):
        """Yield the links themselves."""
        link = self.first
        while link is not None:
            yield link
            link = link.following

    def __iter__(self):
        for link in self.links():
            yield link.value

    def __len__(self):
        return sum(1 for _ in self)

    def __getitem__(self, index):
        for position, value in enumerate(self):
            if position == index:
                return value
        raise IndexError(f"there is no link {index}")

    def insert_after(self, known, value):
        """Put a new link behind the first one that shows a known value."""
        for link in self.links():
            if link.value == known:
                link.following = Link(value, link.following)
                return
        raise ValueError(f"{known!r} is not in the chain")

    def remove(self, value):
        """Take out the first link with this value."""
        before = None
        for link in self.links():
            if link.value == value:
                if before is None:
                    self.first = link.following
                else:
                    before.following = link.following
                return
            before = link
        raise ValueError(f"{value!r} is not in the chain")

    def reverse(self):
        """Turn the chain round by turning every link."""
        turned = None
        link = self.first
        while link is not None:
            following = link.following
            link.following = turned
            turned = link
            link = following
        self.first = turned

    def __repr__(self):
        return f"Chain({list(self)!r})"


def main():
    """Tie up the boats along the quay, one behind the other."""
    quay = Chain(["Patience", "Mary Lane", "Good Hope"])
    quay.put_in_front("Grey Heron")
    quay.insert_after("Patience", "a rowing boat")
    print(" - ".join(quay))
    quay.remove("Good Hope")
    quay.reverse()
    print(" - ".join(quay))
    print("First to leave:", quay.take_from_front())
    print(f"{len(quay)} boats are left; the last one is the {quay[len(quay) - 1]}.")
    try:
        quay.remove("submarine")
    except ValueError as problem:
        print("As expected:", problem)


if __name__ == "__main__":
    main()
