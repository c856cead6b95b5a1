"""One Chromium for all tests of the pages of a class, and a small class that is served."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.classroom.browser import Browser, Browsers
from tests.classroom.served import Served
from tests.conftest import small_field
from tokenroom.rivals.field import Field


@pytest.fixture(scope="session")
def small() -> Field:
    return small_field()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browsers() -> AsyncIterator[Browsers]:
    found = Browsers()
    yield found
    await found.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(browsers: Browsers) -> AsyncIterator[Browser]:
    """Devices that nobody has used; no page may have complained of anything, and every page is closed."""
    running = await browsers.running()
    yield running
    await running.close_pages()
    assert not running.complaints


@pytest_asyncio.fixture(loop_scope="session")
async def lesson(tmp_path: Path, small: Field) -> AsyncIterator[Served]:
    served = Served(tmp_path, small)
    async with served.open():
        yield served
