"""Opening what somebody named: a file, a folder, a zip archive or a page on the web."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from tokenroom.gather.archive import is_zip, open_archive
from tokenroom.gather.events import Clock, Event, Fetched
from tokenroom.gather.found import Found, find_file, find_files
from tokenroom.gather.limits import Limits
from tokenroom.gather.request import Request, is_address

Finding = Generator[Event, None, list[Found]]


def find_sources(
    request: Request, limits: Limits, clock: Clock, stack: ExitStack
) -> Generator[Event, None, list[Found]]:
    """Yield how far a page has come and return the files to read.

    What must be open or lie on the disk meanwhile is closed and removed by `stack`.

    Raises:
        BadInput: nothing is there, it cannot be read or fetched, or it is beyond the limits.
    """
    if is_address(request.source):
        found = yield from _fetch(request.source, limits, clock, stack)
    else:
        found = _at(Path(request.source), limits, stack)
    if request.encoding is not None:
        found = [replace(file, encoding=request.encoding) for file in found]
    return found


def _at(path: Path, limits: Limits, stack: ExitStack) -> list[Found]:
    if is_zip(path):
        return stack.enter_context(open_archive(path, limits))
    return list(find_files(path)) if path.is_dir() else [find_file(path)]


def _fetch(url: str, limits: Limits, clock: Clock, stack: ExitStack) -> Finding:
    from tokenroom.gather.web import Page, fetch  # brings requests, which nobody needs for their own files

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
    page: Page | None = None
    for event in fetch(url, folder / "page.zip", limits, clock):
        if isinstance(event, Page):
            page = event
        else:
            yield Fetched(event.n_bytes, event.seconds)
    assert page is not None  # it comes last
    if page.is_zip:
        return stack.enter_context(open_archive(page.path, limits))
    return [replace(find_file(page.path), place=url, name=page.name, kind=page.kind, encoding=page.encoding)]
