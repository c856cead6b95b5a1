"""Cleaning what is gathered: the filters of `text/curation` on files and pieces, and what each of them took."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from tokenroom.errors import BadInput
from tokenroom.gather.found import Found, readable
from tokenroom.gather.pieces import Piece, short_title
from tokenroom.text.curation.addresses import BadRule, address_in
from tokenroom.text.curation.filters import FILTERS, FilterName, Filters
from tokenroom.text.curation.personal import without_personal_data
from tokenroom.text.curation.pipeline import EXAMPLES, Curator, start_of

HEAD = 8_192  # bytes of a page in which it may say where it is from


@dataclass(frozen=True, slots=True)
class Taken:
    """What one filter took: whole files or pieces, bytes of UTF-8, and some of it in a few words."""

    filter: FilterName
    count: int = 0
    n_bytes: int = 0
    examples: tuple[str, ...] = ()


class Cleaner:
    """Leads files and their pieces through the filters, and counts.

    Args:
        filters: their settings.

    Raises:
        BadInput: a rule for addresses that cannot be followed.
    """

    def __init__(self, filters: Filters) -> None:
        try:
            self._curator = Curator(filters)
        except BadRule as error:
            raise BadInput("--block", "", str(error), "a host, or a pattern with *, on each line") from error
        self._filters = filters
        self._taken = {name: Taken(name) for name in FILTERS}

    @property
    def taken(self) -> tuple[Taken, ...]:
        """What each filter took that took anything."""
        return tuple(taken for taken in self._taken.values() if taken.count)

    def admits(self, file: Found) -> bool:
        """Whether a file is read at all: not if its address is blocked (raises BadInput if it cannot be looked at)."""
        rule = self._curator.blocked(_address_of(file)) if self._filters.blocked else None
        if rule is not None:
            self._note("addresses", file.size, (f"{file.name} ({rule})",))
        return rule is None

    def piece(self, piece: Piece, source: PurePosixPath) -> Piece | None:
        """Return what is left of a piece; None if a filter takes it whole."""
        body = piece.body
        for step in self._curator.text(body, f"{source}: {piece.title}"):
            if step.after == step.before:
                continue
            size = len(step.before.encode()) - len((step.after or "").encode())
            self._note(step.filter, size, step.taken)
            if step.after is None:
                return None
            body = step.after
        title, taken = without_personal_data(piece.title, self._filters.personal)
        return replace(piece, title=short_title(title) or "Text" if taken else piece.title, body=body.strip("\n"))

    def _note(self, name: FilterName, n_bytes: int, words: tuple[str, ...]) -> None:
        old = self._taken[name]
        examples = (*old.examples, *map(start_of, words))[:EXAMPLES]
        self._taken[name] = Taken(name, old.count + 1, old.n_bytes + n_bytes, examples)


def _address_of(file: Found) -> str:
    """The address that a file was fetched from or says that it is from; else its path, the first folder as the host."""
    if "://" in file.place:
        return file.place
    if file.kind == "html":
        with readable(file.place), file.open() as page:
            told = address_in(page.read(HEAD).decode("utf-8", "replace"))
        if told:
            return told
    return f"//{file.name}"
