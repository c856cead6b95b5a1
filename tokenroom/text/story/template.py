"""Templates of a tale: a line with slots is read once into parts, and filled again and again from the world."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tokenroom.text.story.facts import Value
from tokenroom.text.story.lexicon import PRONOUNS
from tokenroom.text.story.numerals import in_words

AGREEING = {"is": "are", "was": "were", "has": "have", "lies": "lie", "comes": "come"}
BREAK = "\n\n"
_PIECE = re.compile(r"\{([^{}]*)\}|<([^<>]*)>|(?:^| )/(?: |$)")
_REFERENCE = re.compile(r"([A-Za-z][\w-]*)(?:\.([\w-]+))?(?:\.([\w-]+))?(!)?")
_RESUMED = re.compile(r',"[^"]*, "$')
_VERB_NEXT = re.compile(r" (?!the |and |or |of )[a-z]")
_AN = re.compile(r"(?!one\b|uni|use|eu)[aeiou]|hour|honest", re.IGNORECASE)


class Dice(Protocol):
    """Where chance comes from."""

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1."""
        ...


@dataclass(slots=True)
class Voice:
    """Who tells: the world as it is now, the dice, and whom a pronoun would mean at this place of the text.

    Args:
        world: every fact by its key, `role.attribute` or a plain word.
        dice: chance.
        words: lists of words for `{~list}`.
        figures: numbers as 7 and not as seven.
        focus: she, he and it -> the role that was named last in this paragraph.
        subject: the role that this sentence, or the one before it, is about.
    """

    world: Mapping[str, Value]
    dice: Dice
    words: Mapping[str, Sequence[str]]
    figures: bool
    focus: dict[str, str] = field(default_factory=dict)
    subject: str = ""

    def forget(self) -> None:
        """Begin a paragraph: nobody has been named in it."""
        self.focus.clear()
        self.subject = ""

    def name(self, role: str) -> str:
        """Name `role`, and let its pronoun mean it from here on."""
        self.focus[str(self.world[role + ".is"])] = role
        self.subject = self.subject or role
        return str(self.world[role + ".name"])

    def pronoun(self, role: str, form: str, forced: bool) -> str:
        """Say `she` for `role` where nobody else could be meant (or where it is `forced`), else its name."""
        gender = str(self.world[role + ".is"])
        if forced or form == "themself" or self.focus.get(gender) == role:
            return PRONOUNS[gender][form]
        name = self.name(role) if gender != "it" else "the " + self.name(role)
        return name + "'s" if form.startswith("their") else name

    def would_repeat(self, role: str) -> bool:
        """Tell whether a pronoun would do where `role` begins a sentence; three times in four it should."""
        gender = str(self.world[role + ".is"])
        return self.subject == self.focus.get(gender) == role and gender != "it" and self.dice.below(4) > 0

    def number(self, value: Value, at_start: bool = False) -> str:
        """Write a number in this tale's manner; a sentence never starts with a figure, a large number is always one."""
        n = int(value)
        return str(n) if (self.figures and not at_start) or not 0 <= n < 100 else in_words(n)


@dataclass(frozen=True, slots=True)
class Reference:
    """`role`, `role.attribute`, `role.they`, or `role.key.attribute`, where `role.key` holds the role that is meant."""

    role: str
    via: str  # key that holds the role, empty where `role` itself is meant
    attribute: str
    forced: bool

    def fill(self, voice: Voice) -> str:
        """Return what it says now."""
        role = str(voice.world[self.via]) if self.via else self.role
        if self.attribute in PRONOUNS["it"]:
            return voice.pronoun(role, self.attribute, self.forced)
        if self.attribute == "name":
            return voice.name(role)
        value = voice.world[f"{role}.{self.attribute}"]
        if f"{value}.name" in voice.world:
            return voice.name(str(value))
        return voice.number(value) if isinstance(value, int) else value


@dataclass(frozen=True, slots=True)
class Slot:
    """`{the adj thing}`: references one after another, with an article where there is one."""

    article: str
    references: tuple[Reference, ...]
    capital: bool
    soft: bool = False  # a name that begins a sentence, and may give way to a pronoun

    def fill(self, voice: Voice) -> str:
        """Return the words, the article right for the first of them."""
        if self.soft:
            role = self.references[0].role
            if voice.would_repeat(role):
                return PRONOUNS[str(voice.world[role + ".is"])]["they"].capitalize()
            voice.subject = role
        text = " ".join([reference.fill(voice) for reference in self.references])
        if self.article:
            text = f"{article(text) if self.article == 'a' else 'the'} {text}"
        return text[0].upper() + text[1:] if self.capital else text


@dataclass(frozen=True, slots=True)
class Count:
    """`{#n}` says a number, `{#n thing}` so many things, `{was #n}` the verb that goes with so many."""

    key: str
    role: str
    verb: str
    capital: bool

    def fill(self, voice: Voice) -> str:
        """Return the number, the number and the noun, or the verb."""
        one = voice.world[self.key] == 1
        if self.verb:
            return self.verb if one else AGREEING[self.verb]
        text = voice.number(voice.world[self.key], at_start=self.capital)
        if self.role:
            voice.focus["it"] = self.role
            text += f" {voice.world[self.role + ('.name' if one else '.plural')]}"
        return text[0].upper() + text[1:] if self.capital else text


@dataclass(frozen=True, slots=True)
class Any:
    """`{~list}`: any word of a list, another one every time."""

    name: str
    article: str
    capital: bool

    def fill(self, voice: Voice) -> str:
        """Return one of the words."""
        words = voice.words[self.name]
        text = words[voice.dice.below(len(words))]
        if self.article:
            text = f"{article(text) if self.article == 'a' else 'the'} {text}"
        return text[0].upper() + text[1:] if self.capital else text


@dataclass(frozen=True, slots=True)
class Choice:
    """`<a|b|>`: one of several wordings."""

    wordings: tuple[tuple[Part, ...], ...]

    def fill(self, voice: Voice) -> str:
        """Return one of them, filled."""
        return fill(self.wordings[voice.dice.below(len(self.wordings))], voice)


@dataclass(frozen=True, slots=True)
class Break:
    """` / `: a new paragraph, where a pronoun means nobody yet."""

    def fill(self, voice: Voice) -> str:
        """Forget who was named."""
        voice.forget()
        return BREAK


Part = str | Slot | Count | Any | Choice | Break


def fill(parts: Sequence[Part], voice: Voice) -> str:
    """Return the text of `parts` as `voice` tells it now."""
    return "".join([part if part.__class__ is str else part.fill(voice) for part in parts])  # type: ignore[union-attr]


def parse(text: str, before: str = "") -> tuple[Part, ...]:
    """Read a template; `before` is what stands before it in its sentence.

    Raises:
        ValueError: a brace without its fellow, or a slot that cannot be read.
    """
    parts: list[Part] = []
    end = 0
    for match in _PIECE.finditer(text):
        parts.append(_plain(text[end : match.start()]))
        parts.append(_parse_piece(match, before + text[: match.start()], text[match.end() :]))
        end = match.end()
    parts.append(_plain(text[end:]))
    return tuple(part for part in parts if part != "")


def pieces(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield every part, those inside choices too."""
    for part in parts:
        if isinstance(part, Choice):
            for wording in part.wordings:
                yield from pieces(wording)
        else:
            yield part


def article(text: str) -> str:
    """Return `a` or `an`, whichever goes before `text`."""
    return "an" if _AN.match(text) else "a"


def _plain(text: str) -> str:
    if re.search(r"[{}<>]", text):
        raise ValueError(f"has a brace or a bracket without its fellow near {text[:30]!r}")
    return text


def _parse_piece(match: re.Match[str], before: str, after: str) -> Part:
    slot, wordings = match[1], match[2]
    if wordings is not None:
        return Choice(tuple(parse(wording, before) for wording in wordings.split("|")))
    if slot is None:
        return Break()
    capital = slot.startswith("^") or starts_sentence(before)
    soft = capital and before.count('"') % 2 == 0 and _VERB_NEXT.match(after) is not None
    return _parse_slot(slot.removeprefix("^"), capital, soft)


def starts_sentence(before: str) -> bool:
    """Tell whether what follows `before` is the beginning of a sentence."""
    if before.endswith('"') and before.count('"') % 2:
        return _RESUMED.search(before) is None
    return not before or before.endswith((". ", "! ", "? ", '." ', " / ", "/ "))


def _parse_slot(slot: str, capital: bool, soft: bool) -> Part:
    words = slot.split()
    lead = words.pop(0) if len(words) > 1 and words[0] in {"a", "the", *AGREEING} else ""
    if not words:
        raise ValueError(f"has an empty slot {{{slot}}}")
    if words[0].startswith("#"):
        return Count(words[0], words[1] if len(words) > 1 else "", lead, capital)
    if lead in AGREEING:
        raise ValueError(f"has {{{slot}}}, where a number such as #n is wanted")
    if words[0].startswith("~"):
        return Any(words[0][1:], lead, capital)
    references = tuple(_parse_reference(word, slot) for word in words)
    plain_name = not lead and len(references) == 1 and (references[0].via, references[0].attribute) == ("", "name")
    return Slot(lead, references, capital, soft and plain_name)


def _parse_reference(word: str, slot: str) -> Reference:
    match = _REFERENCE.fullmatch(word)
    if match is None:
        raise ValueError(f"has {{{slot}}}, which is no slot")
    role, second, third, forced = match.groups()
    via = f"{role}.{second}" if third else ""
    return Reference(role, via, third or second or "name", bool(forced))
