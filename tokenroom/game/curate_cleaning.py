"""A heap and what settings make of it: the pages through the filters, measured against the truth."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property

from tokenroom.game.curate_events import Filtered, FilterEffect, PageShown, TakenExample
from tokenroom.game.curate_options import OFF, Settings, filters_for
from tokenroom.game.session import CommandError
from tokenroom.text.curation.extraction import page_text
from tokenroom.text.curation.filters import FILTERS, FilterName
from tokenroom.text.curation.pipeline import Curated, FilterReport, Step, curate
from tokenroom.text.heap.build import Heap
from tokenroom.text.heap.files import HeapFiles
from tokenroom.text.heap.truth import Measure, Truth

LONGEST_RAW, LONGEST_LEFT = 8_000, 8_000  # characters of a page that are shown
MOST_TAKEN = 40  # things taken from one page that are named
KEPT = 12  # settings whose outcome is remembered


class Cleaning:
    """Cleans one heap by any settings; the same settings always give the same outcome.

    Args:
        heap: the pages, and the truth about each.
        files: what the heap was made from, its blocked addresses among them.
        language: the one that is wanted (BCP 47).
    """

    def __init__(self, heap: Heap, files: HeapFiles, language: str) -> None:
        self.heap, self.truth = heap, Truth(heap)
        self._files, self._language = files, language
        self._read = cache(page_text)  # most settings read the pages alike
        self._outcomes: dict[tuple[str, ...], tuple[Curated, Filtered]] = {}

    @cached_property
    def n_bytes(self) -> int:
        """Size of all pages in UTF-8."""
        return sum(len(page.page.html.encode()) for page in self.heap.pages)

    def texts(self, settings: Settings) -> tuple[str, ...]:
        """Return the texts that settings leave, in the order of the pages."""
        return self._outcome(settings)[0].texts

    def filtered(self, settings: Settings) -> Filtered:
        """Return what each filter takes and spares."""
        return self._outcome(settings)[1]

    def page_shown(self, number: int, settings: Settings) -> PageShown:
        """Return a page and what is left of it (raises CommandError if there is no such page).

        Args:
            number: of the page, from 1.
            settings: of the filters.
        """
        if not 1 <= number <= len(self.heap.pages):
            raise CommandError(f"there is no page {number:,}: there are pages 1 to {len(self.heap.pages):,}")
        page, trail = self.heap.pages[number - 1], self._outcome(settings)[0].trails[number - 1]
        last = trail[-1]
        return PageShown(
            page=number,
            url=page.page.url,
            kind=page.kind,
            raw=page.page.html[:LONGEST_RAW],
            left=(last.after or "")[:LONGEST_LEFT],
            taken_by=last.filter if last.after is None else None,
            taken=tuple(words for step in trail for words in step.taken)[:MOST_TAKEN],
        )

    def next_page(self, number: int, settings: Settings, taken_by: FilterName) -> int | None:
        """Return the next page behind `number`, and round again, of which a filter takes something; None if of none."""
        trails = self._outcome(settings)[0].trails
        order = [*range(number, len(trails)), *range(min(number, len(trails)))]
        return next((n + 1 for n in order if any(_takes(step, taken_by) for step in trails[n])), None)

    def _outcome(self, settings: Settings) -> tuple[Curated, Filtered]:
        key = tuple(settings[name] for name in FILTERS)
        if key not in self._outcomes:
            if len(self._outcomes) >= KEPT:
                del self._outcomes[next(iter(self._outcomes))]
            self._outcomes[key] = self._clean(settings)
        return self._outcomes[key]

    def _clean(self, settings: Settings) -> tuple[Curated, Filtered]:
        pages = [page.page for page in self.heap.pages]
        curated = curate(pages, filters_for(settings, self._language, self._files.blocked), self._read)
        measured = self._start
        effects: list[FilterEffect] = []
        for report in curated.reports:
            before, setting = measured, settings[report.filter]
            if setting != OFF[report.filter]:
                measured = self.truth.measure(_behind(report.filter, curated))
            effects.append(_effect(report, setting, before, measured))
        contacts = self.truth.contacts_in(trail[-1].after for trail in curated.trails)
        n_bytes = sum(len(text.encode()) for text in curated.texts)
        left = Filtered(tuple(effects), len(curated.texts), n_bytes, measured.good, measured.bad, contacts)
        return curated, left

    @cached_property
    def _start(self) -> Measure:
        """What the pages hold as they are."""
        return self.truth.measure(page.page.html for page in self.heap.pages)


def _behind(name: FilterName, curated: Curated) -> Iterator[str]:
    """The texts that a filter lets pass."""
    return (step.after for trail in curated.trails for step in trail if step.filter == name and step.after)


def _effect(report: FilterReport, setting: str, before: Measure, after: Measure) -> FilterEffect:
    return FilterEffect(
        filter=report.filter,
        setting=setting,
        pages_in=report.pages_in,
        pages_taken=report.pages_taken,
        bytes_in=report.bytes_in,
        bytes_taken=report.bytes_taken,
        good_taken=before.good - after.good,
        bad_taken=before.bad - after.bad,
        examples=tuple(TakenExample(example.url, example.text) for example in report.examples),
    )


def _takes(step: Step, name: FilterName) -> bool:
    return step.filter == name and step.after != step.before
