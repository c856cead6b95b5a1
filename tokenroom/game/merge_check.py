"""Playing a level of the mechanic *merge* by its solution, and by pressing Enter alone."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.game.commands import Begin, Next
from tokenroom.game.merge import MergeSession
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.merge_events import MergeScored
from tokenroom.game.merge_level import MergeSolution
from tokenroom.game.merge_report import cutter_in_words
from tokenroom.game.session import CommandError
from tokenroom.text.merging import symbol_text


def play_solution(session: MergeSession, solution: MergeSolution, path: Path) -> str:
    """Play the solution and say what it gave (raises CheckFailed if it cannot be played)."""
    items = session.setup.items
    if len(solution.picks) != items:
        raise CheckFailed(path, "picks", f"has {len(solution.picks)} picks", f"the level asks {items}")
    events = list(session.apply(Begin()))
    for n, pick in enumerate(solution.picks):
        _pick(session, pick, path, n)
        events += session.apply(Next())
    (scored,) = (event for event in events if isinstance(event, MergeScored))
    return ", ".join(f"{cutter_in_words(s.player)} {s.tokens_per_byte:.3f}" for s in scored.scores) + " tokens a byte"


def play_null(session: MergeSession) -> None:
    """Play to the end by letting every merge pass."""
    session.apply(Begin())
    while session.state.phase != "ended":
        session.apply(Next())


def _pick(session: MergeSession, pick: tuple[str, ...], path: Path, n: int) -> None:
    if not pick:
        session.apply(Next())
        return
    key = f"picks[{n}]"
    if len(pick) != 2:
        raise CheckFailed(path, key, "is no pair", 'write two symbols, such as ["t", "h"]')
    left, right = (_symbol(session, text, path, key) for text in pick)
    try:
        session.apply(PickPair(left, right))
    except CommandError as error:
        raise CheckFailed(path, key, str(error), "pick two neighbours") from error


def _symbol(session: MergeSession, text: str, path: Path, key: str) -> int:
    for number, symbol in enumerate(session.state.symbols):
        if symbol_text(symbol) == text:
            return number
    raise CheckFailed(path, key, f"{text!r} is no symbol by then", "make it with an earlier pick")
