"""Draws the rival's learning curve and writes down what every rung says: `python -m docs.take_rival`.

Reads the shipped checkpoints alone, so that picture and samples are theirs; both are the same in every run.
"""

from __future__ import annotations

import math
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np

from tokenroom.game.scale import with_room
from tokenroom.model.checkpoint import Mark
from tokenroom.model.sampling import generate
from tokenroom.pages.chart import NUMBER_GAP, label_places
from tokenroom.pages.elements import tag
from tokenroom.rivals.field import Field, open_field
from tokenroom.text.display import safe_text

HERE = Path(__file__).parent
WIDTH, HEIGHT = 760.0, 420.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 120.0, 16.0, 34.0
COLOURS = ("#0b6e99", "#b5482a", "#4d7c0f", "#7a4fa3", "#8a6d00", "#0f766e", "#a1306c")
STYLE = "text{font:12px sans-serif;fill:#777}.grid{stroke:#8884;}.line{fill:none;stroke-width:2}"
HEAD = """# What every rung says

Written by `python -m docs.take_rival`: ten openings, forty tokens each, temperature 0.8.
"""
PROMPTS = (
    "The ferry",
    "Dear Wren,",
    "Mayor Brandt said that",
    "To make the soup,",
    "On Monday Olga put the lamp",
    "There were seven apples in the basket.",
    "Le boulanger",
    "A professora",
    "할머니는",
    "def mean(numbers):\n",
)


def learning_curve(curve: tuple[Mark, ...]) -> ET.Element:
    """Return the held-out loss of each corpus as a line over phrases read, on a logarithmic scale."""
    names = list(curve[-1].held_out_losses)
    last = curve[-1].phrases
    picture = tag("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", role="img")
    picture.append(tag("title", "Held-out loss of the rival in nats a token, over phrases read"))
    picture.append(tag("style", STYLE))
    picture.extend(_grid(last))
    ends = {name: _y(curve[-1].held_out_losses[name]) for name in names}
    for (name, place), colour in zip(label_places(ends).items(), cycle(COLOURS), strict=False):
        points = " ".join(f"{_x(m.phrases, last):.1f},{_y(m.held_out_losses[name]):.1f}" for m in curve)
        picture.append(tag("polyline", points=points, class_="line", stroke=colour))
        label = f"{name} {curve[-1].held_out_losses[name]:.2f}"
        picture.append(tag("text", label, x=WIDTH - RIGHT + 6, y=place + 4, style=f"fill:{colour}"))
    return picture


def samples(field: Field, name: str, tokens: int = 40) -> list[str]:
    """Return how the checkpoint `name` goes on from each of the prompts, at temperature 0.8."""
    speaker, tokenizer = field.checkpoint(name), field.tokenizer
    texts = []
    for number, prompt in enumerate(PROMPTS):
        ids = [tokenizer.end_of_text, *tokenizer.encode(prompt)]
        rng = np.random.default_rng(number)
        drawn = list(generate(speaker.params, speaker.config, ids, tokens, temperature=0.8, rng=rng))
        if tokenizer.end_of_text in drawn:
            drawn = drawn[: drawn.index(tokenizer.end_of_text)]
        texts.append(prompt + tokenizer.decode(drawn))
    return texts


def main() -> None:
    """Write `pictures/learning-curve.svg` and `samples.md`."""
    field = open_field("english")
    picture = learning_curve(field.checkpoint(None).training.curve)
    (HERE / "pictures" / "learning-curve.svg").write_text(ET.tostring(picture, encoding="unicode") + "\n")
    parts = [HEAD]
    for rung in field.ladder:
        told = "\n\n".join("```\n" + _as_text(text) + "\n```" for text in samples(field, rung.name))
        parts.append(f"## {rung.name}\n\n{told}\n")
    (HERE / "samples.md").write_text("\n".join(parts), "utf-8")


def _as_text(text: str) -> str:
    return "\n".join(safe_text(line) for line in text.split("\n")).replace("```", "'''").rstrip()


def _grid(last: int) -> list[ET.Element]:
    parts = []
    for nats in range(9):
        y = _y(nats)
        parts.append(tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="grid"))
        parts.append(tag("text", str(nats), x=LEFT - 8, y=y + 4, text_anchor="end"))
    numbers = [0, *(10**n for n in range(1, 6) if 10**n < last), last]
    for phrases in (numbers[i] for i in with_room([_x(n, last) for n in numbers], NUMBER_GAP)):
        parts.append(tag("text", f"{phrases:,}", x=_x(phrases, last), y=HEIGHT - 10, text_anchor="middle"))
    return parts


def _x(phrases: int, last: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * math.log1p(phrases / 5) / math.log1p(last / 5)


def _y(nats: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - nats / 8.6)


if __name__ == "__main__":
    main()
