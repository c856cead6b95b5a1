"""Reading a storyteller's grammar from a folder of TOML files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from tokenroom.errors import BadInput
from tokenroom.schema import Data, read_toml
from tokenroom.text.story.facts import World, effect_keys, holds, parse_conditions, parse_effects, used_keys
from tokenroom.text.story.grammar import PARAGRAPH, Beat, Casting, Grammar, Line, Plot, Step
from tokenroom.text.story.lexicon import Lexicon, load_lexicon, toml_files
from tokenroom.text.story.template import Count, Part, Slot, parse, pieces

T = TypeVar("T")
_BEAT = re.compile(r"([a-z][a-z-]*)(\?)?(\d+)?")
_LINE = re.compile(r"(?:\[([^\]]*)\] *)?(.*)")


class StepData(Data, frozen=True):
    """A step as it is written: the beat it serves, what it needs, what it makes so, and how it is told."""

    beat: str
    needs: str = ""
    makes: str = ""
    says: str = ""  # one wording a line; [conditions] before a wording


class PlotData(Data, frozen=True):
    """A plot as it is written."""

    titles: str
    cast: dict[str, str]  # role -> "table" or "table: conditions on its columns"
    story: str  # beats in order; | a paragraph; beat? where it fits; beat?40 so many times in a hundred
    numbers: dict[str, tuple[int, int]] = msgspec.field(
        default_factory=dict
    )  # drawn anew for each tale, both ends included
    start: str = ""
    asks: str = ""  # "question => answer", one a line


class PlotFile(Data, frozen=True):
    """One file in `plots/`."""

    format_version: int
    plot: PlotData
    step: tuple[StepData, ...]


class SharedFile(Data, frozen=True):
    """One file in `shared/`: steps that any plot with the right cast may use, and roles that every plot has."""

    format_version: int
    cast: dict[str, str] = msgspec.field(default_factory=dict)
    step: tuple[StepData, ...] = ()


def read_grammar(folder: Path) -> Grammar:
    """Read `words/`, `shared/` and `plots/` in `folder`; whether every step can happen is left to the check.

    Raises:
        BadInput: a file that does not fit, a condition, effect or slot that cannot be read, an unknown table or
            beat, a role that nobody can play.
    """
    lexicon = load_lexicon(folder / "words")
    shared = [(path, read_toml(path, SharedFile)) for path in toml_files(folder / "shared")]
    cast = {role: text for _, data in shared for role, text in data.cast.items()}
    steps = [step for path, data in shared for step in _read_steps(path, data.step)]
    plots = tuple(_read_plot(path, cast, steps, lexicon) for path in toml_files(folder / "plots"))
    _check_used(steps, plots, "is fit for no plot", "name only roles of the common cast, and a beat of some plot")
    return Grammar(plots, lexicon)


def _read_plot(path: Path, cast: dict[str, str], shared: list[Step], lexicon: Lexicon) -> Plot:
    file = read_toml(path, PlotFile)
    data = file.plot
    roles = data.cast | {role: text for role, text in cast.items() if role not in data.cast}
    own = _read_steps(path, file.step)
    _check_roles(own, roles)
    steps = [*own, *(step for step in shared if step.roles <= roles.keys())]
    plot = Plot(
        file=path,
        name=path.stem,
        titles=_read_titles(data.titles, path),
        cast=tuple(_read_casting(role, text, path, lexicon) for role, text in roles.items()),
        numbers={f"#{name}": _read_limits(name, limits, path) for name, limits in data.numbers.items()},
        start=_reading(path, "plot.start", lambda: parse_effects(data.start)),
        story=tuple(_read_beat(word, steps, path) for word in data.story.split()),
        asks=_read_asks(data.asks, path),
    )
    _check_used(own, (plot,), "serves a beat that the story does not have", "put the beat into plot.story")
    return plot


def _read_titles(text: str, path: Path) -> tuple[Line, ...]:
    titles = _read_lines(text, path, "plot.titles")
    if all(line.needs for line in titles):
        raise BadInput(path, "plot.titles", "is empty, or has nothing that always fits", "write a title a line")
    return titles


def _read_limits(name: str, limits: tuple[int, int], path: Path) -> tuple[int, int]:
    low, high = limits
    if low > high:
        raise BadInput(path, f"plot.numbers.{name}", f"goes from {low} to {high}", "write the smaller one first")
    return limits


def _check_roles(steps: list[Step], roles: Mapping[str, str]) -> None:
    for step in steps:
        unknown = sorted(step.roles - roles.keys())
        if unknown:
            wrong = f"names the role {unknown[0]!r}, whom the cast does not have"
            raise BadInput(step.file, step.key, wrong, f"there is {', '.join(sorted(roles))}")


def _check_used(steps: list[Step], plots: tuple[Plot, ...], wrong: str, right: str) -> None:
    used = {step for plot in plots for beat in plot.story for step in beat.steps}
    for step in steps:
        if step not in used:
            raise BadInput(step.file, step.key, wrong, right)


def _read_casting(role: str, text: str, path: Path, lexicon: Lexicon) -> Casting:
    key = f"plot.cast.{role}"
    table, _, wanted = (part.strip() for part in text.partition(":"))
    if table not in lexicon.tables:
        raise BadInput(path, key, f"names the table {table!r}", f"there is {', '.join(sorted(lexicon.tables))}")
    conditions = _reading(path, key, lambda: parse_conditions(wanted))
    unknown = {c.key for c in conditions} - set(lexicon.tables[table][0])
    if unknown:
        raise BadInput(path, key, f"asks for the column {min(unknown)!r}", f"{table} has no such column")
    fixed = tuple(c for c in conditions if not c.is_key)
    facts = tuple(entity for entity in lexicon.tables[table] if holds(fixed, entity))
    if not facts:
        raise BadInput(path, key, "can be played by nobody", f"ask for less, or add to the table {table}")
    candidates: tuple[World, ...] = tuple({f"{role}.{k}": v for k, v in entity.items()} for entity in facts)
    needs = tuple(c._replace(key=f"{role}.{c.key}") for c in conditions if c.is_key)
    return Casting(role, table, candidates, needs)


def _read_beat(word: str, steps: list[Step], path: Path) -> Beat:
    if word == PARAGRAPH:
        return Beat(word, (), may_fail=False, percent=100)
    match = _BEAT.fullmatch(word)
    if match is None:
        raise BadInput(path, "plot.story", f"has {word!r}, which is no beat", "write beat, beat? or beat?40")
    fitting = tuple(step for step in steps if step.beat == match[1])
    if not fitting:
        raise BadInput(
            path, "plot.story", f"has the beat {match[1]!r}, which no step with this cast serves", "write one"
        )
    return Beat(match[1], fitting, may_fail=bool(match[2]), percent=int(match[3] or 100))


def _read_steps(path: Path, data: tuple[StepData, ...]) -> list[Step]:
    return [_read_step(path, f"step {i} ({step.beat})", step) for i, step in enumerate(data, 1)]


def _read_step(path: Path, key: str, data: StepData) -> Step:
    needs = _reading(path, f"{key}.needs", lambda: parse_conditions(data.needs))
    makes = _reading(path, f"{key}.makes", lambda: parse_effects(data.makes))
    lines = _read_lines(data.says, path, f"{key}.says")
    if all(line.needs for line in lines) and (lines or not makes):
        wrong = "says nothing that always fits" if lines else "says nothing and makes nothing so"
        raise BadInput(path, f"{key}.says", wrong, "give it a wording without conditions")
    keys = [k for c in needs for k in used_keys(c)] + [k for e in makes for k in effect_keys(e)]
    keys += [k for line in lines for c in line.needs for k in used_keys(c)]
    roles = {k.split(".")[0] for k in keys if "." in k} | {role for line in lines for role in _roles_in(line.parts)}
    return Step(path, key, data.beat, needs, makes, lines, frozenset(roles))


def _read_lines(text: str, path: Path, key: str) -> tuple[Line, ...]:
    written = [(i, line.strip()) for i, line in enumerate(text.splitlines(), 1) if line.strip()]
    return tuple(_read_line(line, path, f"{key} line {i}") for i, line in written)


def _read_line(text: str, path: Path, key: str, before: str = "") -> Line:
    match = _LINE.fullmatch(text)
    assert match is not None  # the pattern fits any line
    needs = _reading(path, key, lambda: parse_conditions(match[1] or ""))
    return Line(needs, _reading(path, key, lambda: parse(match[2], before)), key)


def _read_asks(text: str, path: Path) -> tuple[tuple[Line, Line], ...]:
    pairs = [line.partition(" => ") for line in text.splitlines() if line.strip()]
    for i, (question, arrow, answer) in enumerate(pairs, 1):
        if not (question.strip() and arrow and answer.strip()):
            raise BadInput(path, f"plot.asks line {i}", "is no question with its answer", "write question => answer")
    return tuple(
        (_read_line(q.strip(), path, "plot.asks"), _read_line(a, path, "plot.asks", ", ")) for q, _, a in pairs
    )


def _roles_in(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in pieces(parts):
        if isinstance(part, Slot):
            yield from (reference.role for reference in part.references)
        elif isinstance(part, Count) and part.role:
            yield part.role


def _reading(path: Path, key: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except ValueError as error:
        raise BadInput(path, key, str(error), "see the other lines of this file for the form") from error
