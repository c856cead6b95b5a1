"""Which keys mean something on the steer screen, stage by stage, most important first."""

from __future__ import annotations

from tokenroom.room.draw.keyline import Key
from tokenroom.room.steer_view import Stage, SteerView

_HELP, _LEAVE = Key("F1", "help", "help"), Key("Esc", "leave", "leave")
_GO_ON = Key("Enter", "go on", "go_on")
_PAGE = Key("Tab", "other page", "page")
_GROUP = Key("←→", "prompts", "group")


def keys(stage: Stage, view: SteerView) -> tuple[Key, ...]:
    """Return the keys of a stage."""
    match stage:
        case "set":
            return _set_keys(view)
        case "steering":
            return (Key("S", "stop it", "stop"), _PAGE, _GROUP, _HELP, Key("^Q", "quit", "app.quit"))
        case "steered":
            return _steered_keys(view)
        case "fooling":
            done, again = Key("F4", "done", "end"), Key("F3", "the last one again", "again")
            return (Key("Enter", "try it", "submit"), done, again, _HELP, Key("^T", "hint", "hint"), _LEAVE)
    return (_GO_ON, _HELP, _LEAVE)


def _set_keys(view: SteerView) -> tuple[Key, ...]:
    started = view.started
    turn = [Key("←→", "knob", "knob")] if started and len(started.knobs) > 1 else []
    length = [Key("↑↓", "updates", "length")] if started and len(started.lengths) > 1 else []
    ship = [Key("T", "see the one that ships", "take")] if started and started.shipped else []
    train, without = Key("Enter", "train", "go_on"), Key("N", "without", "without")
    return (train, *turn, *length, *ship, without, _HELP, _LEAVE, Key("^T", "hint", "hint"))


def _steered_keys(view: SteerView) -> tuple[Key, ...]:
    run = view.ended_run.run if view.ended_run else None
    on = [Key("O", "go on with it", "on")] if run is not None and run.updates < run.total else []
    group = [_GROUP] if view.shown else []
    return (Key("Enter", "keep it", "go_on"), Key("U", "undo", "undo"), *on, _PAGE, *group, _HELP, _LEAVE)
