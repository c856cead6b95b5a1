"""The checker language: a short expression that says what a right answer to a sum is. Nothing in it runs as code.

    last == total
    has(total) and numbers <= 3
    0.5 * (last == total) + 0.5 * (steps_right == 3)

What there is: the names in NAMES, `has(n)`, numbers, `+ - * //`, `== != < <= > >=`, `and or not` and parentheses. True
is 1 and false is 0. A rule has at most LONGEST characters, is nested at most DEEPEST deep, and takes a time in
proportion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from tokenroom.errors import one_line
from tokenroom.text.sums import Sum, last_number

LONGEST, DEEPEST = 200, 20
LARGEST = 1e12  # no figure goes beyond it, so that none overflows
NOTHING = -1.0  # what `first` and `last` are where an answer has no number
ACCEPTED = 0.5  # an answer is accepted from this figure on
NAMES = {
    "total": "what the sum comes to",
    "last": "the last number of the answer, -1 if there is none",
    "first": "the first number of the answer, -1 if there is none",
    "numbers": "how many numbers stand in the answer",
    "length": "how many characters the answer has",
    "terms": "how many numbers the sum has",
    "steps": "how many steps such as 7+5=12 are written",
    "steps_right": "how many of those steps are true",
}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z_]+)|(?P<sign>//|[=!<>]=|[-+*<>()])|(?P<odd>\S))"
)
_WORDS = ("and", "or", "not", "true", "false", "has")
_DIGITS = re.compile(r"\d+")
_STEP = re.compile(r"(?<!\d)(\d{1,9}) ?\+ ?(\d{1,9}) ?= ?(\d{1,9})(?!\d)")
_INSTEAD = {"=": "== asks whether two numbers are the same", "&": "write and", "|": "write or", "!": "write not or !="}


class CheckerError(ValueError):
    """A rule that cannot be read: at which character (from 1), what is wrong, and what would be right."""

    def __init__(self, place: int, wrong: str, right: str) -> None:
        self.place, self.wrong, self.right = place, wrong, right
        super().__init__(f"at character {place}: {wrong}; {right}")


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a rule may know of an answer."""

    figures: Mapping[str, float]  # by the names in NAMES
    numbers: frozenset[float]  # that stand in the answer

    @classmethod
    def of(cls, asked: Sum, answer: str) -> Facts:
        """Look at an answer."""
        found, last = _DIGITS.findall(answer), last_number(answer)
        first = last_number(found[0]) if found else None
        steps = [tuple(map(int, step)) for step in _STEP.findall(answer)]
        figures = {
            "total": float(asked.total),
            "last": NOTHING if last is None else float(last),
            "first": NOTHING if first is None else float(first),
            "numbers": float(len(found)),
            "length": float(len(answer)),
            "terms": float(len(asked.terms)),
            "steps": float(len(steps)),
            "steps_right": float(sum(a + b == c for a, b, c in steps)),
        }
        return cls(figures, frozenset(float(number) for number in found if len(number) <= 9))


Meaning = Callable[[Facts], float]


@dataclass(frozen=True)
class Rule:
    """A rule that was read: called with a sum and an answer, it says what the answer is worth, from 0 to 1."""

    text: str
    meaning: Meaning

    def __call__(self, asked: Sum, answer: str) -> float:
        """Return the worth of an answer; it never raises."""
        return max(0.0, min(1.0, self.meaning(Facts.of(asked, answer))))

    def accepts(self, asked: Sum, answer: str) -> bool:
        """Return whether an answer is taken for right."""
        return self(asked, answer) >= ACCEPTED


def read_rule(text: str) -> Rule:
    """Read a rule (raises CheckerError that says where it cannot be read, and what would be right)."""
    if len(text) > LONGEST:
        raise CheckerError(LONGEST + 1, f"a rule of {len(text):,} characters", f"at most {LONGEST} are read")
    return Rule(" ".join(text.split()), _Reader(text).whole())


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # number, name, sign or end
    text: str
    place: int  # from 1


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        kind, place = str(match.lastgroup), match.start(str(match.lastgroup)) + 1
        odd = match[kind]
        if kind == "odd":
            right = _INSTEAD.get(odd, "there are names, numbers, + - * //, comparisons and parentheses")
            raise CheckerError(place, f"'{one_line(odd, 12)}' means nothing here", right)
        tokens.append(_Token(kind, odd, place))
    return [*tokens, _Token("end", "", len(text.rstrip()) + 1)]


class _Reader:
    """Recursive descent: each method reads what binds at least as tightly as its name says."""

    def __init__(self, text: str) -> None:
        self._tokens, self._at, self._depth = _tokens(text), 0, 0

    def whole(self) -> Meaning:
        meaning = self._either()
        if self._now.kind != "end":
            raise self._fault("it should end here, or go on with a sign such as == or and")
        return meaning

    @property
    def _now(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *texts: str) -> str:
        """Step over the next token if it is one of these, and return it; else return nothing."""
        if self._now.kind == "end" or self._now.text not in texts:
            return ""
        self._at += 1
        return self._tokens[self._at - 1].text

    def _fault(self, right: str) -> CheckerError:
        wrong = "the rule ends too soon" if self._now.kind == "end" else f"'{self._now.text[:24]}' does not fit"
        return CheckerError(self._now.place, wrong, right)

    def _either(self) -> Meaning:
        return self._joined(self._both, "or")

    def _both(self) -> Meaning:
        return self._joined(self._negated, "and")

    def _negated(self) -> Meaning:
        if not self._take("not"):
            return self._compared()
        meaning = self._deeper(self._negated)
        return lambda facts: float(not meaning(facts))

    def _compared(self) -> Meaning:
        left = self._added()
        sign = self._take(*_COMPARISONS)
        if not sign:
            return left
        right = self._added()
        if self._now.text in _COMPARISONS:
            raise self._fault("compare two at a time, such as 1 < last and last < 9")
        return _binary(sign, left, right)

    def _added(self) -> Meaning:
        return self._joined(self._multiplied, "+", "-")

    def _multiplied(self) -> Meaning:
        return self._joined(self._signed, "*", "//")

    def _signed(self) -> Meaning:
        if not self._take("-"):
            return self._single()
        meaning = self._deeper(self._signed)
        return lambda facts: -meaning(facts)

    def _single(self) -> Meaning:
        token = self._now
        if token.kind == "number":
            self._at += 1
            return _constant(min(LARGEST, float(token.text)))
        if self._take("("):
            return self._closed()
        if token.kind == "name" and token.text not in ("and", "or", "not"):
            self._at += 1
            return self._named(token)
        raise self._fault("a name, a number or ( should stand here")

    def _named(self, token: _Token) -> Meaning:
        name = token.text
        if name in ("true", "false"):
            return _constant(float(name == "true"))
        if name in NAMES:
            return lambda facts: facts.figures[name]
        if name != "has":
            near = get_close_matches(name, [*NAMES, *_WORDS], 1)
            known = f"perhaps {near[0]}" if near else f"there is {', '.join(NAMES)} and has(n)"
            raise CheckerError(token.place, f"'{name[:24]}' is no name", known)
        if not self._take("("):
            raise self._fault("has needs a number in parentheses, such as has(total)")
        number = self._closed()
        return lambda facts: float(number(facts) in facts.numbers)

    def _closed(self) -> Meaning:
        meaning = self._deeper(self._either)
        if not self._take(")"):
            raise self._fault("a closing parenthesis should stand here")
        return meaning

    def _joined(self, part: Callable[[], Meaning], *signs: str) -> Meaning:
        meaning = part()
        while sign := self._take(*signs):
            meaning = _binary(sign, meaning, part())
        return meaning

    def _deeper(self, part: Callable[[], Meaning]) -> Meaning:
        self._depth += 1
        if self._depth > DEEPEST:
            raise CheckerError(self._now.place, "nested too deep", f"at most {DEEPEST} deep")
        meaning = part()
        self._depth -= 1
        return meaning


_COMPARISONS: dict[str, Callable[[float, float], float]] = {
    "==": lambda a, b: float(a == b),
    "!=": lambda a, b: float(a != b),
    "<": lambda a, b: float(a < b),
    "<=": lambda a, b: float(a <= b),
    ">": lambda a, b: float(a > b),
    ">=": lambda a, b: float(a >= b),
}
_OPERATIONS: dict[str, Callable[[float, float], float]] = {
    **_COMPARISONS,
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "//": lambda a, b: a // b if b else 0.0,  # nothing divided by zero may raise
    "and": lambda a, b: float(bool(a and b)),
    "or": lambda a, b: float(bool(a or b)),
}


def _binary(sign: str, left: Meaning, right: Meaning) -> Meaning:
    operation = _OPERATIONS[sign]
    return lambda facts: max(-LARGEST, min(LARGEST, operation(left(facts), right(facts))))


def _constant(value: float) -> Meaning:
    return lambda _: value
