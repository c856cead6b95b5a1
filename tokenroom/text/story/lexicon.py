"""The words of a storyteller: lists of words, and tables of people, places and things with their attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tokenroom.errors import BadInput
from tokenroom.schema import Data, read_toml

PRONOUNS = {
    "she": {"they": "she", "them": "her", "their": "her", "theirs": "hers", "themself": "herself"},
    "he": {"they": "he", "them": "him", "their": "his", "theirs": "his", "themself": "himself"},
    "it": {"they": "it", "them": "it", "their": "its", "theirs": "its", "themself": "itself"},
}
Entity = Mapping[str, str]  # attribute -> value; every one has name, is (she, he, it) and plural


class TableData(Data, frozen=True):
    """Rows of one table, a line each, cells set apart by |."""

    columns: str
    rows: str


class WordsFile(Data, frozen=True):
    """One file in `words/`."""

    format_version: int
    words: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    table: dict[str, TableData] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of a grammar."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tables: dict[str, tuple[Entity, ...]] = field(default_factory=dict)


def load_lexicon(folder: Path) -> Lexicon:
    """Read every file in `folder`.

    Raises:
        BadInput: no file, an empty list, a row of the wrong length, a name that comes twice.
    """
    lexicon = Lexicon()
    for path in toml_files(folder):
        data = read_toml(path, WordsFile)
        for name, words in data.words.items():
            _check_new(name, words, lexicon.words, path, f"words.{name}")
            lexicon.words[name] = words
        for name, table in data.table.items():
            entities = _read_table(table, path, f"table.{name}")
            _check_new(name, entities, lexicon.tables, path, f"table.{name}")
            lexicon.tables[name] = entities
    return lexicon


def toml_files(folder: Path) -> list[Path]:
    """Return the TOML files in `folder` by name; raises BadInput when there is none."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise BadInput(folder, "", "holds no .toml file", "put the words, steps or plots there")
    return paths


def plural(noun: str) -> str:
    """Return the regular plural of `noun`.

    >>> plural("penny whistle"), plural("box"), plural("berry"), plural("key")
    ('penny whistles', 'boxes', 'berries', 'keys')
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _check_new(name: str, items: tuple[object, ...], known: Mapping[str, object], path: Path, key: str) -> None:
    if not items:
        raise BadInput(path, key, "is empty", "write at least one word or row")
    if name in known:
        raise BadInput(path, key, "is there already", "choose another name, or put them together")


def _read_table(table: TableData, path: Path, key: str) -> tuple[Entity, ...]:
    columns = _cells(table.columns)
    if "name" not in columns:
        raise BadInput(path, f"{key}.columns", "has no column 'name'", "begin with name")
    lines = [line for line in table.rows.splitlines() if line.strip()]
    entities = tuple(_read_row(columns, line, path, f"{key}.rows line {i}") for i, line in enumerate(lines, 1))
    names = [entity["name"] for entity in entities]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise BadInput(path, f"{key}.rows", f"has {twice[0]!r} twice", "give every row a name of its own")
    return entities


def _read_row(columns: list[str], line: str, path: Path, key: str) -> Entity:
    cells = _cells(line)
    if len(cells) != len(columns) or not all(cells):
        wrong = f"has {sum(map(bool, cells))} cells, the table has {len(columns)} columns"
        raise BadInput(path, key, wrong, "write a cell for each column, - for nothing")
    entity = dict(zip(columns, cells, strict=True))
    entity = {"is": "it", "plural": plural(entity["name"]), **entity}
    if entity["is"] not in PRONOUNS:
        raise BadInput(path, key, f"has {entity['is']!r} in the column 'is'", f"write {', '.join(PRONOUNS)}")
    return entity


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
