"""Test a function that only prints.

The town crier of Dunmar returns nothing; he shouts. To test him we hold a string under his mouth
instead of the square, and then compare line by line.
"""

import io
import textwrap
import unittest
from contextlib import redirect_stdout
from unittest.mock import patch

NEWS = [
    ("Tuesday", "the market is on Corn Square"),
    ("Tuesday", "goats are to be held on a rope"),
    ("Wednesday", "the ferry is painted; there is none"),
]


def bell(times=3):
    """Ring the bell."""
    print(*["Ding!"] * times)


def cry(news, width=40):
    """Shout the news, day by day, and end with the time."""
    bell()
    if not news:
        print("There is no news. Go home.")
        return
    today = None
    for day, words in news:
        if day != today:
            print(f"{day.upper()}:")
            today = day
        print(textwrap.fill(words, width, initial_indent="  - ", subsequent_indent="    "))
    print(closing())


def closing():
    """Return the last words of the crier; the hour comes from the town clock."""
    hour = hour_on_the_clock()
    return f"It is {hour} o'clock, and all is {'well' if hour < 12 else 'getting late'}!"


def hour_on_the_clock():
    """Look up at the clock; in tests, nobody can."""
    raise OSError("the clock is in the fog")


def heard(function, *args, **kwargs):
    """Return everything that a function prints."""
    ear = io.StringIO()
    with redirect_stdout(ear):
        function(*args, **kwargs)
    return ear.getvalue()


class BellTest(unittest.TestCase):
    """The bell, by itself."""

    def test_rings_three_times(self):
        self.assertEqual(heard(bell), "Ding! Ding! Ding!\n")

    def test_rings_once(self):
        self.assertEqual(heard(bell, times=1), "Ding!\n")

    def test_returns_nothing(self):
        with redirect_stdout(io.StringIO()):
            self.assertIsNone(bell())


class CrierTest(unittest.TestCase):
    """The crier, at eleven in the morning unless a test says otherwise."""

    maxDiff = None

    def setUp(self):
        patcher = patch(f"{__name__}.hour_on_the_clock", return_value=11)
        self.clock = patcher.start()
        self.addCleanup(patcher.stop)

    def test_whole_cry(self):
        expected = """\
            Ding! Ding! Ding!
            TUESDAY:
              - the market is on Corn Square
              - goats are to be held on a rope
            WEDNESDAY:
              - the ferry is painted; there is none
            It is 11 o'clock, and all is well!
            """
        self.assertMultiLineEqual(heard(cry, NEWS), textwrap.dedent(expected))

    def test_each_day_is_called_once(self):
        self.assertEqual(heard(cry, NEWS).count("TUESDAY"), 1)

    def test_day_that_comes_back_is_called_again(self):
        news = [NEWS[0], NEWS[2], NEWS[1]]
        self.assertEqual(heard(cry, news).count("TUESDAY"), 2)

    def test_long_news_are_folded(self):
        lines = heard(cry, NEWS, width=20).splitlines()
        self.assertIn("  - the market is on", lines)
        self.assertIn("    Corn Square", lines)

    def test_no_news(self):
        self.assertEqual(heard(cry, []).splitlines()[1:], ["There is no news. Go home."])

    def test_no_news_needs_no_clock(self):
        heard(cry, [])
        self.clock.assert_not_called()

    def test_afternoon(self):
        self.clock.return_value = 16
        last = heard(cry, NEWS).splitlines()[-1]
        self.assertEqual(last, "It is 16 o'clock, and all is getting late!")


class FogTest(unittest.TestCase):
    """Without the help of a patch."""

    def test_fog_hides_the_clock(self):
        with self.assertRaisesRegex(OSError, "fog"):
            heard(cry, NEWS)


if __name__ == "__main__":
    unittest.main()
