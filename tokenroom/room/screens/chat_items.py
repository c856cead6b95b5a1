"""The first part of *chat*: the screen of *predict*, with the dialogue as the model sees it in place of the passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tokenroom.game.chat import ChatSession
from tokenroom.game.chat_events import ChatItemsDone
from tokenroom.game.events import AnyEvent
from tokenroom.game.predict import PredictSession
from tokenroom.room.screens.predict import PredictScreen
from tokenroom.room.sheet import Mode
from tokenroom.room.widgets.chat_passage_view import ChatPassageView

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play
    from tokenroom.game.recorded import RecordedSession


class ChatItemsScreen(PredictScreen):
    """Asks for the assistant's tokens; when all are answered, the rest of the session has a screen of its own.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
        answer_in: the way to answer that was asked for; None leaves it to the level.
    """

    passage_class = ChatPassageView

    def __init__(self, play: Play, resumed: bool, answer_in: Mode | None) -> None:
        super().__init__(play, resumed, answer_in)
        self._events = play[1]

    def session_in(self, recorded: RecordedSession) -> PredictSession:
        """Return the session of *predict* within the session."""
        assert isinstance(recorded.session, ChatSession)
        return recorded.session.predicting

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Show events beat by beat; with the last item the screen changes."""
        self._events = (*self._events, *told)
        if any(isinstance(event, ChatItemsDone) for event in told):
            from tokenroom.room.screens.chat import ChatScreen

            self.app.switch_screen(ChatScreen((self.recorded, self._events), resumed=False))
        else:
            super().show_told(told)
