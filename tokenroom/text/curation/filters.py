"""What the filters are set to: one value a filter, and the value that lets everything pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tokenroom.text.curation.extraction import Extraction
from tokenroom.text.curation.language import LOOSEST
from tokenroom.text.curation.personal import Personal

FilterName = Literal["addresses", "extraction", "language", "duplicates", "personal"]
FILTERS: tuple[FilterName, ...] = ("addresses", "extraction", "language", "duplicates", "personal")  # as they come


@dataclass(frozen=True, slots=True)
class Filters:
    """The settings of all filters; as they are here, nothing is taken.

    Args:
        blocked: rules for addresses, as `addresses.parse_rules` reads them.
        extraction: how the text of a page is found.
        language: the only one that is wanted (BCP 47); None for any.
        loosest: how far a text may be from that language's profile.
        alike: the share of common runs of words from which two texts are copies; None keeps copies.
        personal: what of personal data goes.
    """

    blocked: tuple[str, ...] = ()
    extraction: Extraction = "raw"
    language: str | None = None
    loosest: int = LOOSEST
    alike: float | None = None
    personal: Personal = "keep"
