"""Warming up: what levels share is read and counted before anyone asks for it, so that even the first opens at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tokenroom.game.commands import Begin
from tokenroom.game.level import APART, level_names
from tokenroom.game.mechanics import new_session
from tokenroom.game.practice import open_level
from tokenroom.game.predict_level import CorpusPassage, Predict, TextPassage
from tokenroom.rivals.field import COUNTED, OpenField

Piece = Callable[[], object]


def warm_up(open_field: OpenField) -> Iterator[Piece]:
    """Yield pieces of work, a fraction of a second each, after which every level opens as if it had been opened before.

    First come the players of each text, then every level of *predict*, which is opened and thrown away. Nothing is
    recorded.

    Args:
        open_field: gives the field of a corpus by name, without rivals from outside; a level must be opened with what
            the same function gives.

    Raises:
        BadInput: a level cannot be read; or, by a piece, the content that it needs. Whoever opens the level will meet
            the same fault.
    """
    plays = {name: open_level(name).file.mechanic for name in (*level_names(), *APART)}
    predicts = {name: mechanic for name, mechanic in plays.items() if isinstance(mechanic, Predict)}
    passages = [passage for mechanic in predicts.values() for passage in mechanic.all_passages]
    for corpus in dict.fromkeys(p.corpus for p in passages if isinstance(p, CorpusPassage | TextPassage)):
        yield partial(_read, corpus, open_field)
        yield from (partial(_count, corpus, player, open_field) for player in COUNTED)
    yield from (partial(_open, name, open_field) for name in predicts)


def _read(corpus: str, open_field: OpenField) -> None:
    """Read the checkpoints that know a corpus."""
    _ = open_field(corpus).ladder


def _count(corpus: str, player: str, open_field: OpenField) -> None:
    open_field(corpus).player(player).log_probs([])


def _open(level: str, open_field: OpenField) -> None:
    new_session(open_level(level), 0, 0.0, open_field).apply(Begin())
