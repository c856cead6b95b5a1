"""Test a fog horn with a clock that only moves when it is told to.

The horn must sound for five seconds in every minute while there is fog. Nobody wants tests that
take a minute, so the horn does not look at the real clock; it asks the clock that it is given.
"""

import unittest
from unittest.mock import Mock, call


class FogHorn:
    """A horn that sounds at the beginning of every minute of fog."""

    PERIOD = 60
    BLAST = 5

    def __init__(self, clock, horn):
        """Take a function that returns the seconds, and something with `on` and `off`."""
        self.clock = clock
        self.horn = horn
        self.fog_since = None
        self.sounding = False

    def fog_comes(self):
        """Remember when the fog came."""
        if self.fog_since is None:
            self.fog_since = self.clock()

    def fog_goes(self):
        """Be quiet from now on."""
        self.fog_since = None
        self.tick()

    def tick(self):
        """Switch the horn on or off, if that is needed now."""
        should_sound = False
        if self.fog_since is not None:
            elapsed = self.clock() - self.fog_since
            should_sound = elapsed % self.PERIOD < self.BLAST
        if should_sound and not self.sounding:
            self.horn.on()
        elif self.sounding and not should_sound:
            self.horn.off()
        self.sounding = should_sound


class StandingClock:
    """A clock for tests."""

    def __init__(self):
        self.seconds = 0

    def __call__(self):
        return self.seconds


class FogHornTest(unittest.TestCase):
    """The horn, second by second."""

    def setUp(self):
        self.clock = StandingClock()
        self.horn = Mock()
        self.fog_horn = FogHorn(self.clock, self.horn)

    def wait(self, seconds):
        """Let the time go by, with a tick in every second."""
        for _ in range(seconds):
            self.fog_horn.tick()
            self.clock.seconds += 1

    def test_silent_without_fog(self):
        self.wait(300)
        self.assertEqual(self.horn.mock_calls, [])

    def test_one_blast_in_a_minute(self):
        self.fog_horn.fog_comes()
        self.wait(60)
        self.assertEqual(self.horn.mock_calls, [call.on(), call.off()])

    def test_still_sounding_after_four_seconds(self):
        self.fog_horn.fog_comes()
        self.wait(4)
        self.horn.on.assert_called_once_with()
        self.horn.off.assert_not_called()

    def test_ten_blasts_in_ten_minutes(self):
        self.fog_horn.fog_comes()
        self.wait(600)
        self.assertEqual(self.horn.on.call_count, 10)
        self.assertEqual(self.horn.off.call_count, 10)

    def test_stops_in_the_middle_of_a_blast(self):
        self.fog_horn.fog_comes()
        self.wait(2)
        self.fog_horn.fog_goes()
        self.horn.off.assert_called_once_with()
        self.assertFalse(self.fog_horn.sounding)

    def test_fog_that_comes_twice_is_the_same_fog(self):
        self.fog_horn.fog_comes()
        self.wait(30)
        self.fog_horn.fog_comes()
        self.wait(20)
        self.assertEqual(self.horn.on.call_count, 1)


if __name__ == "__main__":
    unittest.main()
