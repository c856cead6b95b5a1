"""Understand dates as they stand on notes: "tomorrow", "next Tuesday", "3 May", "in a fortnight".

Each rule is a pattern and a function that turns what was found into a date. The rules are tried
one after another; the first that fits the whole note wins. Miss Lind needs this for books that
people promise to bring back.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
]
NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
SPANS = {"day": 1, "week": 7, "fortnight": 14}
NEAR = {"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "yesterday": -1}

Rule = tuple[re.Pattern, Callable[[re.Match, date], date]]
RULES: list[Rule] = []


def rule(pattern: str):
    """Enter a function in the list of rules; blanks in the pattern stand for any space."""
    compiled = re.compile(pattern.replace(" ", r"\s+"))

    def enter(function):
        RULES.append((compiled, function))
        return function

    return enter


@rule("|".join(NEAR))
def near(found: re.Match, today: date) -> date:
    """Read "tomorrow" and the like."""
    return today + timedelta(days=NEAR[" ".join(found[0].split())])


@rule(rf"(on |next )?({'|'.join(WEEKDAYS)})")
def weekday(found: re.Match, today: date) -> date:
    """Read a weekday; "next" means the one in the following week."""
    distance = (WEEKDAYS.index(found[2]) - today.weekday()) % 7 or 7
    if found[1] and found[1].strip() == "next":
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=7 + WEEKDAYS.index(found[2]))
    return today + timedelta(days=distance)


@rule(rf"in (\d+|{'|'.join(NUMBERS)}) ({'|'.join(SPANS)})s?")
def later(found: re.Match, today: date) -> date:
    """Read "in three weeks"."""
    number = int(found[1]) if found[1].isdigit() else NUMBERS[found[1]]
    return today + timedelta(days=number * SPANS[found[2]])


@rule(rf"(?:the )?(\d+)(?:st|nd|rd|th)?(?: of)? ({'|'.join(MONTHS)})")
def named_day(found: re.Match, today: date) -> date:
    """Read "3 May" or "the 3rd of May"; a day that is over means next year's."""
    month = MONTHS.index(found[2]) + 1
    day = date(today.year, month, int(found[1]))
    return day if day >= today else day.replace(year=day.year + 1)


@rule(r"end of the month")
def month_end(found: re.Match, today: date) -> date:
    """Go to the first of the next month, and one day back."""
    first_of_next = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first_of_next - timedelta(days=1)


def understand(note: str, today: date) -> date:
    """Return the date that a note means.

    >>> monday = date(2031, 9, 1)
    >>> understand("Tomorrow", monday), understand("on Monday", monday)
    (datetime.date(2031, 9, 2), datetime.date(2031, 9, 8))
    >>> understand("in a fortnight", monday)
    datetime.date(2031, 9, 15)
    """
    text = note.strip().lower().rstrip(".!")
    for pattern, function in RULES:
        found = pattern.fullmatch(text)
        if found:
            return function(found, today)
    raise ValueError(f"{note!r} is not a date that I understand")


def main() -> None:
    """Go through the notes in the box, on a Thursday in October."""
    today = date(2031, 10, 16)
    print(f"Today is {today:%A, %d %B %Y}.")
    for note in [
        "tomorrow", "Sunday", "next Sunday", "on Thursday", "in 3 days", "in two  weeks.",
        "3 May", "the 31st of October", "31 November", "end of the month", "when it is done",
    ]:
        try:
            day = understand(note, today)
        except ValueError as problem:
            print(f"{note:<20} ?  {problem}")
        else:
            print(f"{note:<20} {(day - today).days:3} days: {day:%A, %d %B %Y}")


if __name__ == "__main__":
    main()
