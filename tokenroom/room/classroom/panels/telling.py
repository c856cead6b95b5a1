"""The panel of everything that is only told: the lobby, something to talk about, a level's beginning, the curtain."""

from __future__ import annotations

from textual.app import ComposeResult

from tokenroom.classroom.views import TalkView
from tokenroom.game.events import Said
from tokenroom.room.classroom.panels.base import Panel
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.scene import Scene
from tokenroom.room.draw.scene_story import level_number, level_scene
from tokenroom.room.widgets.telling import Telling
from tokenroom.room.widgets.voice import Voice

OUT = {
    "removed": "Your teacher has sent this seat out. Stay here: you are back as soon as they let you in again.",
    "moved": "Your seat is now on another device. Enter takes it back to this one.",
    "closed": "The host has closed the class. If it opens again, you are back in your seat at once.",
}
KEYS = (Key("Enter", "go on reading", "press('enter')"), Key("F1", "help", "help"), Key("^Q", "leave", "app.quit"))
LOST = "The class is out of reach. It is tried again and again; what you have answered is not lost."


class TellingPanel(Panel):
    """Tells paragraphs below a picture of the room."""

    DEFAULT_CSS = "TellingPanel Telling { display: block; }"

    def compose(self) -> ComposeResult:
        """Yield the picture and the words."""
        yield Telling()

    def tell(self, seen: Seen) -> None:
        """Tell what belongs to a stage, if it is not told already."""
        before, self.seen = _paragraphs(self.seen), seen
        if before == (now := _paragraphs(seen)) and self.query_one(Voice).is_done:
            return
        self.query_one(Voice).tell(now, word_by_word=self.class_app.moves)
        self.query_one(Telling).enter(_scene(seen))

    def press(self, key: str, character: str | None) -> bool:
        """Hurry, or turn the page."""
        self.query_one(Voice).finish()
        return True

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that mean something now."""
        return KEYS


def _paragraphs(seen: Seen) -> tuple[Said, ...]:
    stage = seen.stage
    if seen.out is not None:
        return (_said(OUT[seen.out.why]),)
    if seen.is_lost and stage is None:
        return (_said(LOST),)
    if stage is None:
        return (_said("Coming in …"),)
    if stage.paused:
        return (_said("Look up: your teacher wants to say something. What you have written stays."),)
    if isinstance(stage.view, TalkView):
        return tuple(_said(part) for part in (stage.title, *stage.view.text.split("\n\n")))
    if stage.phase == "lobby":
        return _lobby(seen)
    if stage.phase == "over":
        return (_said("That was the lesson. Thank you for playing."), _said("The room remembers nothing of you."))
    return stage.told or (_said(stage.title),)


def _lobby(seen: Seen) -> tuple[Said, ...]:
    assert seen.stage is not None
    told = [seen.stage.title, "You are in. Soon your teacher begins."]
    if seen.seated is not None:
        told[1] = f"You are {seen.seated.name}. Soon your teacher begins."
        if seen.seated.waiting:
            told.append("Your teacher looks at the name first. You can play meanwhile.")
        told.append(f"On another device, your name and these two words bring you back: {seen.seated.word}")
    return tuple(_said(words) for words in told)


def _said(words: str) -> Said:
    return Said(speaker="narrator", text=words.strip())


def _scene(seen: Seen) -> Scene:
    """The room as it is where a level of the campaign is played, as far as its number tells."""
    view = seen.stage.view if seen.stage is not None else None
    number = level_number(view.level) if view is not None else None
    return level_scene(view.level, 1 if 1 <= number <= 8 else 0, 0) if view is not None and number else Scene()
