"""The command palette of the room: every level by its title, and every place there is to go."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.types import IgnoreReturnCallbackType

from tokenroom.text.display import safe_text

if TYPE_CHECKING:
    from tokenroom.game.standing import LevelStanding
    from tokenroom.room.app import RoomApp

LONGEST = 60  # characters of a title

# What it is called, what it is, and the app's method that leads there; one that the app does not have is not offered.
LEAVING: tuple[tuple[str, str, str], ...] = (
    ("Daily phrase", "five items, the same for everyone today", "open_daily"),
    ("Practice", "any text, as long as you like", "open_practice"),
    ("Map", "where you have been, and where you may go", "open_map"),
    ("Home", "back to the room", "go_home"),
)
STAYING: tuple[tuple[str, str, str], ...] = (
    ("Journal", "what each level has taught, with your own figures", "open_journal"),
    ("Certificate", "that of the exam, with a name or without one", "open_certificate"),
    ("Tokens", "any text as tokens, and where each of them comes from", "open_tokens"),
    ("Settings", "pace, ways to answer, colours, motion, units, sound", "open_settings"),
    ("Colours", "choose a theme, light or dark", "action_change_theme"),
    ("Help", "the keys, and what the words mean", "open_help"),
    ("Leave", "leave tokenroom", "action_quit"),
)


LEFT_BY = ("go_home", "action_quit")  # what leaves a session, if one is being played


class Offer(NamedTuple):
    """One line of the palette."""

    title: str
    words: str
    run: IgnoreReturnCallbackType


class RoomCommands(Provider):
    """Offers what the app has, as it stands when the palette is opened."""

    async def discover(self) -> Hits:
        """Yield everything, before a letter is typed."""
        for offer in self._offers():
            yield DiscoveryHit(Content(offer.title), offer.run, text=offer.title, help=offer.words)

    async def search(self, query: str) -> Hits:
        """Yield what matches the letters typed, the best with the highest score."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score, offsets = matcher.fuzzy_search.match(query, offer.title)
            if score > 0:
                title = Content(offer.title)  # not the matcher's own `highlight`, which would read a title as markup
                for at in offsets:
                    title = title.stylize(matcher.match_style, at, at + 1)
                yield Hit(score, title, offer.run, text=offer.title, help=offer.words)

    def _offers(self) -> Iterator[Offer]:
        """Levels and other places to play at, unless the screen must not be left now; then what lies over it."""
        room = cast("RoomApp", self.app)
        places = STAYING
        if not getattr(self.screen, "is_working", False):
            places = LEAVING + STAYING
            yield from (_level(room, level) for level in (room.opened.levels if room.opened else ()))
        for title, words, method in places:
            run = getattr(room, method, None)
            if run is not None and not self._is_of_no_use(room, method):
                yield Offer(title, words + (_kept(room) if method in LEFT_BY else ""), run)

    def _is_of_no_use(self, room: RoomApp, method: str) -> bool:
        """Whether a place is where one is already, or has nothing to give yet."""
        if method == "open_certificate":
            return not room.has_certificate
        return method == "go_home" and self.screen is room.screen_stack[0]


def room_commands() -> type[Provider]:
    """Return the provider, as Textual asks for it."""
    return RoomCommands


def _kept(room: RoomApp) -> str:
    """What becomes of the session that is being played; nothing where none is."""
    from tokenroom.game.practice import is_practice  # the palette is there before the first paint
    from tokenroom.room.screens.working import WorkingScreen

    played = next((screen for screen in room.screen_stack if isinstance(screen, WorkingScreen)), None)
    if played is None:
        return ""
    return f"; this {'page' if is_practice(played.recorded.session.setup.level.name) else 'session'} is kept"


def _level(room: RoomApp, level: LevelStanding) -> Offer:
    best = "" if level.best is None else f", best {level.figure(room.units, 2)}"
    unfinished = room.opened.unfinished if room.opened else None
    is_begun = unfinished is not None and unfinished.level == level.name
    fresh = "begun" if is_begun else "locked" if level.state == "locked" else "not played yet"
    words = f"{'won' if level.won else 'played'}{best}" if level.plays else fresh
    return Offer(safe_text(level.title, LONGEST), f"act {level.act} · {words}", partial(room.choose, level))
