"""Guessing the language of a text, where the library that can is installed."""

from __future__ import annotations

UNKNOWN = "und"  # BCP 47's word for a language that nobody has told
SAMPLE = 20_000  # characters that are enough to tell


def guess_language(sample: str) -> str:
    """Return the language of `sample` as a BCP 47 tag, "und" if it cannot be told."""
    try:
        from resiliparse.parse.lang import detect_fast
    except ImportError:
        return UNKNOWN
    language, _ = detect_fast(sample)
    return UNKNOWN if language == "unknown" else str(language)
