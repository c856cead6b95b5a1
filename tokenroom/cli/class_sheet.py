"""`tokenroom class sheet`: the lesson without devices, as one page to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tokenroom.cli.say import say, warn
from tokenroom.errors import BadInput

if TYPE_CHECKING:
    from tokenroom.classroom.paper import PaperLevel
    from tokenroom.classroom.plan import Plan

DEFAULT_PLAN = "45"
ITEMS = 8  # of a level, where neither plan nor option says how many


@click.command()
@click.argument("levels", nargs=-1)
@click.option("--plan", "plan_name", help="A lesson that ships, 20, 45 or 90 minutes long, or your own .toml file.")
@click.option("--items", type=click.IntRange(1, 60), help="At most so many items of each level.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True, help="Draw from this number.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("lesson-on-paper.html"))
def sheet(levels: tuple[str, ...], plan_name: str | None, items: int | None, seed: int, out: Path) -> int:
    """Write a lesson for paper: LEVELS on which tokens are scored, or those of a plan (default: 45 minutes).

    One page to be printed from a browser; the last pages are a key for the teacher.
    """
    if levels and plan_name:
        raise click.UsageError("give levels or --plan, not both")
    from tokenroom.classroom.plan import load_plan, plan_of_levels
    from tokenroom.files import atomic_write_text
    from tokenroom.pages.class_sheet import class_sheet

    plan = plan_of_levels(levels) if levels else load_plan(plan_name or DEFAULT_PLAN)
    papers = list(_papers(plan, items, seed))
    if not papers:
        raise BadInput("plan", plan.title, "has no level for paper", "one on which tokens are scored, such as 0 or 5")
    atomic_write_text(out, class_sheet(plan.title, papers))
    say(f"{', '.join(paper.title for paper in papers)}: written to {out}; print it from a browser, and keep the key")
    return 0


def _papers(plan: Plan, items: int | None, seed: int) -> Iterator[PaperLevel]:
    """The levels of a plan that can be played on paper; what cannot is told."""
    from functools import cache

    from tokenroom.classroom.paper import paper_of
    from tokenroom.classroom.plan import LevelStep
    from tokenroom.game.level import find_level, load_level
    from tokenroom.game.mechanics import kind_of
    from tokenroom.rivals.field import open_field

    open_once = cache(open_field)
    for step in plan.steps:
        if not isinstance(step, LevelStep):
            continue
        level = load_level(find_level(step.level))
        if kind_of(level) != "predict":
            warn(f"{level.file.title} cannot be played on paper and is left out")
            continue
        most = items or step.items or ITEMS
        yield paper_of(level, most, seed if step.seed is None else step.seed, open_once)
