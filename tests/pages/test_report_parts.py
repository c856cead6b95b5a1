"""The page's parts and calibration."""

from __future__ import annotations

from itertools import cycle

import pytest

from tests.pages.test_report_page import items, read
from tokenroom.game.calibration import ENOUGH, TEMPERATURES, calibrate
from tokenroom.game.compare import Item, compare
from tokenroom.game.units import Units
from tokenroom.pages.elements import tag
from tokenroom.pages.reliability import calibration_section
from tokenroom.pages.report import report_page

NASTY = "<b>\x1b[2J</b>"


def answered(count: int, parts: tuple[str, ...] = ("",)) -> list[Item]:
    """Items of the parts in turn, each with a statement of 30 % that comes every third time."""
    tempered = tuple(2.0 + abs(t - 2.0) for t in TEMPERATURES)
    return [
        Item(" t", 4, {"you": 3.0, "step-0": 8.0, "step-1000": 4.0}, (), part, ((0.3, n % 3 == 0),), tempered)
        for n, part in zip(range(count), cycle(parts))
    ]


def test_parts_are_a_table_in_nats_and_one_in_bits_a_byte() -> None:
    page = read(report_page(compare(answered(4, ("French", NASTY)))))
    assert page.tags.count("table") == 3
    assert "bits a byte" in page.text
    assert "Easiest for you: French (3.00 nats)" in page.text
    assert "<b>\\x1b[2J</b>" in page.text
    assert "b" not in page.tags
    assert read(report_page(compare(items()))).tags.count("table") == 1


@pytest.mark.parametrize("count", [ENOUGH - 1, ENOUGH])
def test_calibration_is_shown_once_there_are_answers_enough(count: int) -> None:
    page = read(report_page(compare(answered(count))))
    enough = count == ENOUGH
    assert (
        "You were too sure of yourself: your answers at a temperature of 2 would have saved 1.00 nats" in page.text
    ) == enough
    assert (page.tags.count("circle") == 1) == enough
    assert (f"Calibration: said 30 %, came 33 %, {count} times" in dict_of(page.attributes)) == enough


def dict_of(attributes: list[tuple[str, str | None]]) -> set[str | None]:
    return {value for _, value in attributes}


def test_a_point_stands_on_the_diagonal_when_it_came_as_often_as_said() -> None:
    calibration = calibrate([(0.25, n == 0) for n in range(4)], [[1.0] * len(TEMPERATURES)])
    assert calibration is not None
    section = tag("div", *calibration_section(calibration, Units("bits")))
    (point,) = section.iter("circle")
    diagonal = next(line for line in section.iter("line") if line.get("class") == "line count")
    x1, y1, x2, y2, x, y = (
        float(value or "nan")
        for value in (*(diagonal.get(key) for key in ("x1", "y1", "x2", "y2")), point.get("cx"), point.get("cy"))
    )
    assert (x - x1) / (x2 - x1) == pytest.approx((y - y1) / (y2 - y1), abs=2e-3)
