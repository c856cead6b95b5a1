"""Practice: any corpus, any genre, as long as one likes. A practice is a level whose name says what it is played on."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.level import Level, LevelFile, find_level, load_level
from tokenroom.game.predict_level import CorpusPassage, Predict

PRACTICE = "practice"
_AT, _OF = "@", "/"  # practice@CORPUS/GENRE


def practice_name(corpus: str, genre: str = "") -> str:
    """Return the name of practice on a corpus and, unless it is empty, a genre of it.

    >>> practice_name("english", "tales")
    'practice@english/tales'
    """
    return f"{PRACTICE}{_AT}{corpus}" + (f"{_OF}{genre}" if genre else "")


def open_level(name: str) -> Level:
    """Return the level called `name`, which may be that of a practice (raises BadInput if there is none)."""
    base, at, wanted = name.partition(_AT)
    level = load_level(find_level(base))
    if not at:
        return level
    corpus, _, genre = wanted.partition(_OF)
    if base != PRACTICE or not corpus:
        raise BadInput("level", name, "there is no such level", practice_name("english", "tales"))
    return replace(level, name=name, file=_on(level, corpus, genre))


def _on(level: Level, corpus: str, genre: str) -> LevelFile:
    mechanic = level.file.mechanic
    assert isinstance(mechanic, Predict)
    assert isinstance(mechanic.passage, CorpusPassage)
    passage = msgspec.structs.replace(mechanic.passage, corpus=corpus, genres=(genre,) if genre else ())
    title = f"{level.file.title}: {corpus}" + (f", {genre}" if genre else "")
    return msgspec.structs.replace(level.file, title=title, mechanic=msgspec.structs.replace(mechanic, passage=passage))
