"""The panel of *merge*: the text as symbols, the pairs on offer as a vote, and which of them was merged."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tokenroom.classroom.views import MergeView
from tokenroom.game.commands import Next
from tokenroom.game.merge_commands import PickPair
from tokenroom.room.classroom.draw import votes as draw
from tokenroom.room.classroom.panels.base import Answered, Panel
from tokenroom.room.classroom.panels.prefer import BEHIND_KEYS, SCROLLS
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.ink import CURRENT
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.pair_list import PairList

KEYS = (
    Key("Enter", "vote", "press('enter')"),
    Key("↑↓←→", "choose", "press('right')"),
    Key("N", "merge nothing", "press('n')"),
    Key("PgDn", "text", "press('pagedown')"),
    Key("F1", "help", "help"),
    Key("^Q", "leave", "app.quit"),
)


class MergePanel(Panel):
    """Shows which pair is to be merged."""

    DEFAULT_CSS = """
    MergePanel VerticalScroll { height: 1fr; min-height: 4; padding: 0 2; margin-top: 1; scrollbar-size-vertical: 1; }
    MergePanel #pairs { height: auto; padding: 0 1; display: none; }
    MergePanel.-asked #pairs { display: block; }
    MergePanel #outcome { padding: 0 1; border-top: solid $foreground 25%; }
    """

    def compose(self) -> ComposeResult:
        """Yield the text, what comes of it, and the pairs."""
        with VerticalScroll(can_focus=False):
            yield Drawing(id="page")
        yield Drawing(id="outcome")
        yield PairList(id="pairs")

    @property
    def view(self) -> MergeView:
        """What is shown."""
        assert self.seen.stage is not None
        assert isinstance(self.seen.stage.view, MergeView)
        return self.seen.stage.view

    def tell(self, seen: Seen) -> None:
        """Show a vote or what became of it."""
        fresh, self.seen = self.is_fresh(seen), seen
        self.set_class(seen.may_answer, "-asked")
        if fresh and seen.is_asked:
            self.query_one(PairList).offer(self.view.candidates)
        view = self.view
        self.query_one("#page", Drawing).show(lambda width, _: draw.merge_page_text(view, width))
        self.query_one("#outcome", Drawing).show(partial(_outcome, seen, view))

    def press(self, key: str, character: str | None) -> bool:
        """Choose a pair, vote for it or for none, or scroll the text."""
        if key in SCROLLS:
            self.query_one(VerticalScroll).scroll_relative(y=SCROLLS[key], animate=False)
            return True
        if not self.seen.may_answer:
            return False
        pairs = self.query_one(PairList)
        if key == "enter":
            self._vote()
        elif key in {"n", "N"}:
            self.post_message(Answered(Next()))
        elif not pairs.move(key):
            return False
        return True

    @on(PairList.Picked)
    def _vote(self) -> None:
        chosen = self.query_one(PairList).chosen
        if not self.seen.may_answer:
            return
        if chosen is None:
            self.notice("Choose a pair first, with the arrows or the mouse; N merges nothing.")
        else:
            self.post_message(Answered(PickPair(chosen.left.id, chosen.right.id)))

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that mean something now."""
        behind = BEHIND_KEYS if self.seen.behind is not None else ()
        return (*KEYS[:3], *behind[:1], *KEYS[3:]) if self.seen.may_answer else (*behind, *KEYS[3:])


def _outcome(seen: Seen, view: MergeView, width: int, _height: int) -> Text:
    if view.revealed is not None:
        return draw.merged_text(view, width)
    words = draw.kept_words(seen) or "Which two neighbours are to be one symbol? The class votes."
    return stack(wrapped(words, width, CURRENT))
