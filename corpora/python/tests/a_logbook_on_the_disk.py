"""Test a logbook that lives in a file, without leaving a file behind.

Every test gets a fresh folder, which is taken away afterwards, whether the test has passed or
not. So no test can be spoilt by what another one wrote.
"""

from __future__ import annotations

import json
import tempfile
import unittest
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """What was written about one crossing."""

    day: str
    wind: int
    remark: str = ""


class TornPage(Exception):
    """A line of the file cannot be read."""


class Logbook:
    """A file with one entry in each line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, entry: Entry) -> None:
        """Write one more entry at the end."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(entry)) + "\n")

    def read(self) -> list[Entry]:
        """Return all entries; a book that was never opened has none."""
        if not self.path.exists():
            return []
        entries = []
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                entries.append(Entry(**json.loads(line)))
            except (json.JSONDecodeError, TypeError) as problem:
                raise TornPage(f"line {number} of {self.path.name}") from problem
        return entries

    def stormiest(self) -> Entry | None:
        """Return the entry with the strongest wind; the first of several."""
        return max(self.read(), key=lambda entry: entry.wind, default=None)


class LogbookCase(unittest.TestCase):
    """A test case with a folder and an empty logbook in it."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "patience.log"
        self.book = Logbook(self.path)


class EmptyBookTest(LogbookCase):
    """Before the first crossing."""

    def test_has_no_entries(self) -> None:
        self.assertEqual(self.book.read(), [])

    def test_reading_makes_no_file(self) -> None:
        self.book.read()
        self.assertFalse(self.path.exists())

    def test_has_no_storm(self) -> None:
        self.assertIsNone(self.book.stormiest())


class FullBookTest(LogbookCase):
    """After three crossings."""

    ENTRIES = [
        Entry("monday", 4, "calm, and so was the goat"),
        Entry("tuesday", 9, 'the mate said "only a breeze"'),
        Entry("wednesday", 9),
    ]

    def setUp(self) -> None:
        super().setUp()
        for entry in self.ENTRIES:
            self.book.append(entry)

    def test_entries_come_back_in_order(self) -> None:
        self.assertEqual(self.book.read(), self.ENTRIES)

    def test_another_book_reads_the_same_file(self) -> None:
        self.assertEqual(Logbook(self.path).read(), self.ENTRIES)

    def test_appending_keeps_what_was_there(self) -> None:
        before = self.path.read_bytes()
        self.book.append(Entry("thursday", 2))
        self.assertTrue(self.path.read_bytes().startswith(before))
        self.assertEqual(len(self.book.read()), 4)

    def test_first_of_two_storms_wins(self) -> None:
        self.assertEqual(self.book.stormiest().day, "tuesday")

    def test_remark_with_a_new_line_stays_in_its_entry(self) -> None:
        self.book.append(Entry("friday", 3, "two lines,\nof all things"))
        self.assertEqual(self.book.read()[-1].remark.count("\n"), 1)


class DamagedBookTest(LogbookCase):
    """After Biscuit has had the book."""

    def check_torn(self, text: str, line: int) -> None:
        """Fail unless the right line is named."""
        self.path.write_text(text, encoding="utf-8")
        with self.assertRaisesRegex(TornPage, f"^line {line} of patience.log$"):
            self.book.read()

    def test_half_a_line(self) -> None:
        self.check_torn('{"day": "monday", "wind": 4}\n{"day": "tue', line=2)

    def test_unknown_word(self) -> None:
        self.check_torn('{"day": "monday", "wind": 4, "moon": "full"}\n', line=1)

    def test_something_else_entirely(self) -> None:
        self.check_torn("[1, 2, 3]\n", line=1)

    def test_cause_is_kept(self) -> None:
        self.path.write_text("woof\n", encoding="utf-8")
        with self.assertRaises(TornPage) as caught:
            self.book.read()
        self.assertIsInstance(caught.exception.__cause__, json.JSONDecodeError)


if __name__ == "__main__":
    unittest.main()
