"""Language: which one a text is in, by resiliparse's profiles, and how far it is from the nearest of them."""

from __future__ import annotations

import re

UNKNOWN = "und"  # BCP 47's word for a language that nobody has told
SAMPLE = 20_000  # characters that are enough to tell
LOOSEST = 1_200  # beyond this distance the library calls its own answers false
_MARKUP = re.compile(r"<[^<>]*>")


def guess_language(sample: str) -> str:
    """Return the language of `sample` as a BCP 47 tag, "und" if it cannot be told."""
    return nearest_language(sample)[0]


def known_languages() -> frozenset[str]:
    """Return the languages that can be told apart, by their tags."""
    from resiliparse.parse.lang import supported_langs

    return frozenset(supported_langs())


def nearest_language(text: str, loosest: int = LOOSEST) -> tuple[str, int]:
    """Return the language of a text and its distance from that language's profile: 0 is close, 1,200 far away.

    Tags are left out, for most of their words are English. "und" if no profile is within `loosest`.
    """
    from resiliparse.parse.lang import detect_fast

    language, distance = detect_fast(_MARKUP.sub(" ", text[:SAMPLE]), cutoff=loosest)
    return (UNKNOWN, distance) if language == "unknown" else (str(language), int(distance))
