"""What the prompt screen is made of, and how each part is drawn at each stage. Nothing here changes the session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tokenroom.game.prompt import PromptSession
from tokenroom.game.prompt_model import ALONE, ContextTokens
from tokenroom.room.draw import prompt as draw
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.draw.prompt_ending import prompt_ending
from tokenroom.room.ink import MUTED
from tokenroom.room.prompt_view import PromptView, Stage, fold
from tokenroom.room.screens.stages import StageScreen
from tokenroom.room.widgets.context_area import ContextArea
from tokenroom.room.widgets.drawing import Draw, Drawing
from tokenroom.room.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play


class PromptParts(StageScreen):
    """Shows one session of *prompt*.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
    """

    CSS_PATH = "prompt.tcss"
    stage: Stage = "telling"
    AUTO_FOCUS = ""  # the context has the keys only while it is written

    def __init__(self, play: Play, resumed: bool) -> None:
        recorded, first = play
        super().__init__(recorded)
        assert isinstance(recorded.session, PromptSession)
        self.session = recorded.session
        self.view = fold(PromptView(), first)
        self._resumed = resumed

    def compose_table(self) -> ComposeResult:
        """Yield the context as text and as tokens, and what came of a try."""
        with Vertical(id="writing"):
            yield ContextArea(id="context")
            yield Drawing(id="count")
            yield Drawing(id="tokens")
            yield Drawing(id="figures")
        with Vertical(id="tried"):
            yield Drawing(id="outcome")
            with Horizontal(id="picture"):
                yield Drawing(id="losses")
                yield Drawing(id="curve")
            yield Drawing(id="costs")
            yield Drawing(id="said")

    @property
    def area(self) -> ContextArea:
        """Where the context is written."""
        return self.query_one(ContextArea)

    def show(self, stage: Stage) -> None:
        """Show another stage."""
        self.go_to(stage)
        self.redraw()
        self.area.can_focus = stage == "writing"
        self.set_focus(self.area if stage == "writing" else None)

    def show_and_tell(self, stage: Stage) -> None:
        """Show a stage, and tell there what was said last."""
        self.show(stage)
        self.tell(self.view.said)

    def show_end(self) -> None:
        """Show the report of the session."""
        self.room.show_ending(prompt_ending(self.view))

    def written(self) -> str:
        """Return what to begin writing with: the best try so far, or the question alone."""
        best = self.session.state.best
        return best.context if best is not None else ALONE

    def redraw(self) -> None:
        """Draw all parts anew; those that look the same are not painted again."""
        view = self.view
        drawings: dict[str, Draw] = {"header": lambda width, _: draw.header_text(view, width)}
        if self.stage == "writing":
            drawings |= self._writing(view)
        elif self.stage == "tried":
            drawings |= _tried(view)
        for name, drawing in drawings.items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        self.query_one(KeyLine).show_keys(draw.KEYS[self.stage])

    def _writing(self, view: PromptView) -> dict[str, Draw]:
        started, tokens = view.started, self.session.context_tokens(self.area.text)
        assert started is not None
        return {
            "count": partial(_count, tokens, started.room, started.kept),
            "tokens": lambda width, height: draw.tokens_text(tokens, width, height),
            "figures": lambda width, _: draw.reminder_text(view, width),
        }


def _count(tokens: ContextTokens, room: int, kept: int, width: int, _height: int) -> Text:
    return draw.count_text(tokens, room, kept, width)


def _tried(view: PromptView) -> dict[str, Draw]:
    tried, words = view.tried[-1], draw.asked_words(view)

    def costs(width: int, _height: int) -> Text:
        return stack([*wrapped(f"Token by token: {words}", width, MUTED), draw.costs_text(tried, width)])

    return {
        "outcome": lambda width, _: draw.outcome_text(tried, width),
        "losses": lambda width, _: draw.losses_text(tried, width),
        "curve": lambda width, height: draw.curve_text(view, width, height),
        "costs": costs,
        "said": lambda width, height: draw.said_text(tried.completions, width, height),
    }
