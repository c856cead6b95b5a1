"""What is so in a tale: conditions that ask the world, effects that change it, both written as short plain lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

Value = str | int
World = dict[str, Value]
Possible = dict[str, set[Value]]  # every value that a key might have, as far as anyone can tell before telling

_KEY = r"#?[A-Za-z][\w.-]*"
_CONDITION = re.compile(rf"(?:(not) )?({_KEY})(?: (=|!=|<|>) (\S+))?")
_EFFECT = re.compile(rf"({_KEY}) = (\S+)(?: ([-+*]) (\S+))?")


class Condition(NamedTuple):
    """One question to the world, such as `thing.at = spot`; `op` is one of `set`, `unset`, `=`, `!=`, `<`, `>`."""

    key: str
    op: str = "set"
    value: Value = ""
    is_key: bool = False  # `value` is itself a key to look up


class Effect(NamedTuple):
    """One change of the world, such as `#left = #have - #gift`; `op` is empty where nothing is reckoned."""

    key: str
    left: tuple[Value, bool]  # a value, and whether it is a key to look up
    op: str = ""
    right: tuple[Value, bool] = ("", False)


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Read `a.b = c, not d, #e > 3`; a right side with a dot or a # is looked up, any other is taken as it stands.

    Raises:
        ValueError: a condition that cannot be read.
    """
    return tuple(_parse_condition(part.strip()) for part in text.split(",") if part.strip())


def parse_effects(text: str) -> tuple[Effect, ...]:
    """Read `a.b = c, #d = #e + 2`; raises ValueError for an effect that cannot be read."""
    return tuple(_parse_effect(part.strip()) for part in text.split(",") if part.strip())


def holds(conditions: tuple[Condition, ...], world: Mapping[str, Value]) -> bool:
    """Tell whether every condition is so; a key that was never set equals nothing."""
    for key, op, value, is_key in conditions:
        have = world.get(key)
        want = world.get(str(value)) if is_key else value
        if not _so(have, op, want):
            return False
    return True


def carry_out(effects: tuple[Effect, ...], world: World) -> None:
    """Change `world` by every effect, one after another."""
    for key, left, op, right in effects:
        first = _value(left, world)
        world[key] = _reckon(int(first), op, int(_value(right, world))) if op else first


def could_hold(condition: Condition, possible: Possible) -> bool:
    """Tell whether some values in `possible` make `condition` so; numbers are trusted to fit."""
    key, op, value, is_key = condition
    have = possible.get(key, set())
    if op in ("unset", "!="):
        return True  # it may not have been set yet
    if op == "=" and not key.startswith("#"):
        return bool(have & possible.get(str(value), set())) if is_key else value in have
    return bool(have)


def note_effects(effects: tuple[Effect, ...], possible: Possible) -> None:
    """Add to `possible` what `effects` could bring about; a number that is reckoned stands as 0."""
    for key, (value, is_key), op, _ in effects:
        new: set[Value] = {0} if op else possible.get(str(value), set()) if is_key else {value}
        possible[key] = possible.get(key, set()) | new


def used_keys(condition: Condition) -> list[str]:
    """Return the keys that a condition looks up."""
    return [condition.key, str(condition.value)] if condition.is_key else [condition.key]


def effect_keys(effect: Effect) -> list[str]:
    """Return the keys that an effect looks up."""
    return [str(value) for value, is_key in (effect.left, effect.right) if is_key]


def _so(have: Value | None, op: str, want: Value | None) -> bool:
    if op == "=":
        return have == want
    if op == "!=":
        return have != want
    if op == "set" or op == "unset":
        return (have is not None) == (op == "set")
    return isinstance(have, int) and isinstance(want, int) and (have < want if op == "<" else have > want)


def _reckon(a: int, op: str, b: int) -> int:
    return a + b if op == "+" else a - b if op == "-" else a * b


def _value(operand: tuple[Value, bool], world: World) -> Value:
    value, is_key = operand
    return world[str(value)] if is_key else value


def _parse_condition(text: str) -> Condition:
    match = _CONDITION.fullmatch(text)
    if match is None or (match[1] and match[3]):
        raise ValueError(f"has {text!r}, which is no condition")
    if match[3] is None:
        return Condition(match[2], "unset" if match[1] else "set")
    return Condition(match[2], match[3], *_operand(match[4]))


def _parse_effect(text: str) -> Effect:
    match = _EFFECT.fullmatch(text)
    if match is None:
        raise ValueError(f"has {text!r}, which is no effect")
    if match[3] is None:
        return Effect(match[1], _operand(match[2]))
    return Effect(match[1], _operand(match[2]), match[3], _operand(match[4]))


def _operand(text: str) -> tuple[Value, bool]:
    if re.fullmatch(r"\d+", text):
        return int(text), False
    return text, "." in text or text.startswith("#")
