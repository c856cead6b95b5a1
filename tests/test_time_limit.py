"""Tests of the limit for tests."""

from __future__ import annotations

import asyncio
import signal
import threading

import pytest

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarms")
FAILS = r"test_time_limit\.py::test_\w+ took more than 240 seconds"


def test_a_loop_that_waits_for_ever_is_ended_and_its_tasks_are_named() -> None:
    async def waits() -> None:
        await asyncio.Event().wait()

    async def both() -> None:
        await asyncio.gather(asyncio.create_task(waits(), name="a lost task"))

    signal.setitimer(signal.ITIMER_REAL, 0.05)
    with pytest.raises(pytest.fail.Exception, match=rf"{FAILS}[\s\S]*a lost task: .*test_time_limit\.py:"):
        asyncio.run(both())


def test_a_thread_that_is_waited_for_without_end_is_left() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    with pytest.raises(pytest.fail.Exception, match=FAILS):
        threading.Event().wait()


def test_an_alarm_that_was_swallowed_goes_off_again() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.5)
    try:
        for _ in range(2):
            with pytest.raises(pytest.fail.Exception, match=FAILS):
                threading.Event().wait()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
