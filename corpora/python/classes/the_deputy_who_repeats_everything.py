"""A deputy who stands before an object, passes everything on, and keeps a record.

Python asks `__getattr__` only for what it cannot find otherwise. So a deputy needs no methods of
his own: whatever is asked of him he asks the one behind him. On the way he can count, forbid or
pretend, and the one behind him never notices.
"""

from collections import Counter


class Bakery:
    """Ada's bakery, which knows nothing about deputies."""

    def __init__(self):
        self.loaves = 12
        self.motto = "No loaf before six."

    def sell(self, number=1):
        """Hand over some loaves."""
        if number > self.loaves:
            raise ValueError(f"only {self.loaves} loaves are left")
        self.loaves -= number
        return f"{number} sold"

    def bake(self, number):
        """Make more loaves."""
        self.loaves += number
        return f"{number} baked"

    def burn_down(self):
        """End the story."""
        self.loaves = 0
        return "smoke"


class Deputy:
    """Passes on whatever is asked.

    >>> deputy = Deputy(Bakery())
    >>> deputy.sell(2), deputy.loaves
    ('2 sold', 10)
    >>> deputy.motto
    'No loaf before six.'
    """

    def __init__(self, chief):
        self._chief = chief

    def __getattr__(self, name):
        return getattr(self._chief, name)

    def __setattr__(self, name, value):
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            setattr(self._chief, name, value)


class Clerk(Deputy):
    """Writes down every call, with its end."""

    def __init__(self, chief):
        super().__init__(chief)
        self._diary = []

    def __getattr__(self, name):
        value = super().__getattr__(name)
        if not callable(value):
            return value

        def noted(*args, **kwargs):
            words = [repr(arg) for arg in args]
            words += [f"{key}={arg!r}" for key, arg in kwargs.items()]
            call = f"{name}({', '.join(words)})"
            try:
                result = value(*args, **kwargs)
            except Exception as problem:
                self._diary.append(f"{call}: {problem}!")
                raise
            self._diary.append(f"{call}: {result}")
            return result

        return noted


class Guard(Deputy):
    """Lets through only what is on the list.

    >>> Guard(Bakery(), "sell").burn_down()
    Traceback (most recent call last):
        ...
    PermissionError: nobody may burn_down here
    """

    def __init__(self, chief, *allowed):
        super().__init__(chief)
        self._allowed = set(allowed)

    def __getattr__(self, name):
        if name not in self._allowed:
            raise PermissionError(f"nobody may {name} here")
        return super().__getattr__(name)

    def __setattr__(self, name, value):
        if not name.startswith("_"):
            raise PermissionError(f"nobody may change {name} here")
        super().__setattr__(name, value)


def attempt(who, action):
    """Do something, and print the result or the refusal."""
    try:
        print(f"{who}: {action()}")
    except (PermissionError, ValueError) as refusal:
        print(f"{who}: {type(refusal).__name__}, {refusal}")


def main():
    """Open the bakery with a guard at the door and a clerk behind the counter."""
    bakery = Bakery()
    clerk = Clerk(bakery)
    door = Guard(clerk, "sell", "loaves", "motto")

    attempt("Wren", lambda: door.sell(2))
    attempt("Ines", lambda: door.motto)
    attempt("Jonah", lambda: door.sell(number=50))
    attempt("Councillor Fitch", lambda: door.burn_down())
    attempt("Biscuit", lambda: setattr(door, "loaves", 1000))
    attempt("Ada, from inside", lambda: clerk.bake(6))
    clerk.motto = "No loaf before six, and no dog at all."
    attempt("Luca", lambda: door.motto)

    print("\nThe clerk has written:")
    for line in clerk._diary:
        print("    " + line)
    counts = Counter(line.partition("(")[0] for line in clerk._diary)
    print("In all:", ", ".join(f"{count} x {name}" for name, count in counts.items()))

    print(f"There are {bakery.loaves} loaves, and the bakery has noticed nothing.")
    chain = [type(door).__name__, type(door._chief).__name__, type(bakery).__name__]
    print("From the street to the oven:", " - ".join(chain))


if __name__ == "__main__":
    main()
