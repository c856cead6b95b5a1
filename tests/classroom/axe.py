"""axe-core for tests: from AXE_CORE, from node_modules, or packed by npm once; no test needs a network to pass."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest

from tests.classroom.browser import Page
from tokenroom.files import atomic_write_bytes

VERSION = "4.14.1"
ALL = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
CONTRAST = ("color-contrast",)
_TELL = """.then((found) => found.violations.map(
    (each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 150)).join(" | ")}`))"""


def axe_source(cache: Path) -> str:
    """The script of axe-core; the test is skipped where it cannot be had."""
    named = [Path(os.environ["AXE_CORE"])] if "AXE_CORE" in os.environ else []
    for path in (*named, Path("node_modules/axe-core/axe.min.js"), cache / "axe.min.js"):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return _packed(cache)


def _packed(cache: Path) -> str:
    """Several processes may do this at once: each packs in a folder of its own, and puts a whole file in its place."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no axe-core: name its axe.min.js in AXE_CORE, or install npm")
    with tempfile.TemporaryDirectory(dir=cache) as own:
        try:
            command = [npm, "pack", f"axe-core@{VERSION}", "--silent"]
            subprocess.run(command, cwd=own, check=True, timeout=60, capture_output=True)
        except (subprocess.SubprocessError, OSError):
            pytest.skip("axe-core cannot be had from npm now: name its axe.min.js in AXE_CORE")
        with tarfile.open(Path(own) / f"axe-core-{VERSION}.tgz") as archive:
            packed = archive.extractfile("package/axe.min.js")
            assert packed is not None
            atomic_write_bytes(cache / "axe.min.js", packed.read())
    return (cache / "axe.min.js").read_text(encoding="utf-8")


async def violations(page: Page, axe: str, rules: tuple[str, ...] = ALL) -> list[str]:
    """What axe-core has against a page as it is now, by these tags or rules."""
    if not await page.evaluate("Boolean(window.axe)"):
        await page.evaluate(f"{axe};0")
    return list(await page.evaluate(f"axe.run(document, {{ runOnly: {json.dumps(rules)} }}){_TELL}"))
