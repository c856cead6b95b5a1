"""What a student of a class sees of *predict*: the passage one's own answer, and what the others gave."""

from __future__ import annotations

from rich.text import Text

from tokenroom.classroom.views import PredictView
from tokenroom.game.events import ItemAsked
from tokenroom.game.names import in_words
from tokenroom.game.units import Units
from tokenroom.room.classroom.draw.figures import class_curves, figures_text
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.after import options_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import percent, stack, wrapped
from tokenroom.room.ink import MUTED, RIVAL, TITLE
from tokenroom.room.sheet import Mode
from tokenroom.room.view import PlayView

ANSWER_KEYS = (
    Key("Enter", "answer", "press('enter')"),
    Key("F1", "help", "help"),
    Key("↑↓", "row", "press('down')"),
    Key("←→", "step", "press('right')"),
    Key("a-z", "find", "press('slash','/')"),
    Key("F2-4", "ways", "press('next_way')"),
    Key("^Q", "leave", "app.quit"),
)
WAIT_KEYS = (Key("F1", "help", "help"), Key("PgUp", "look back", "press('pageup')"), Key("^Q", "leave", "app.quit"))
BEHIND_KEYS = (Key("Tab", "go on", "go_on"), Key("^E", "to the class", "to_class"))


def passage_view(view: PredictView) -> PlayView:
    """Return a class's view of an item as the single game draws it."""
    asked = ItemAsked(view.item, view.before + len(view.passage), view.hidden, view.candidates)
    return PlayView(tokens=view.passage, hidden=view.hidden, asked=asked, revealed=view.revealed)


def mode_of(view: PredictView) -> Mode:
    """Return how the level is answered unless the student wants otherwise."""
    modes: dict[str, Mode] = {"chips": "chips", "guess": "guess"}
    return modes.get(view.answer_in, "scores")


def decimals(view: PredictView) -> int:
    """Return how exact surprise is shown, as in the single game."""
    return 3 if view.whole else 2


def keys(seen: Seen, view: PredictView) -> tuple[Key, ...]:
    """Return the keys that mean something; where all tokens are listed, there is nothing to find."""
    behind = BEHIND_KEYS if seen.behind is not None else ()
    if not seen.may_answer:
        return (*behind, *WAIT_KEYS)
    first, *rest = (key for key in ANSWER_KEYS if not view.whole or key.words != "find")
    return (first, *behind[:1], *rest)


def own_text(seen: Seen, width: int, height: int) -> Text:
    """Return the left column when nothing is to be written: one's own answer, or that it is kept."""
    view, yours = seen.stage.view if seen.stage else None, seen.yours
    if not isinstance(view, PredictView):
        return Text()
    if view.revealed is not None and yours is not None and yours.options:
        return options_text("Your answer", yours.options, view.revealed.token, width, height)
    if view.revealed is not None:
        title = "You gave no answer here. The class together"
        return options_text(title, view.revealed.yours, view.revealed.token, width, height)
    return stack(wrapped(_waiting(seen), width))


def _waiting(seen: Seen) -> str:
    if seen.yours is not None and seen.yours.state == "late":
        return "Your answer is kept, after the class: it counts in no mean."
    return "Your answer is kept. The others are still thinking."


def beside_text(seen: Seen, units: Units, width: int, height: int) -> Text:
    """Return the right column: who plays next door; after the reveal everybody's figures and curves."""
    view = seen.stage.view if seen.stage else None
    if not isinstance(view, PredictView):
        return Text()
    if view.figures is None:
        return stack(_next_door(view, width))
    table = figures_text(view.figures, seen.yours, view.rival, units, width)
    own = seen.yours.curve if seen.yours is not None else ()
    free = min(16, height - table.plain.count("\n") - 2)
    curves = class_curves(view.figures, own, view.rival, view.items, units, width, free)
    return stack([table, Text(), curves]) if curves.plain else table


def _next_door(view: PredictView, width: int) -> list[Text]:
    if view.rival is None:
        return wrapped("The next room is empty. The class plays against chance.", width, MUTED)
    words = in_words(view.rival)
    told = wrapped(f"{words[:1].upper()}{words[1:]} has locked its answer.", width, RIVAL)
    return [*told, Text(f"sealed {view.seal[:12]}", style=MUTED)] if view.seal else told


def sentence_text(seen: Seen, units: Units, width: int) -> Text:
    """Say after the reveal what one gave the token and what it cost, and what the class together gave it."""
    view, yours = seen.stage.view if seen.stage else None, seen.yours
    if not isinstance(view, PredictView) or view.revealed is None:
        return Text()
    came, said = view.revealed.token, []
    if yours is not None and yours.surprise is not None:
        cost = f"{units.figure(yours.surprise, decimals(view))} {units.name}"
        mine = next((o.p for o in yours.options if o.id == came), 0.0)
        late = " Late: it counts in no mean." if yours.state == "late" else ""
        said.append((f"You gave it {percent(mine)}: {cost}.{late}", TITLE))
    if view.figures is not None and view.figures.answered:
        share = next((o.p for o in view.revealed.yours if o.id == came), 0.0)
        said.append((f"The class together gave it {percent(share)}.", ""))
    return stack([Text(" ").join(Text(words, style=ink) for words, ink in said)]) if said else Text()
