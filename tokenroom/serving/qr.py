"""The address of a class as a QR code: for the terminal, and as a picture for the projector."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """Return a QR code as an SVG without size, dark on white."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=2, dark="#000", light="#fff", omitsize=True, xmldecl=False, nl=False
    )
    return out.getvalue().decode()


def qr_lines(text: str) -> list[str]:
    """Return a QR code as lines of half blocks, light on dark, four cells of quiet around it."""
    out = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(out, border=2, compact=True)
    return out.getvalue().splitlines()
