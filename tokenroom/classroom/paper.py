"""A level of *predict* for paper: item by item what is read, the tokens on offer, and what came for the key."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tokenroom.errors import BadInput
from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.events import AnyEvent, ItemAsked, PassageGrew, PassageOpened, PhrasesPassed, Revealed, Said, Shown
from tokenroom.game.level import Level
from tokenroom.game.parts import Part
from tokenroom.game.predict_level import Predict
from tokenroom.game.predict_setup import new_predict_session
from tokenroom.rivals.field import OpenField
from tokenroom.text.display import joined_text, safe_text, token_label

OFFERED = 8  # tokens of a large vocabulary that an item lists
_TAIL = 700  # characters that stand before the first item, or between two
_PASSED = 2  # phrases that went by, of which a sheet shows the last


@dataclass(frozen=True, slots=True)
class Offered:
    """A token on offer, and what the instinct gives it (0 to 1)."""

    text: str
    share: float


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One item on paper.

    Attributes:
        number: from 1.
        part: what the passage is; empty unless it is another than that of the item before.
        passed: phrases that went by before it.
        came_before: the token that came at the item before, where the passage goes on behind it; may be empty.
        text: what can be read since then, up to the token that is asked for.
        offered: the tokens that are listed.
        rest: what the instinct gives all others together; 0 where all are listed.
        came: the token that comes, for the key alone.
        beyond: what must be added to the surprise of "everything else" to get that of the token; None if it is listed.
        costs: everyone's surprise, by name, nats.
    """

    number: int
    part: str
    passed: tuple[str, ...]
    came_before: str
    text: str
    offered: tuple[Offered, ...]
    rest: float
    came: str
    beyond: float | None
    costs: Mapping[str, float]

    @property
    def is_even(self) -> bool:
        """Whether all tokens are listed and the instinct gives each the same: then scores alone decide."""
        return not self.rest and len({round(option.share, 9) for option in self.offered}) <= 1


@dataclass(frozen=True, slots=True)
class PaperLevel:
    """A level on paper: what is told first, its items, and who plays against the class (empty: nobody)."""

    title: str
    told: tuple[str, ...]
    items: tuple[PaperItem, ...]
    rival: str


def paper_of(level: Level, items: int, seed: int, open_field: OpenField) -> PaperLevel:
    """Return a level for paper; the same arguments always give the same sheet.

    Args:
        level: of *predict*.
        items: how many at most.
        seed: from which it is drawn.
        open_field: gives the field of a corpus by name.

    Raises:
        BadInput: it is a level of another mechanic, or cannot be opened.
    """
    if not isinstance(level.file.mechanic, Predict):
        raise BadInput("level", level.name, "cannot be played on paper", "a level on which tokens are scored")
    session = new_predict_session(level, seed, 0.0, open_field)
    events: Sequence[AnyEvent] = session.apply(Begin())
    told = tuple(said.text for said in events if isinstance(said, Said))
    made: list[PaperItem] = []
    part = None
    for n in range(1, min(items, session.setup.items) + 1):
        events = events if n == 1 else session.apply(Next())
        is_new, part = part is not session.part, session.part
        instinct = tuple(session.instinct)
        revealed = _revealed(session.apply(AnswerScores({})))
        before = "" if is_new or not made else made[-1].came
        made.append(_item(n, events, part, instinct, revealed, before, is_new))
    rival = session.setup.parts[0].rival
    return PaperLevel(level.file.title, told, tuple(made), rival.name if rival else "")


def _item(
    n: int,
    events: Sequence[AnyEvent],
    part: Part,
    instinct: Sequence[float],
    revealed: Revealed,
    before: str,
    is_new: bool,
) -> PaperItem:
    """One item, from the events that asked it, the instinct's log-probabilities (V,) and what came."""
    asked = next(event for event in events if isinstance(event, ItemAsked))
    ids = [option.id for option in asked.candidates]
    listed = ids if part.lists_whole_vocabulary else ids[:OFFERED]
    offered = tuple(Offered(token_label(part.vocabulary.texts[t]), math.exp(instinct[t])) for t in listed)
    rest = 0.0 if part.lists_whole_vocabulary else max(0.0, 1.0 - sum(option.share for option in offered))
    passed = [phrase for event in events if isinstance(event, PhrasesPassed) for phrase in event.phrases]
    return PaperItem(
        number=n,
        part=part.title if is_new else "",
        passed=tuple(_text(phrase, part) for phrase in passed[-_PASSED:]),
        came_before=before,
        text=_text(_grown(events), part),
        offered=offered,
        rest=rest,
        came=token_label(revealed.text),
        beyond=None if revealed.token in listed else math.log(rest) - float(instinct[revealed.token]),
        costs=revealed.surprises,
    )


def _grown(events: Sequence[AnyEvent]) -> list[Shown]:
    """What has come into sight of the passage that is asked about; the end of another one may stand before it."""
    opened = max((n for n, event in enumerate(events) if isinstance(event, PassageOpened)), default=-1)
    return [token for event in events[opened + 1 :] if isinstance(event, PassageGrew) for token in event.tokens]


def _revealed(events: Sequence[AnyEvent]) -> Revealed:
    return next(event for event in events if isinstance(event, Revealed))


def _text(tokens: Sequence[Shown], part: Part) -> str:
    texts = [token.text for token in tokens]
    text = " ".join(texts) if part.vocabulary.is_spaced else safe_text(joined_text(texts))
    return text if len(text) <= _TAIL else f"… {text[-_TAIL:].partition(' ')[2]}"
