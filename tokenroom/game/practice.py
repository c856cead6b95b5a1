"""Practice: any corpus, any genre, as long as one likes. A practice is a level whose name says what it is played on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from tokenroom.errors import BadInput, one_line
from tokenroom.game.against_class import told_of
from tokenroom.game.class_means import MARK, against, means_path, read_means
from tokenroom.game.level import Level, LevelFile, find_level, load_level
from tokenroom.game.predict_level import CorpusPassage, Predict
from tokenroom.game.prefer_level import Prefer
from tokenroom.rivals.field import Field, open_field
from tokenroom.text.corpus import corpus_names
from tokenroom.text.documents import Document

PRACTICE = "practice"
_AT, _OF = "@", "/"  # practice@CORPUS/GENRE
_CHARACTERS = 40  # of a text that are read for each token that is needed: no token is as long on average


@dataclass(frozen=True, slots=True)
class PracticeText:
    """A corpus that one may practise on.

    Attributes:
        corpus: its name.
        title: what it is called.
        genres: those with a held-out text that is long enough, sorted.
    """

    corpus: str
    title: str
    genres: tuple[str, ...]


def practice_name(corpus: str, genre: str = "") -> str:
    """Return the name of practice on a corpus and, unless it is empty, a genre of it.

    >>> practice_name("english", "tales")
    'practice@english/tales'
    """
    return f"{PRACTICE}{_AT}{corpus}" + (f"{_OF}{genre}" if genre else "")


def is_practice(level: str) -> bool:
    """Return whether a level's name is that of a practice.

    Against a class one plays what it has played, and no other page.

    >>> is_practice("practice@english/tales"), is_practice("practice"), is_practice("practice@class:7b")
    (True, True, False)
    """
    base, _, wanted = level.partition(_AT)
    return base == PRACTICE and not wanted.startswith(MARK)


def practice_texts() -> tuple[PracticeText, ...]:
    """Return what one may practise on; a corpus that cannot be read or has no passage long enough is left out.

    Reads held-out documents until each genre has one, so it may take a second.

    Raises:
        BadInput: there is no level to practise with.
    """
    tokens = _passage(load_level(find_level(PRACTICE))).tokens
    return tuple(text for name in corpus_names() for text in _practice_text(name, tokens) if text.genres)


def open_level(name: str) -> Level:
    """Return the level called `name` (raises BadInput if there is none).

    It may be that of a practice, of a level in which answers are valued, on pairs of one's own: LEVEL@FILE, or of one
    that a class has played, against that class: LEVEL@class:NAME.
    """
    base, at, wanted = name.partition(_AT)
    level = load_level(find_level(base))
    if not at:
        return level
    if wanted.startswith(MARK):
        return _against(level, name, wanted.removeprefix(MARK))
    if isinstance(level.file.mechanic, Prefer) and wanted:
        return replace(level, name=name, file=_with_pairs(level, wanted))
    if base != PRACTICE and wanted:
        right = "pairs of one's own go with a level in which answers are valued, such as 13"
        raise BadInput("level", name, "there is no such level", right)
    corpus, _, genre = wanted.partition(_OF)
    if base != PRACTICE or not corpus:
        raise BadInput("level", name, "there is no such level", practice_name("english", "tales"))
    return replace(level, name=name, file=_on(level, corpus, genre))


def _against(level: Level, name: str, called: str) -> Level:
    """A level as a class played it, with that class next door."""
    rival = against(read_means(means_path(called)), level.name)
    title = f"{level.file.title}: against the class {rival.name}"
    told = told_of(rival, level.story)
    return replace(level, name=name, file=msgspec.structs.replace(level.file, title=title), story=told, against=rival)


def _on(level: Level, corpus: str, genre: str) -> LevelFile:
    passage = msgspec.structs.replace(_passage(level), corpus=corpus, genres=(genre,) if genre else ())
    title = f"{level.file.title}: {corpus}" + (f", {genre}" if genre else "")
    mechanic = msgspec.structs.replace(level.file.mechanic, passage=passage)
    return msgspec.structs.replace(level.file, title=title, mechanic=mechanic)


def _with_pairs(level: Level, path: str) -> LevelFile:
    """A level whose pairs are those at `path`; whoever opens it reads them."""
    return msgspec.structs.replace(level.file, title=f"{level.file.title}: {one_line(Path(path).name, 40)}")


def _passage(level: Level) -> CorpusPassage:
    mechanic = level.file.mechanic
    assert isinstance(mechanic, Predict)
    assert isinstance(mechanic.passage, CorpusPassage)
    return mechanic.passage


def _practice_text(corpus: str, tokens: int) -> Iterator[PracticeText]:
    try:
        field = open_field(corpus)
        genres: set[str] = set()
        for document in field.corpus.held_out:
            if document.genre not in genres and _has(document, tokens, field):
                genres.add(document.genre)
        yield PracticeText(corpus, field.corpus.info.title, tuple(sorted(genres)))
    except (BadInput, OSError):
        return


def _has(document: Document, tokens: int, field: Field) -> bool:
    """Whether a document has so many tokens."""
    return len(field.tokenizer.encode(document.text.rstrip("\n")[: tokens * _CHARACTERS])) >= tokens
