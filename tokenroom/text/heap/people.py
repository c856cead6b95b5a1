"""People who do not exist: names, numbers and addresses, and the lines in which they are listed."""

from __future__ import annotations

from dataclasses import dataclass

from tokenroom.text.heap.dice import Dice
from tokenroom.text.heap.files import PeopleFile


@dataclass(frozen=True, slots=True)
class Line:
    """A line about somebody, and the contacts in it."""

    text: str
    contacts: tuple[str, ...]


def entry(people: PeopleFile, dice: Dice) -> Line:
    """Return somebody's entry in a list."""
    return _filled(dice.one(people.entries), people, dice)


def note(people: PeopleFile, dice: Dice) -> Line:
    """Return what is put under an article, with somebody's contacts in it."""
    return _filled(dice.one(people.notes), people, dice)


def byline(people: PeopleFile, dice: Dice) -> Line:
    """Return who wrote an article and how to reach them."""
    return _filled("Written by {name} ({mail})", people, dice)


def _filled(form: str, people: PeopleFile, dice: Dice) -> Line:
    given, family = dice.one(people.given), dice.one(people.family)
    mail = f"{given}.{family.replace(' ', '')}@{dice.one(people.mail_hosts)}".lower()
    number = dice.digits(dice.one(people.numbers))
    facts = {
        "name": f"{given} {family}",
        "street": dice.one(people.streets),
        "house": str(dice.number(1, 99)),
        "town": dice.one(people.towns),
        "job": dice.one(people.jobs),
        "mail": mail,
        "number": number,
    }
    text = form
    for name, fact in facts.items():
        text = text.replace("{" + name + "}", fact)
    return Line(text, tuple(contact for contact in (mail, number) if contact in text))
