"""How much is gathered at most: what comes from outside may be endless, or swell."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read.

    Args:
        web_bytes: of one page, as it is sent.
        web_seconds: for one page, from the first question to the last byte.
        redirects: that a page may send us on.
        markup_bytes: of one Markdown or HTML file, which is taken apart as a whole.
        archive_bytes: of all files in an archive, unpacked.
        archive_swell: unpacked bytes for each packed one; text that people write stays below 20.
        archive_files: in one archive.
    """

    web_bytes: int = 50 * MB
    web_seconds: float = 60.0
    redirects: int = 5
    markup_bytes: int = 5 * MB
    archive_bytes: int = 1_000 * MB
    archive_swell: int = 200
    archive_files: int = 100_000
