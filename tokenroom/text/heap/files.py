"""The files of a heap: what `heaps/NAME/` may say, read and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.schema import Data, read_text, read_toml

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")  # of a heap, a template, a corpus: never a path
PLACES = ("title", "site", "host", "number", "menu", "notice", "footer", "sidebar", "comments", "body")
Kind = Literal["articles", "copies", "others", "spam", "shops", "directories"]
Count = Annotated[int, msgspec.Meta(ge=0, le=2_000)]
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]
Words = Annotated[tuple[Word, ...], msgspec.Meta(min_length=1)]


class PageCounts(Data, frozen=True):
    """How many pages of each kind there are; `copied` is how many of the articles are copied."""

    articles: Annotated[int, msgspec.Meta(ge=1, le=2_000)]
    copies: Count
    copied: Annotated[int, msgspec.Meta(ge=1)]
    others: Count
    spam: Count
    shops: Count
    directories: Count


class HeapFile(Data, frozen=True):
    """`heap.toml`."""

    format_version: Literal[1]
    title: Word
    wanted: Word  # the corpus whose training documents are the good text
    others: Words  # corpora in other languages
    pages: PageCounts


class Site(Data, frozen=True):
    """One site: what stands around its texts."""

    kind: Kind
    name: Word
    host: Word
    template: Word
    menu: Words
    notice: Word
    footer: Word


class SitesFile(Data, frozen=True):
    """`sites.toml`."""

    format_version: Literal[1]
    sites: tuple[Site, ...]


class SpamFile(Data, frozen=True):
    """`spam.toml`: parts that pages of spam are put together from."""

    format_version: Literal[1]
    titles: Words
    sentences: Words
    calls: Words
    hosts: Words
    paths: Words


class ShopsFile(Data, frozen=True):
    """`shops.toml`: parts that pages of shops are put together from."""

    format_version: Literal[1]
    goods: Words
    makes: Words
    colours: Words
    words: Words
    offers: Words


class PeopleFile(Data, frozen=True):
    """`people.toml`: people who do not exist; # is a digit, {name} and the like are filled in."""

    format_version: Literal[1]
    given: Words
    family: Words
    streets: Words
    towns: Words
    jobs: Words
    mail_hosts: Words
    numbers: Words
    entries: Words
    notes: Words


class AdvertsFile(Data, frozen=True):
    """`adverts.toml`: what stands between paragraphs, and below them."""

    format_version: Literal[1]
    adverts: Words
    comments: Words


@dataclass(frozen=True)
class HeapFiles:
    """All files of a heap."""

    folder: Path
    heap: HeapFile
    sites: tuple[Site, ...]
    spam: SpamFile
    shops: ShopsFile
    people: PeopleFile
    adverts: AdvertsFile
    templates: dict[str, Template]
    blocked: dict[str, tuple[str, ...]]  # rules for addresses by the name of their list

    def sites_of(self, kind: Kind) -> list[Site]:
        """Return the sites that carry a kind of page."""
        return [site for site in self.sites if site.kind == kind]


def find_heap(name: str) -> Path:
    """Return the folder of the shipped heap `name` (raises BadInput if there is none); a path is no name."""
    root = content_root() / "heaps"
    known = sorted(path.parent.name for path in root.glob("*/heap.toml"))
    if not NAME.fullmatch(name) or name not in known:
        raise BadInput("heap", name, "there is no such heap", f"there is {', '.join(known) or 'none'}")
    return root / name


def read_heap(folder: Path) -> HeapFiles:
    """Read the files of a heap (raises BadInput naming file and key)."""
    sites = read_toml(folder / "sites.toml", SitesFile).sites
    templates = {path.stem: _template(path) for path in sorted((folder / "templates").glob("*.html"))}
    _check_sites(folder / "sites.toml", sites, templates)
    return HeapFiles(
        folder=folder,
        heap=read_toml(folder / "heap.toml", HeapFile),
        sites=sites,
        spam=read_toml(folder / "spam.toml", SpamFile),
        shops=read_toml(folder / "shops.toml", ShopsFile),
        people=read_toml(folder / "people.toml", PeopleFile),
        adverts=read_toml(folder / "adverts.toml", AdvertsFile),
        templates=templates,
        blocked={path.stem: tuple(read_text(path).split("\n")) for path in sorted((folder / "blocked").glob("*.txt"))},
    )


def _template(path: Path) -> Template:
    template = Template(read_text(path))
    unknown = set(template.get_identifiers()) - set(PLACES)
    if unknown or not template.is_valid():
        wrong = f"has an unknown place ${min(unknown)}" if unknown else "has a $ that begins no place"
        raise BadInput(path, "", wrong, f"there is {', '.join('$' + place for place in PLACES)}; $$ is a dollar")
    return template


def _check_sites(path: Path, sites: tuple[Site, ...], templates: dict[str, Template]) -> None:
    for number, site in enumerate(sites):
        if site.template not in templates:
            known = f"there is {', '.join(templates) or 'none'}"
            raise BadInput(path, f"sites[{number}].template", f"there is no template {site.template!r}", known)
    for kind in ("articles", "copies", "others", "shops", "directories"):
        if not any(site.kind == kind for site in sites):
            raise BadInput(path, "sites", f"has no site of the kind {kind!r}", "add one")
