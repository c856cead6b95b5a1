"""Which screen plays a session: one for each mechanic, imported when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokenroom.game.mechanics import kind_of

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play
    from tokenroom.room.screens.working import WorkingScreen
    from tokenroom.room.sheet import Mode


def import_screens() -> None:
    """Import the screens now, so that the first level need not wait for it."""
    from tokenroom.room.screens import chat, curate, merge, predict, prefer, prompt, sample, steer, verify  # noqa: F401


def screen_for(play: Play, resumed: bool, answer_in: Mode | None) -> WorkingScreen:
    """Return the screen for a session and its events so far.

    Args:
        play: the session and its events.
        resumed: whether those events were seen before, so that none of them is told again.
        answer_in: the way to answer that was asked for, where there are several.
    """
    match kind_of(play[0].session.setup.level):
        case "predict":
            from tokenroom.room.screens.predict import PredictScreen

            return PredictScreen(play, resumed, answer_in)
        case "merge":
            from tokenroom.room.screens.merge import MergeScreen

            return MergeScreen(play, resumed)
        case "curate":
            from tokenroom.room.screens.curate import CurateScreen

            return CurateScreen(play, resumed)
        case "prefer":
            from tokenroom.room.screens.prefer import PreferScreen

            return PreferScreen(play, resumed)
        case "prompt":
            from tokenroom.room.screens.prompt import PromptScreen

            return PromptScreen(play, resumed)
        case "sample":
            from tokenroom.room.screens.sample import SampleScreen

            return SampleScreen(play, resumed, answer_in)
        case "chat":
            from tokenroom.room.screens.chat import chat_screen

            return chat_screen(play, resumed, answer_in)
        case "steer":
            from tokenroom.room.screens.steer import SteerScreen

            return SteerScreen(play, resumed)
        case "verify":
            from tokenroom.room.screens.verify import VerifyScreen

            return VerifyScreen(play, resumed)
        case kind:
            raise AssertionError(f"no screen for {kind}")
