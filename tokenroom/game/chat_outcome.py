"""How a session of *chat* is measured and ends: both models on held-out dialogues, everyone on your own items."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

import msgspec

from tokenroom.game.chat_events import ChatCompared, ChatItemsDone
from tokenroom.game.chat_level import Ahead
from tokenroom.game.chat_models import ChatModels
from tokenroom.game.compare import Item, compare
from tokenroom.game.events import Result, SessionEnded
from tokenroom.game.level import Level
from tokenroom.game.names import BASE, TUNED, YOU
from tokenroom.game.outcome import debrief, figures, journal_text
from tokenroom.game.parts import Part
from tokenroom.game.predict_state import PredictSetup
from tokenroom.game.standing import NATS_AN_ITEM
from tokenroom.model.checkpoint import Checkpoint


def items_done(parts: Sequence[Part], items: Sequence[Item]) -> ChatItemsDone:
    """Return what the items have cost you, the base model, and your instinct alone."""
    players = (YOU, BASE, parts[0].instinct.name)
    return ChatItemsDone(*(fmean(item.surprises[player] for item in items) for player in players))


def measured(models: ChatModels, tuned: Checkpoint, predict: PredictSetup, items: Sequence[Item]) -> ChatCompared:
    """Return base and tuned model on held-out dialogues, and everyone's mean on the items that you have answered."""
    nats, top = models.on_items(tuned, predict)
    return msgspec.structs.replace(
        models.compared(tuned),
        surprises=tuple(nats),
        top=tuple(top),
        yours=fmean(item.surprises[YOU] for item in items),
        base=fmean(item.surprises[BASE] for item in items),
        tuned=fmean(nats),
    )


def with_tuned(items: Sequence[Item], compared: ChatCompared) -> tuple[Item, ...]:
    """Return the items with what the tuned model paid for each, too."""
    return tuple(
        msgspec.structs.replace(
            item,
            surprises={**item.surprises, TUNED: nats},
            top=(*item.top, TUNED) if top else item.top,
            part="",  # which dialogue it was does not matter any more
        )
        for item, nats, top in zip(items, compared.surprises, compared.top, strict=True)
    )


def chat_ended(
    level: Level, goal: Ahead, parts: Sequence[Part], items: Sequence[Item], compared: ChatCompared
) -> SessionEnded:
    """Return the last event of a session.

    Args:
        level: the level.
        goal: what was to be reached.
        parts: the dialogues that were asked about.
        items: the answered items, what the tuned model paid among them.
        compared: both models.
    """
    report = compare(items)
    known = figures(report, BASE) | {"before": compared.before, "after": compared.after, "tuned": compared.tuned}
    return SessionEnded(
        level=level.name,
        won=is_ahead(goal, parts[0].instinct.name, items),
        goal=goal.words(),
        source="; ".join(dict.fromkeys(part.passage.source for part in parts)),
        report=report,
        result=Result(compared.yours, compared.base, NATS_AN_ITEM),
        debrief=debrief(level),
        journal=journal_text(level, known),
    )


def is_ahead(goal: Ahead, instinct: str, items: Sequence[Item]) -> bool:
    """Return whether you are as far ahead of the base model, and of your instinct alone, as the goal has it."""
    mine = fmean(item.surprises[YOU] for item in items)
    theirs = [fmean(item.surprises[player] for item in items) for player in (BASE, instinct)]
    return all(mine <= mean - goal.nats for mean in theirs)
