"""Playing a level of the mechanic *curate* by its solution, and by pressing Enter alone."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.game.commands import Begin, Next
from tokenroom.game.curate import CurateSession
from tokenroom.game.curate_commands import SetFilter, Train, TrainOn
from tokenroom.game.curate_level import CurateSolution
from tokenroom.game.session import CommandError
from tokenroom.game.units import percent


def play_solution(session: CurateSession, solution: CurateSolution, path: Path) -> str:
    """Set the filters, train, and say what it gave (raises CheckFailed for a setting that there is not)."""
    session.apply(Begin())
    for name, setting in solution.filters.items():
        try:
            session.apply(SetFilter(name, setting))
        except CommandError as error:
            raise CheckFailed(path, f"filters.{name}", str(error)) from error
    _train(session)
    compared = session.state.compared
    assert compared is not None
    return (
        f"ahead by {compared.gain:.2f} nats ({compared.raw:.2f} raw, {compared.cleaned:.2f} cleaned), "
        f"{percent(compared.spared, 1)} of the good text spared, {compared.contacts_left} contacts left"
    )


def play_null(session: CurateSession) -> None:
    """Train on the heap as it is, and go on."""
    session.apply(Begin())
    _train(session)


def _train(session: CurateSession) -> None:
    session.apply(Train())
    while session.state.phase == "training":
        session.apply(TrainOn())
    session.apply(Next())
