"""Test that a program warns in time, and keeps quiet when all is well.

A harbour gate measures the wind. It writes ordinary things into a log, warns those who use an old
order, and raises an exception only when nothing else helps. All three can be tested.
"""

import logging
import unittest
import warnings

log = logging.getLogger("harbour.gate")


class GateStuck(RuntimeError):
    """The gate does not move, whatever the order."""


class Gate:
    """The gate of the inner harbour, which closes in a storm."""

    def __init__(self, limit: float = 17.0) -> None:
        self.limit = limit
        self.is_open = True
        self.rust = 0

    def wind(self, speed: float) -> None:
        """Take notice of the wind, in metres a second."""
        if speed < 0:
            raise ValueError(f"the wind cannot blow with {speed}")
        log.debug("wind %.1f", speed)
        if speed > self.limit and self.is_open:
            log.warning("closing the gate at %.1f", speed)
            self._move(False)
        elif speed > 0.8 * self.limit:
            log.info("watching the gate at %.1f", speed)
        elif not self.is_open and speed < 0.5 * self.limit:
            log.info("opening the gate")
            self._move(True)

    def shut(self) -> None:
        """Close the gate: the old order, which the harbour master would like to forget."""
        warnings.warn("shut() is old; say wind()", DeprecationWarning, stacklevel=2)
        self._move(False)

    def _move(self, is_open: bool) -> None:
        self.rust += 1
        if self.rust > 5:
            log.error("the gate is stuck")
            raise GateStuck("call Mina, and bring oil")
        self.is_open = is_open


class LogTest(unittest.TestCase):
    """What is written down."""

    def setUp(self) -> None:
        self.gate = Gate()

    def test_storm_is_a_warning(self) -> None:
        with self.assertLogs("harbour.gate", level="WARNING") as caught:
            self.gate.wind(21)
        self.assertEqual(caught.output, ["WARNING:harbour.gate:closing the gate at 21.0"])

    def test_fresh_wind_is_only_an_information(self) -> None:
        with self.assertLogs(log, level="INFO") as caught:
            self.gate.wind(15)
        levels = [record.levelname for record in caught.records]
        self.assertEqual(levels, ["INFO"])

    def test_calm_says_nothing(self) -> None:
        with self.assertNoLogs(log, level="INFO"):
            self.gate.wind(3)

    def test_second_gust_finds_the_gate_closed(self) -> None:
        with self.assertLogs(log, level="INFO") as caught:
            for speed in (21, 24, 6, 5):
                self.gate.wind(speed)
        messages = [record.getMessage() for record in caught.records]
        self.assertEqual(messages, [
            "closing the gate at 21.0",
            "watching the gate at 24.0",
            "opening the gate",
        ])
        self.assertTrue(self.gate.is_open)


class OldOrderTest(unittest.TestCase):
    """The order that is still shouted by habit."""

    def test_old_order_warns_and_works(self) -> None:
        gate = Gate()
        with self.assertWarnsRegex(DeprecationWarning, "say wind"):
            gate.shut()
        self.assertFalse(gate.is_open)

    def test_warning_points_at_the_one_who_called(self) -> None:
        with self.assertWarns(DeprecationWarning) as caught:
            Gate().shut()
        self.assertEqual(caught.filename, __file__)

    def test_new_order_does_not_warn(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            Gate(limit=30).wind(21)


class StuckTest(unittest.TestCase):
    """A gate that has moved too often."""

    def test_sixth_movement_fails(self) -> None:
        gate = Gate()
        with self.assertLogs(log) as caught:
            for speed in (20, 2, 20, 2, 20):
                gate.wind(speed)
            with self.assertRaises(GateStuck) as stuck:
                gate.wind(2)
        self.assertIn("oil", str(stuck.exception))
        self.assertEqual(caught.records[-1].levelno, logging.ERROR)
        self.assertFalse(gate.is_open, "it should stay as it was")

    def test_impossible_wind(self) -> None:
        with self.assertNoLogs(log), self.assertRaises(ValueError):
            Gate().wind(-1)


if __name__ == "__main__":
    unittest.main()
