"""Reading a typed line: what the player wants, or an answer in scores, chips or a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tokenroom.errors import one_line
from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import Answer, AnswerChips, AnswerGuess, AnswerScores
from tokenroom.plain.naming import Desk

Kind = Literal["scores", "chips", "guess"]
Word = Literal["help", "hint", "passage"]
_WORDS: dict[str, Word] = {"?": "help", "help": "help", "hint": "hint", "passage": "passage"}
_KIND = re.compile(r"(scores|chips|guess)(?:\s*:|\s|$)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_CHIPS = re.compile(r"\+?[0-9]{1,9}")
_ENTRY = re.compile(
    r'\s*+(?:#(?P<place>[0-9]{1,9})|"(?P<exact>(?:[^"\\]|\\.)*+)"|(?P<name>[^\s"#]\S*?|[#"]))'
    r"\s*+(?:=|(?<=\s))\s*+(?P<value>[^\s,;]++)(?:\s*+[,;]\s*+|\s++|$)"
)


@dataclass(frozen=True, slots=True)
class Give:
    """Give this answer."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Try:
    """Show what softmax makes of this answer, without giving it."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Find:
    """List the tokens that begin with `text`."""

    text: str


@dataclass(frozen=True, slots=True)
class Say:
    """Show one of the things that a single word asks for."""

    word: Word


Request = Give | Try | Find | Say


def read_request(line: str, desk: Desk, answer_in: Kind) -> Request:
    """Return what a typed line asks for (raises AnswerError with one line that says what is wrong with it).

    Args:
        line: what was typed; empty is the instinct's own answer.
        desk: the tokens that it may name.
        answer_in: what numbers mean when the line does not say.
    """
    text = line.strip()
    first, rest = [*text.split(None, 1), "", ""][:2]
    if text.casefold() in _WORDS:
        return Say(_WORDS[text.casefold()])
    if first.casefold() == "find":
        return Find(rest.strip())
    if first.casefold() == "try":
        return Try(read_answer(rest.strip(), desk, answer_in))
    return Give(read_answer(text, desk, answer_in))


def read_answer(text: str, desk: Desk, answer_in: Kind) -> Answer:
    """Return the answer that `text` holds; `scores`, `chips` or `guess` in front of it overrides `answer_in`."""
    match = _KIND.match(text)
    kind = match[1].casefold() if match else answer_in
    body = text[match.end() :].strip() if match else text
    if not body and (not match or kind != "guess"):
        return AnswerScores({})
    if kind == "guess":
        return _read_guess(body, desk)
    entries = _entries(body, desk)
    if kind == "chips":
        return AnswerChips({token: _chips(value) for token, value in entries})
    return AnswerScores({token: _number(value) for token, value in entries})


def _read_guess(body: str, desk: Desk) -> AnswerGuess:
    entries = _named(body.removesuffix("%").rstrip(), desk) if body else []
    if len(entries) != 1:
        raise AnswerError("a guess is one token and how sure you are in per cent, such as: guess #1 60")
    ((token, value),) = entries
    return AnswerGuess(token, _number(value))


def _entries(body: str, desk: Desk) -> list[tuple[int, str]]:
    """Tokens and what was written beside each: numbers in the list's order, or each with its token's name."""
    parts = [part for part in re.split(r"[\s,;]+", body) if part]
    if not parts or re.search(r'[=#"]', body) or _opens_with_name(body, desk):
        return _named(body, desk)
    if desk.is_whole:
        return _in_order(body, parts, desk)
    if all(_is_number(part) for part in parts) and not desk.are_numbers:
        raise AnswerError("name the token that each number belongs to, such as: #1 3.5, #2 1")
    return _named(body, desk)


def _opens_with_name(body: str, desk: Desk) -> bool:
    first = body.split(None, 1)[0]
    return desk.knows(first) and not _is_number(first)


def _in_order(body: str, parts: Sequence[str], desk: Desk) -> list[tuple[int, str]]:
    groups = re.split(r"\s*[,;]\s*", body.strip())
    if len(groups) > 1 and any(len(group.split()) > 1 for group in groups):
        raise AnswerError("commas and spaces both: write numbers in order, 3 1 6 2, or #1 3, #2 1")
    for part in parts:
        _number(part)
    if len(parts) != len(desk.vocabulary):
        wanted, numbers = len(desk.vocabulary), f"{len(parts)} number" + ("s" if len(parts) > 1 else "")
        raise AnswerError(f"you wrote {numbers} for {wanted} tokens: write {wanted}, or name some: #2 3.5")
    return list(enumerate(parts))


def _named(body: str, desk: Desk) -> list[tuple[int, str]]:
    entries: dict[int, str] = {}
    at = 0
    while at < len(body):
        match = _ENTRY.match(body, at)
        if match is None:
            raise AnswerError(f"{_quoted(body[at:])} is not a token and a number, such as: #1 3.5, dog 2")
        token, at = _token(match, desk), match.end()
        if token in entries:
            raise AnswerError(f"{desk.vocabulary.label(token)} is named twice")
        entries[token] = match["value"]
    return list(entries.items())


def _token(match: re.Match[str], desk: Desk) -> int:
    if match["place"]:
        return desk.by_place(int(match["place"]))
    if match["exact"] is not None:
        return desk.by_text(match["exact"])
    name = match["name"]
    if _is_number(name) and not desk.are_numbers:
        raise AnswerError(f'{_quoted(name)} could be a place or a token: write #1 or "1"')
    return desk.by_name(name)


def _number(text: str) -> float:
    if not _is_number(text):
        raise AnswerError(f"{_quoted(text)} is not a number")
    return float(text)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _chips(text: str) -> int:
    if not _CHIPS.fullmatch(text):
        raise AnswerError(f"{_quoted(text)} is not a whole number of chips")
    return int(text)


def _quoted(text: str) -> str:
    return f"'{one_line(text.strip(), 20)}'"
