"""The end of a level: whether it is won, how everyone did, where you stand on the ladder, token by token."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from tokenroom.game.practice import is_practice
from tokenroom.room.draw.ending import Ending
from tokenroom.room.draw.ending_help import help_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.draw.share import share_box
from tokenroom.room.ink import MUTED
from tokenroom.room.offers import Offers
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.screens.certificate import CertificateScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.milestone import MilestoneScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice

STILL_SECONDS = 1.0  # in which Enter does nothing: one that was meant for the story must not turn this page


class EndingScreen(RoomScreen):
    """Shows the report of one session; of a long one the details when they are asked for.

    Args:
        ending: what there is to show.
        offers: what there is to do.
    """

    BINDINGS = [  # noqa: RUF012 - Textual's form
        ("enter", "go_on", "Go on"),
        ("n,N", "next", "Next level"),
        ("a,A", "again", "Play again"),
        ("c,C", "certificate", "Certificate"),
        ("y,Y", "share", "Copy the result"),
        ("m,M", "milestone", "Milestone"),
        ("h,H,escape", "home", "Home"),
        ("d,D", "details", "Details"),
        ("question_mark", "help", "Help"),
    ]
    DEFAULT_CSS = """
    EndingScreen #header { height: 1; padding: 0 1; }
    EndingScreen VerticalScroll { padding: 1 2 0 2; }
    EndingScreen .part { margin-bottom: 1; }
    EndingScreen Chart { height: 14; }
    EndingScreen .detail, EndingScreen.-detailed #more { display: none; }
    EndingScreen.-detailed .detail { display: block; }
    """

    def __init__(self, ending: Ending, offers: Offers) -> None:
        super().__init__()
        self._ending, self._ended, self._offers = ending, ending.ended, offers
        self._still, self._again = True, False

    def compose_room(self) -> ComposeResult:
        """Yield the parts of the report, those that say something."""
        yield Drawing(self._ending.header, id="header")
        yield VerticalScroll(*self._report())
        yield Notice()
        yield KeyLine(self._keys())

    def _report(self) -> list[Widget]:
        """The parts and the details behind them, with the chart, and the result to share among them."""
        parts: list[Widget] = [Drawing(part) for part in self._ending.parts]
        details: list[Widget] = [Drawing(part) for part in self._ending.details]
        if self.room.has_charts and len(self._ending.items) > 2:
            from tokenroom.room.widgets.chart import Chart

            charted = details or parts
            at = len(charted) if self._ending.chart_at is None else self._ending.chart_at
            charted.insert(at, Chart(self._ending.items, self._ending.opponent, self.room.units))
        if self._offers.share:
            parts.insert(self._ending.seen_first, Drawing(partial(_shared, self._offers.share), id="share"))
        parts += [Drawing(_more, id="more")] if details else []
        for widget in (*parts, *details):
            widget.add_class("part")
            widget.set_class(widget in details, "detail")
        return [*parts, *details]

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()
        if self.room.timed:
            self.set_timer(STILL_SECONDS, self._wake)
        else:
            self._wake()

    def _wake(self) -> None:
        self._still = False

    def action_go_on(self) -> None:
        """Go on after a win, by the milestone if there is one, and try again otherwise, or on another page."""
        if self._still:
            return
        if self._ended.won and not is_practice(self._ended.level):
            self._go_on()
        else:
            self.room.play(self._ended.level)

    def action_next(self) -> None:
        """Go on to the next level, if there is one."""
        if self._offers.next_level is not None:
            self._go_on()

    def action_again(self) -> None:
        """Play the level once more, when asked twice: a stray key must not leave the report."""
        if self._again:
            self.room.play(self._ended.level)
        else:
            self._say("A once more plays it again. What you have done is kept.")
            self._again = True

    def action_home(self) -> None:
        """Go back to the home screen."""
        self.room.go_home()

    def action_details(self) -> None:
        """Show the details, from their first line on, or put them away again."""
        if self._ending.details:
            self.set_class(not self.has_class("-detailed"), "-detailed")
            place = ".detail" if self.has_class("-detailed") else "#more"
            self.call_after_refresh(self.query(place).first().scroll_visible, animate=False, top=True)

    def action_help(self) -> None:
        """Show what the keys do here, and what the figures mean."""
        self.app.push_screen(HelpScreen(partial(help_text, units=self.room.units)))

    def action_milestone(self) -> None:
        """Show the milestone behind this level, and come back here."""
        self._show_milestone(self.app.pop_screen)

    def action_share(self) -> None:
        """Copy the result of the day."""
        if self._offers.share:
            self.app.copy_to_clipboard(self._offers.share)
            self._say("Copied: paste it wherever you like. If nothing comes, mark the box instead.")

    def action_certificate(self) -> None:
        """Ask for a name."""
        if self._offers.certify is not None:
            self._say("")
            self.app.push_screen(CertificateScreen(self._offers.certify))

    def _go_on(self) -> None:
        """Lead on by the milestone behind this level, once in a sitting, to the next level or home."""
        following, milestone = self._offers.next_level, self._offers.milestone
        leave = self.room.go_home if following is None else partial(self.room.play, following)
        if milestone is None or milestone in self.room.passed:
            leave()
        else:
            self._show_milestone(leave)

    def _show_milestone(self, leave: Callable[[], object]) -> None:
        milestone = self._offers.milestone
        if milestone is not None:
            self.room.passed.add(milestone)
            self.app.push_screen(MilestoneScreen(milestone, self._offers.said, leave))

    def _say(self, words: str) -> None:
        self._again = False
        self.query_one(Notice).say(words)

    def _keys(self) -> list[Key]:
        offers, won = self._offers, self._ended.won
        enter = "next level" if won and offers.next_level else "home" if won else "try again"
        keys = [Key("Enter", "another page" if is_practice(self._ended.level) else enter, "go_on")]
        keys += [Key("D", "details", "details")] if self._ending.details else []
        keys += [Key("C", "certificate", "certificate")] if offers.certify else []
        keys += [Key("Y", "copy the result", "share")] if offers.share else []
        keys += [Key("A", "play again", "again")]
        keys += [Key("N", "next level", "next")] if offers.next_level and enter != "next level" else []
        keys += [Key("H", "home", "home")] if enter != "home" else []
        last = [Key("↑↓", "scroll", ""), Key("F1", "help", "help")]
        keys += reversed(last) if self._ending.details else last
        return [*keys, *([Key("M", "milestone", "milestone")] if offers.milestone else [])]


def _more(width: int, _height: int) -> Text:
    words = "D shows the details: part by part, how sure you were, what cost most, token by token, and the sources."
    return stack(wrapped(words, width, MUTED))


def _shared(share: str, width: int, _height: int) -> Text:
    return share_box(share, width)
