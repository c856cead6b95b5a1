"""The doors of the ferry, as a machine with a few states.

In each state only some things are allowed. The table says what leads where; whatever is not in
the table is refused, and the machine stays as it was.
"""

from enum import Enum, auto


class State(Enum):
    """What the ferry is doing."""

    AT_QUAY = auto()
    BOARDING = auto()
    READY = auto()
    AT_SEA = auto()

    def __str__(self) -> str:
        return self.name.replace("_", " ").lower()


class Order(Enum):
    """What the captain can call."""

    OPEN = "open the doors"
    CLOSE = "close the doors"
    CAST_OFF = "cast off"
    MOOR = "moor"


TABLE = {
    (State.AT_QUAY, Order.OPEN): State.BOARDING,
    (State.BOARDING, Order.CLOSE): State.READY,
    (State.READY, Order.OPEN): State.BOARDING,
    (State.READY, Order.CAST_OFF): State.AT_SEA,
    (State.AT_SEA, Order.MOOR): State.AT_QUAY,
}


class Refused(Exception):
    """An order that is not allowed now."""


class Ferry:
    """A ferry that obeys sensible orders only.

    >>> ferry = Ferry("Patience")
    >>> ferry.obey(Order.OPEN)
    >>> ferry.state
    <State.BOARDING: 2>
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.state = State.AT_QUAY
        self.listeners = []

    def on_change(self, listener) -> None:
        """Call a function with the old and the new state after every change."""
        self.listeners.append(listener)

    def allowed(self) -> list[Order]:
        """List the orders that make sense now."""
        return [order for order in Order if (self.state, order) in TABLE]

    def obey(self, order: Order) -> None:
        """Carry out an order, or refuse it."""
        after = TABLE.get((self.state, order))
        if after is None:
            choices = " or ".join(choice.value for choice in self.allowed())
            raise Refused(f"while {self.state}, one can only {choices}")
        before, self.state = self.state, after
        for listener in self.listeners:
            listener(before, after)


def main() -> None:
    """Let Jonah Pike take over as captain for one crossing."""
    ferry = Ferry("Patience")
    log: list[str] = []
    ferry.on_change(lambda before, after: log.append(f"{before} -> {after}"))
    ferry.on_change(lambda before, after: after is State.AT_SEA and log.append("(horn)"))

    for order in (Order.CAST_OFF, Order.OPEN, Order.CAST_OFF, Order.CLOSE, Order.CAST_OFF,
                  Order.OPEN, Order.MOOR):
        try:
            ferry.obey(order)
        except Refused as problem:
            print(f"{order.value!r} is refused: {problem}.")
        else:
            print(f"{order.value!r} is done.")
    print("\nThe log of the", ferry.name)
    print("\n".join(f"  {entry}" for entry in log))


if __name__ == "__main__":
    main()
