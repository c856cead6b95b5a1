"""Tidy a folder of photographs into one folder for each month.

The names of the files begin with a date, more or less. The program first makes a plan and prints
it; nothing is moved until the plan is complete. Everything happens in a temporary folder.
"""

import re
import tempfile
from pathlib import Path

NAMES = [
    "2031-09-03 fog.jpg",
    "2031-09-17 more fog.jpg",
    "2031_10_02 lamp festival.jpg",
    "20311005 Biscuit with loaf.jpg",
    "20311005 Biscuit without loaf.jpg",
    "my thumb.jpg",
    "shopping list.txt",
]

MONTHS = [
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
]

DATE = re.compile(r"(\d{4})[-_]?(\d{2})[-_]?(\d{2})\s+(.+)")


def new_place(name):
    """Return the folder and the new name for a photograph, or None to leave it alone.

    >>> new_place("2031_10_02 lamp festival.jpg")
    ('2031-10-october', '02-lamp-festival.jpg')
    >>> new_place("shopping list.txt") is None
    True
    """
    found = DATE.fullmatch(name)
    if found is None:
        return None
    year, month, day, rest = found.groups()
    folder = f"{year}-{month}-{MONTHS[int(month) - 1]}"
    return folder, f"{day}-{rest.lower().replace(' ', '-')}"


def make_plan(folder):
    """Map each file that will be moved to its new path."""
    plan = {}
    for path in sorted(folder.iterdir()):
        place = new_place(path.name)
        if path.is_file() and place is not None:
            plan[path] = folder.joinpath(*place)
    if len(set(plan.values())) < len(plan):
        raise ValueError("two photographs want the same name")
    return plan


def carry_out(plan):
    """Move the files, making folders as they are needed."""
    for source, target in plan.items():
        target.parent.mkdir(exist_ok=True)
        source.rename(target)


def tree(folder, indent=""):
    """Yield the lines of a picture of a folder, files before folders."""
    for path in sorted(folder.iterdir(), key=lambda path: (path.is_dir(), path.name)):
        if path.is_dir():
            yield f"{indent}{path.name}/"
            yield from tree(path, indent + "    ")
        else:
            yield f"{indent}{path.name}"


def main():
    """Make an untidy folder, show the plan, carry it out, and show the result."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for photograph in NAMES:
            (folder / photograph).touch()
        plan = make_plan(folder)
        for source, target in plan.items():
            print(f"{source.name:36} -> {target.relative_to(folder)}")
        carry_out(plan)
        print("\nNow there is:")
        print("\n".join(tree(folder)))


if __name__ == "__main__":
    main()
