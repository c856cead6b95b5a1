"""Blocked addresses: hosts by name, and patterns such as *free-goose* for all that nobody has listed yet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import translate
from urllib.parse import urlsplit

LONGEST = 2_000  # characters of an address that are looked at
_SAVED = re.compile(r"<!-- saved from url=\(\d{1,6}\)(\S{1,2000}) -->")
_CANONICAL = re.compile(
    r"""<link[^<>]{0,200}?rel=["']?canonical["']?[^<>]{0,200}?href=["']?([^\s"'<>]{1,2000})""", re.I
)
MOST_STARS = 4  # in a pattern: each may be tried at every place of an address


class BadRule(ValueError):  # noqa: N818 - it names what was written
    """A line of a block list that cannot be followed."""


@dataclass(frozen=True)
class AddressRules:
    """Hosts that are blocked with all below them, and patterns of whole addresses, * for anything."""

    hosts: frozenset[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    def blocks(self, url: str) -> str | None:
        """Return the rule that blocks an address, None if none does."""
        address = url[:LONGEST].casefold()
        labels = host_of(address).split(".")
        above = (".".join(labels[n:]) for n in range(len(labels)))
        host = next((name for name in above if name in self.hosts), None)
        return host or next((rule for rule, pattern in self.patterns if pattern.match(address)), None)


def parse_rules(lines: Iterable[str]) -> AddressRules:
    """Read rules, one a line: `host.example`, or a pattern with *; what follows # is for people (raises BadRule)."""
    rules = [rule for line in lines if (rule := line.partition("#")[0].strip().casefold())]
    for number, rule in enumerate(rules, start=1):
        if len(rule) > LONGEST or rule.count("*") > MOST_STARS or any(c.isspace() for c in rule):
            raise BadRule(f"rule {number}, {rule[:40]!r}, is no host and no pattern with at most {MOST_STARS} *")
    patterns = tuple((rule, re.compile(_as_regex(rule))) for rule in rules if "*" in rule)
    return AddressRules(frozenset(rule for rule in rules if "*" not in rule), patterns)


def address_in(html: str) -> str | None:
    """Return the address that a page says it is from: a browser notes it when it saves one, or there is a link."""
    match = _SAVED.search(html) or _CANONICAL.search(html)
    return match[1] if match else None


def host_of(url: str) -> str:
    """Return the host of an address in small letters; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:  # such as http://[/
        return ""


def _as_regex(rule: str) -> str:
    """Every * stands for anything; nothing else is special."""
    return translate(rule.replace("[", "[[]").replace("?", "[?]"))
