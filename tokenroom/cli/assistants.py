"""`tokenroom train --assistants` and `--all`: the stages after pre-training, and everything from nothing."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tokenroom.cli.say import can_say_over, say, say_over

if TYPE_CHECKING:
    from tokenroom.model.checkpoint import Checkpoint
    from tokenroom.training.assistants import Schooling, StageDone, StageProgress
    from tokenroom.training.stages import AssistantRecipe


def shipped_base() -> Checkpoint:
    """Return the last rung of the shipped ladder, as the recipe names it (raises BadInput if it is not there)."""
    from tokenroom.rivals.field import open_field

    return open_field("english").checkpoint(_recipe().base)


def train_assistants_in(folder: Path, base: Checkpoint, threads: int) -> int:
    """Take all stages after pre-training in `folder`, telling of it; return the exit status.

    Raises:
        BadInput: chats, pairs or a checkpoint there cannot be used.
    """
    from tokenroom.training.assistants import StageProgress, train_assistants

    try:
        for event in train_assistants(folder, schooling(base), time.perf_counter, threads):
            with suppress(BrokenPipeError):  # nobody looks on any more: that is no reason to stop
                _show_progress(event) if isinstance(event, StageProgress) else _show_done(event)
    except KeyboardInterrupt:
        say("", err=True)
        say(f"stopped; the same command goes on after the last stage that is done in {folder}", err=True)
        return 130
    return 0


def _recipe() -> AssistantRecipe:
    from tokenroom.rivals.assistants import assistants_root
    from tokenroom.schema import read_toml
    from tokenroom.training.stages import AssistantRecipe

    return read_toml(assistants_root() / "recipe.toml", AssistantRecipe)


def schooling(base: Checkpoint) -> Schooling:
    """Return all that the stages learn from, as it ships (raises BadInput if something of it cannot be used)."""
    from tokenroom.rivals.field import open_field
    from tokenroom.text.chats import load_chats, shipped_chats
    from tokenroom.text.preferences import load_preferences, shipped_preferences
    from tokenroom.training.assistants import Schooling

    chats, pairs = load_chats(shipped_chats()), load_preferences(shipped_preferences())
    return Schooling(
        base=base,
        tokenizer=open_field("english").tokenizer,
        chats=(chats.all_training, chats.all_held_out),
        pairs=(pairs.all_training, pairs.all_held_out),
        recipe=_recipe(),
    )


def _show_progress(event: StageProgress) -> None:
    """Print a line of progress; on a terminal it is written over, else one comes in twenty."""
    line = f"{event.stage}: step {event.step:,} of {event.total:,}  {_figures(event)}  {event.seconds_left:.0f} s left"
    if can_say_over():
        say_over(line)
    elif event.step % 20 == 0 or event.step == event.total:
        say(line, err=True)


def _figures(event: StageProgress) -> str:
    from tokenroom.training.policy import PolicyStep

    if isinstance(event.told, PolicyStep):
        return f"reward {event.told.reward:.3f}  KL {event.told.kl:.3f} nats/token"
    return f"loss {event.told.smoothed:.3f}"


def _show_done(event: StageDone) -> None:
    if can_say_over():
        say("", err=True)
    figures = ", ".join(f"{name} {figure:.3f}" for name, figure in event.figures.items())
    say(f"{event.stage}: {event.seconds:.0f} s; held out: {figures or 'nothing'}; in {event.folder}")
