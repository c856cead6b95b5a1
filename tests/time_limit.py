"""No test waits for ever: one that takes too long fails, and says where each of its tasks was waiting."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Generator
from functools import partial
from types import FrameType

import pytest

LIMIT = 240.0  # seconds for a test with all that it sets up; on two cores the slowest takes a tenth of it
AGAIN = 30.0  # seconds until it is told once more, if what it waits in has swallowed that


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let an alarm go off if a test takes too long; where there are no alarms, as on Windows, tests have no limit."""
    if not hasattr(signal, "setitimer"):
        return (yield)
    before = signal.signal(signal.SIGALRM, partial(_fail, item.nodeid))
    signal.setitimer(signal.ITIMER_REAL, LIMIT, AGAIN)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def _fail(name: str, _number: int, frame: FrameType | None) -> None:
    place = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame is not None else "nowhere"
    lines = "\n".join(_waiting())
    pytest.fail(f"{name} took more than {LIMIT:.0f} seconds; it was at {place}\n{lines}")


def _waiting() -> list[str]:
    """Where each task of the loop that is running waits, if one is."""
    try:
        tasks = asyncio.all_tasks()
    except RuntimeError:
        return []
    stacks = {task.get_name(): task.get_stack() for task in tasks}
    return [f"{name}: {stack[-1].f_code.co_filename}:{stack[-1].f_lineno}" for name, stack in stacks.items() if stack]
