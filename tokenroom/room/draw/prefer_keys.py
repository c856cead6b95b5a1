"""Which keys mean something on the prefer screen, stage by stage, most important first."""

from __future__ import annotations

from tokenroom.room.draw.keyline import Key
from tokenroom.room.prefer_view import PreferView, Stage

_HELP, _LEAVE, _GUIDELINE = Key("F1", "help", "help"), Key("Esc", "leave", "leave"), Key("G", "guideline", "guideline")
_GO_ON = Key("Enter", "go on", "go_on")
_ASKED = (
    Key("↑↓", "answer", "other"),
    Key("0-9 −+", "worth", ""),
    Key("Enter", "lock", "go_on"),
    _GUIDELINE,
    _HELP,
    Key("^T", "hint", "hint"),
    _LEAVE,
    Key("PgDn", "read on", "read_on"),
)
_FITTING = (Key("S", "stop it", "stop"), _HELP, Key("^Q", "quit", "app.quit"))


def keys(stage: Stage, view: PreferView) -> tuple[Key, ...]:
    """Return the keys of a stage."""
    match stage:
        case "asked":
            return _ASKED
        case "told" if view.asked is not None and not view.asked.held_out:
            return (_GO_ON, Key("D", "I would choose the other", "turn"), _whose(view), _GUIDELINE, _HELP, _LEAVE)
        case "told":
            return (_GO_ON, _GUIDELINE, _HELP, _LEAVE)
        case "fit":
            train = Key("Enter", "let it learn from all", "go_on")
            return (train, Key("N", "go on without", "without"), _whose(view), _GUIDELINE, _HELP, _LEAVE)
        case "fitting":
            return _FITTING
        case "fitted":
            return (Key("Enter", "keep it and go on", "go_on"), Key("U", "undo", "undo"), _HELP, _LEAVE)
    return (_GO_ON, _HELP, _LEAVE)


def _whose(view: PreferView) -> Key:
    return Key("W", "learn the guideline's" if view.whose == "mine" else "learn mine", "whose")
