"""A calculator that understands brackets.

The text is first cut into tokens. Then three small methods read it: a sum is made of products,
a product of factors, and a factor is a number, a minus sign before a factor, or a sum in
brackets. Each method calls the next one, and the last one calls the first.
"""

import re
from collections.abc import Iterator

TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|[-+*/()])")


class BadSum(Exception):
    """The text cannot be read as a calculation."""


def tokens(text: str) -> Iterator[str]:
    """Cut a text into numbers and signs.

    >>> list(tokens("2 * (30+4)"))
    ['2', '*', '(', '30', '+', '4', ')']
    """
    text = text.rstrip()
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise BadSum(f"I cannot read {text[position:]!r}")
        yield match[1]
        position = match.end()


class Calculator:
    """Reads one calculation from left to right."""

    def __init__(self, text: str) -> None:
        self.tokens = [*tokens(text), "end"]
        self.position = 0

    @property
    def next(self) -> str:
        """Look at the next token without taking it."""
        return self.tokens[self.position]

    def take(self) -> str:
        """Return the next token and move on."""
        token = self.next
        self.position += 1
        return token

    def result(self) -> float:
        """Return the value of the whole text."""
        value = self.sum()
        if self.next != "end":
            raise BadSum(f"I did not expect {self.next!r}")
        return value

    def sum(self) -> float:
        """Read products that are added or subtracted."""
        value = self.product()
        while self.next in "+-":
            if self.take() == "+":
                value += self.product()
            else:
                value -= self.product()
        return value

    def product(self) -> float:
        """Read factors that are multiplied or divided."""
        value = self.factor()
        while self.next in "*/":
            if self.take() == "*":
                value *= self.factor()
            else:
                value /= self.factor()
        return value

    def factor(self) -> float:
        """Read a number, a negative factor or a sum in brackets."""
        token = self.take()
        if token == "-":
            return -self.factor()
        if token == "(":
            value = self.sum()
            if self.take() != ")":
                raise BadSum("a bracket is never closed")
            return value
        try:
            return float(token)
        except ValueError:
            raise BadSum(f"I wanted a number and found {token!r}") from None


def calculate(text: str) -> float:
    """Work out a calculation.

    >>> calculate("2 + 3 * 4")
    14.0
    >>> calculate("(2 + 3) * -4")
    -20.0
    """
    return Calculator(text).result()


def main() -> None:
    """Work through a page of sums, good ones and bad ones."""
    page = ["131 - 7", "2 * (3 + 4) / 7", "-(1 - 2) * 1.5", "(8 + 1", "4 +", "7 / 0", "2 & 2"]
    for text in page:
        try:
            print(f"{text} = {calculate(text):g}")
        except BadSum as problem:
            print(f"{text}: {problem}")
        except ZeroDivisionError:
            print(f"{text}: not even the captain can divide by zero")


if __name__ == "__main__":
    main()
