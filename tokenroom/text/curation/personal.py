"""Personal data: e-mail addresses, telephone numbers, and the lines that are nothing but somebody's entry in a list.

Nobody can find all of it. What has a form (an address with @, a number in groups) is found by its form; a name alone
has none. phonenumbers, the usual library, knows the numbering plans of real countries and must be told which; these
rules find numbers of any, and are read in a minute.
"""

from __future__ import annotations

import re
from typing import Literal

Personal = Literal["keep", "contacts", "digits"]
MASK = "…"
ENTRY_WORDS = 9  # a line with contacts and fewer other words is an entry, and goes whole
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+(?:@| ?[(\[]at[)\]] ?)[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,8}+")
_NUMBER = re.compile(r"(?<![\w.,:/-])(?:\+|\()?\d(?:[ ().\u00a0/-]{0,2}\d){5,16}+(?![\w:]|[.,]\d)")
_CALL = re.compile(r"(?:\btel(?:ephone)?|\bphone|\bcall|\bring|\bfax|\bmobile|☎)\W{0,3}$", re.IGNORECASE)
_DATE = re.compile(r"\d{4}[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ]\d{4}|\d{4}[ ]?[-/][ ]?\d{4}")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


def without_personal_data(text: str, how: Personal) -> tuple[str, list[str]]:
    """Return a text without what tells of persons, and what was taken.

    Args:
        text: paragraphs.
        how: "contacts" takes addresses and numbers, and lines that hold little else; "digits" takes every line with a
            digit in it, whatever it says; "keep" takes nothing.
    """
    if how == "keep":
        return text, []
    taken: list[str] = []
    take = _take_digits if how == "digits" else _take_contacts
    lines = [left for line in text.split("\n") if (left := take(line, taken)) is not None]
    return "\n".join(lines), taken


def _take_digits(line: str, taken: list[str]) -> str | None:
    if not _DIGIT.search(line):
        return line
    taken.append(line)
    return None


def _take_contacts(line: str, taken: list[str]) -> str | None:
    """Return a line with a mark in the place of each contact; None if nothing worth keeping is left."""
    found: list[str] = []

    def mask(match: re.Match[str]) -> str:
        found.append(match[0])
        return MASK

    left = _NUMBER.sub(lambda match: mask(match) if is_telephone(match) else match[0], _MAIL.sub(mask, line))
    if not found:
        return line
    is_entry = len(_WORD.findall(left)) < ENTRY_WORDS
    taken += [line] if is_entry else found
    return None if is_entry else left


def is_telephone(match: re.Match[str]) -> bool:
    """Whether digits in groups are a telephone number: not a date, not two years, not a plain count of something."""
    number = match[0]
    digits = sum(c.isdigit() for c in number)
    if _DATE.fullmatch(number) or digits > 15:
        return False
    if _CALL.search(match.string, max(0, match.start() - 12), match.start()):
        return True
    groups = len(re.findall(r"\d+", number))
    return number[0] in "+(" or (digits >= 7 and groups >= 2) or (digits >= 9 and number[0] == "0")
