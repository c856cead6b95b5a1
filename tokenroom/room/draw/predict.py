"""What each part of the predict screen shows at each stage, and which keys it names."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.text import Text

from tokenroom.game.reveal import pattern_told
from tokenroom.room.beats import Kind
from tokenroom.room.draw.after import adjusted_text, options_text, sentence
from tokenroom.room.draw.beside import header_text, next_door_text, opponent_words
from tokenroom.room.draw.card import card_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import stack
from tokenroom.room.draw.passing import curves_text
from tokenroom.room.ink import MUTED
from tokenroom.room.view import PlayView

Draw = Callable[[int, int], Text]

ANSWER_KEYS = (
    Key("Enter", "answer", "lock"),
    Key("F1", "help", "help"),
    Key("↑↓", "row", "step(0)"),
    Key("←→", "step", "step(1)"),
    Key("a-z", "find", "find"),
    Key("^T", "hint", "hint"),
    Key("Esc", "leave", "leave"),
    Key("F2-4", "ways", "next_mode"),
)
FIND_NUMBER = Key("/", "find", "find")  # digits alone are scores
PASSING_KEYS = (
    Key("Enter", "go on", "hurry"),
    Key("F1", "help", "help"),
    Key("↑↓", "look back", "look_back"),
    Key("Esc", "leave", "leave"),
)
GO_ON_KEYS = (Key("Enter", "go on", "hurry"), Key("F1", "help", "help"), Key("Esc", "leave", "leave"))


class Look(NamedTuple):
    """What kind of tokens there are to look at."""

    whole: bool  # so few that all are listed, and worth three decimals
    spaced: bool  # apart from each other, not pieces of one text


def drawings(stage: Kind, view: PlayView, look: Look) -> dict[str, Draw]:
    """Return the drawing of each part by its id."""
    return {
        "header": lambda width, _: header_text(view, width),
        "card": lambda width, _: card_text(view.said[0].text, width) if stage == "card" else Text(),
        "list": lambda width, height: _list(stage, view, width, height),
        "beside": lambda width, height: _beside(stage, view, look, width, height),
        "sentence": lambda _width, _height: _sentence(stage, view, look),
    }


def keys(stage: Kind, look: Look) -> tuple[Key, ...]:
    """Return the keys that mean something at a stage; where all are listed, there is nothing to find."""
    if stage != "asking":
        return PASSING_KEYS if stage == "passing" else GO_ON_KEYS
    if look.spaced and not look.whole:
        return tuple(FIND_NUMBER if key.action == "find" else key for key in ANSWER_KEYS)
    return tuple(key for key in ANSWER_KEYS if not look.whole or key.action != "find")


def decimals(look: Look) -> int:
    """Return how exact surprise is shown: the story's symbols to three decimals, texts to two."""
    return 3 if look.whole else 2


def _list(stage: Kind, view: PlayView, width: int, height: int) -> Text:
    if stage == "passing":
        return curves_text(view, width)
    if stage == "compared" and view.revealed is not None:
        return options_text("Your answer", view.revealed.yours, view.revealed.token, width, height)
    if view.adjusted is None:
        return Text()
    truth = view.revealed.token if view.revealed else None
    return adjusted_text(view.adjusted, truth, width, height, view.units)


def _beside(stage: Kind, view: PlayView, look: Look, width: int, height: int) -> Text:
    if stage == "compared" and view.revealed is not None and view.revealed.rivals:
        return options_text("The rival's answer", view.revealed.rivals, view.revealed.token, width, height)
    return next_door_text(view, decimals(look), width, height)


def _sentence(stage: Kind, view: PlayView, look: Look) -> Text:
    if view.revealed is None:
        return Text()
    pattern = [Text(told, style=MUTED)] if (told := pattern_told(view.revealed)) else []
    if stage != "compared":
        return stack(pattern)
    return stack([sentence(view.revealed, view.opponent, opponent_words(view), decimals(look), view.units), *pattern])
