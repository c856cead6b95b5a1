"""The pipeline: each page goes through the filters in their order; what each takes is counted, with examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from sys import intern

from tokenroom.text.curation.addresses import parse_rules
from tokenroom.text.curation.duplicates import Duplicates
from tokenroom.text.curation.extraction import Extraction, TooDeep, page_text
from tokenroom.text.curation.filters import FILTERS, FilterName, Filters
from tokenroom.text.curation.language import nearest_language
from tokenroom.text.curation.personal import without_personal_data

EXAMPLES = 3  # of what a filter takes
LONGEST_EXAMPLE = 160  # characters


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was found."""

    url: str
    html: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one filter did to one page.

    Args:
        filter: which.
        before: the text that came in.
        after: the text that went on; None if the page was taken whole.
        taken: why, or what of it was taken, a few words each.
    """

    filter: FilterName
    before: str
    after: str | None
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """Something that a filter took."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class FilterReport:
    """What a filter did to all pages, sizes in bytes of UTF-8."""

    filter: FilterName
    pages_in: int = 0
    pages_taken: int = 0  # whole
    bytes_in: int = 0
    bytes_taken: int = 0  # whole pages and parts of others
    examples: tuple[Example, ...] = ()

    @property
    def pages_spared(self) -> int:
        """Pages that went on."""
        return self.pages_in - self.pages_taken

    @property
    def bytes_spared(self) -> int:
        """Bytes that went on."""
        return self.bytes_in - self.bytes_taken


@dataclass(frozen=True, slots=True)
class Curated:
    """What came of some pages.

    Args:
        reports: one for each filter, in their order.
        trails: what happened to each page, in the order of the pages.
    """

    reports: tuple[FilterReport, ...]
    trails: tuple[tuple[Step, ...], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that are left, in the order of the pages."""
        return tuple(text for trail in self.trails if (text := trail[-1].after))


@dataclass
class Curator:
    """Takes pages or texts one at a time; remembers those that later ones may be copies of, as 128 numbers each.

    Args:
        filters: what they go through.
        read: gives the text of a page, as `page_text` does; whoever leads the same pages through again may remember it.

    Raises:
        tokenroom.text.curation.addresses.BadRule: a rule for addresses that cannot be followed.
    """

    filters: Filters
    read: Callable[[str, Extraction], str] = page_text
    _copies: Duplicates | None = field(init=False)

    def __post_init__(self) -> None:
        """Read the rules."""
        self._rules = parse_rules(self.filters.blocked)
        self._copies = None if self.filters.alike is None else Duplicates(self.filters.alike)

    def page(self, page: Page) -> Iterator[Step]:
        """Yield what each filter does to a page, until one takes it whole."""
        rule = self._rules.blocks(page.url)
        yield Step("addresses", page.html, None if rule else page.html, (rule,) if rule else ())
        if rule:
            return
        step = self._extracted(page)
        yield step
        if step.after is not None:
            yield from self.text(step.after, page.url)

    def text(self, text: str, name: str) -> Iterator[Step]:
        """Yield what the filters behind the extraction do to a text, until one takes it whole."""
        for clean in (self._in_language, self._not_a_copy, self._without_persons):
            step = clean(text, name)
            yield step
            if step.after is None:
                return
            text = step.after

    def blocked(self, url: str) -> str | None:
        """Return the rule that blocks an address, None if none does."""
        return self._rules.blocks(url)

    def _extracted(self, page: Page) -> Step:
        try:
            text = self.read(page.html, self.filters.extraction)
        except TooDeep as error:
            return Step("extraction", page.html, None, (str(error),))
        text = intern(text)  # other settings make the same of most pages: it is kept once for all of them
        return Step("extraction", page.html, text or None, () if text else ("holds no text",))

    def _in_language(self, text: str, _name: str) -> Step:
        if self.filters.language is None:
            return Step("language", text, text)
        language, distance = nearest_language(text, self.filters.loosest)
        if language == self.filters.language:
            return Step("language", text, text)
        return Step("language", text, None, (f"{language}, {distance:,} away: {start_of(text)}",))

    def _not_a_copy(self, text: str, name: str) -> Step:
        known = self._copies.is_new(text, name) if self._copies is not None else None
        return Step("duplicates", text, None if known else text, (f"like {known}: {start_of(text)}",) if known else ())

    def _without_persons(self, text: str, _name: str) -> Step:
        left, taken = without_personal_data(text, self.filters.personal)
        return Step("personal", text, intern(left) if left.strip() else None, tuple(taken))


def curate(pages: Iterable[Page], filters: Filters, read: Callable[[str, Extraction], str] = page_text) -> Curated:
    """Lead pages through the filters, see `Curator` (raises BadRule for a rule that cannot be followed)."""
    curator, pages = Curator(filters, read), tuple(pages)
    trails = tuple(tuple(curator.page(page)) for page in pages)
    reports = tuple(_report(name, pages, trails) for name in FILTERS)
    return Curated(reports, trails)


def _report(name: FilterName, pages: tuple[Page, ...], trails: tuple[tuple[Step, ...], ...]) -> FilterReport:
    met = [(page, step) for page, trail in zip(pages, trails, strict=True) for step in trail if step.filter == name]
    examples = (Example(page.url, start_of(words)) for page, step in met for words in step.taken)
    return FilterReport(
        filter=name,
        pages_in=len(met),
        pages_taken=sum(step.after is None for _, step in met),
        bytes_in=sum(_size(step.before) for _, step in met),
        bytes_taken=sum(_size(step.before) - _size(step.after or "") for _, step in met if step.after != step.before),
        examples=tuple(example for example, _ in zip(examples, range(EXAMPLES), strict=False)),
    )


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def start_of(text: str) -> str:
    """Return the first words of a text on one line."""
    words = " ".join(text[: 2 * LONGEST_EXAMPLE].split())
    return words if len(words) <= LONGEST_EXAMPLE else words[: LONGEST_EXAMPLE - 1] + "…"
