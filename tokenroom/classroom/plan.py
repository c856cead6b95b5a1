"""Plans of lessons as data: `plans/NAME.toml`, or a plan made from the levels that a teacher names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.game.level import find_level, load_level
from tokenroom.schema import Data, read_toml

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Minutes = Annotated[float, msgspec.Meta(ge=0, le=600)]
PLAYED = ("predict", "prefer", "merge", "curate")  # mechanics that a class can play


class TalkStep(Data, frozen=True, kw_only=True, tag_field="kind", tag="talk"):
    """Something to look at and talk about; `say` is for the teacher alone."""

    title: Title
    text: Text
    minutes: Minutes = 0
    say: str = ""


class LevelStep(Data, frozen=True, kw_only=True, tag_field="kind", tag="level"):
    """A level to play; `items` of it at most, 0 for all; `seed` draws it, or the lesson's if none is given."""

    level: Title
    items: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    seed: Annotated[int, msgspec.Meta(ge=0)] | None = None
    title: str = ""  # empty: the level's own
    minutes: Minutes = 0
    say: str = ""


class Ask(Data, frozen=True, kw_only=True):
    """A question to answer in one's own words; `rubric` tells the teacher what to look for."""

    name: Annotated[str, msgspec.Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,40}\Z")]
    text: Text
    rubric: str = ""


class QuestionsStep(Data, frozen=True, kw_only=True, tag_field="kind", tag="questions"):
    """Questions, such as those before and after a lesson; the answers stay with the teacher."""

    title: Title
    moment: Literal["before", "after", ""] = ""
    questions: Annotated[tuple[Ask, ...], msgspec.Meta(min_length=1, max_length=20)]
    minutes: Minutes = 0
    say: str = ""


AnyStep = TalkStep | LevelStep | QuestionsStep


class Plan(Data, frozen=True, kw_only=True):
    """What a plan's file says."""

    format_version: Literal[1]
    title: Title
    minutes: Minutes = 0
    steps: Annotated[tuple[AnyStep, ...], msgspec.Meta(min_length=1, max_length=100)]


def plan_names() -> list[str]:
    """Return the names of the shipped plans, the shortest first."""
    names = [path.stem for path in (content_root() / "plans").glob("*.toml")]
    return sorted(names, key=lambda name: (len(name), name))


def load_plan(name: str) -> Plan:
    """Read a shipped plan by its name, or any plan by its path (raises BadInput naming file and key)."""
    path = Path(name)
    if path.suffix != ".toml":
        if name not in plan_names():
            known = ", ".join(plan_names())
            raise BadInput("plan", name, "there is no such plan", f"there is {known}, or a .toml file")
        path = content_root() / "plans" / f"{name}.toml"
    plan = read_toml(path, Plan)
    check_plan(plan, path)
    return plan


def plan_of_levels(levels: Sequence[str]) -> Plan:
    """Return a plan that plays `levels` one after the other (raises BadInput if a class cannot play one)."""
    steps = tuple(LevelStep(level=find_level(name).name) for name in levels)
    titles = [load_level(find_level(step.level)).file.title for step in steps]
    plan = Plan(format_version=1, title="; ".join(titles)[:120], steps=steps)
    check_plan(plan, Path("levels"))
    return plan


def check_plan(plan: Plan, path: Path) -> None:
    """See that every level of a plan is there and can be played by a class (raises BadInput)."""
    for n, step in enumerate(plan.steps):
        if isinstance(step, LevelStep):
            key = f"steps[{n}].level"
            try:
                level = load_level(find_level(step.level))
            except BadInput as error:
                if error.file != "level":
                    raise
                raise BadInput(path, key, f"{error.key}: {error.wrong}", error.right) from error
            kind = level.file.mechanic.__struct_config__.tag
            if kind not in PLAYED:
                right = f"levels of {', '.join(PLAYED)}"
                raise BadInput(path, key, f"{step.level} is of {kind}, which a class cannot play", right)


def step_title(step: AnyStep) -> str:
    """Return what a step is called (raises BadInput if its level is gone)."""
    if isinstance(step, LevelStep) and not step.title:
        return load_level(find_level(step.level)).file.title
    return step.title
