"""Test a reader for the times that people write on notes.

One table holds what should be understood, another what should be refused. A loop with `subTest`
goes through each table, so that one wrong line does not hide the others.
"""

import re
import unittest

WORDS = {"noon": (12, 0), "midnight": (0, 0)}
PATTERN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")


def read_time(text):
    """Return the hour and the minute of a time, on a clock with twenty-four hours."""
    text = text.strip().lower()
    if text in WORDS:
        return WORDS[text]
    found = PATTERN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no time")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"there is no hour {hour} {half}")
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"{text!r} never comes")
    return hour, minute


def write_time(hour, minute):
    """Write a time as it stands in the timetable."""
    return f"{hour:02}:{minute:02}"


UNDERSTOOD = {
    "7:30": (7, 30),
    "07.30": (7, 30),
    "16": (16, 0),
    "4 pm": (16, 0),
    "4:05pm": (16, 5),
    "12 am": (0, 0),
    "12 pm": (12, 0),
    " Noon ": (12, 0),
    "midnight": (0, 0),
    "23:59": (23, 59),
}

REFUSED = ["", "later", "24:00", "7:60", "13 pm", "0 am", "7:5", "half past seven", "7:30:00"]


class ReadTimeTest(unittest.TestCase):
    """Everything that was ever written on a note at the ferry office."""

    def test_understood(self):
        for text, expected in UNDERSTOOD.items():
            with self.subTest(text=text):
                self.assertEqual(read_time(text), expected)

    def test_refused(self):
        for text in REFUSED:
            with self.subTest(text=text), self.assertRaises(ValueError):
                read_time(text)

    def test_message_names_the_text(self):
        with self.assertRaisesRegex(ValueError, "'later' is no time"):
            read_time("later")

    def test_every_minute_survives_writing_and_reading(self):
        for number in range(24 * 60):
            time = divmod(number, 60)
            self.assertEqual(read_time(write_time(*time)), time)


if __name__ == "__main__":
    unittest.main()
