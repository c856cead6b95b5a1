"""What a class did, as rows: by item, by student, and everything they wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from statistics import fmean

import msgspec

from tokenroom.classroom.from_clients import Write
from tokenroom.classroom.play import Given, Play
from tokenroom.classroom.room import Room
from tokenroom.classroom.views import AnyView, Figures, PredictView, PreferView

FEW = 10  # students, below which a name is easily put to an answer


class AnswerRow(msgspec.Struct, frozen=True):
    """One answer of one student.

    Attributes:
        seat, name: whose; the name is empty unless it was asked for.
        play, step, level, item: of what; play and item from 1, step of the plan from 1.
        came: what came there, as far as it was one text.
        late: whether the class had been shown it already.
        surprise, chance: in nats; None for votes and words.
        together, mean, rival: what it cost the class as one player, the class on average, and the rival.
        answer: as it was given, in JSON.
        at: seconds since the epoch.
    """

    seat: int
    name: str
    play: int
    step: int
    level: str
    item: int
    came: str
    late: bool
    surprise: float | None
    chance: float | None
    together: float | None
    mean: float | None
    rival: float | None
    answer: str
    at: float


class ItemRow(msgspec.Struct, frozen=True):
    """One item: how many answered in time, what it cost on average, and everyone else, in nats."""

    play: int
    step: int
    level: str
    item: int
    came: str
    answered: int
    late: int
    mean: float | None
    together: float | None
    chance: float | None
    rival: float | None


def answer_rows(room: Room, with_names: bool) -> Iterator[AnswerRow]:
    """Yield every answer, item by item, by seat; names only if they are asked for."""
    for play in room.lesson.state.plays:
        for item, each in enumerate(play.state.rounds, start=1):
            shown = each.revealed or each.asked
            for seat, given in sorted(each.given.items()):
                name = room.state.seats[seat].name if with_names else ""
                yield _answer_row(play, item, shown, seat, name, given)


def item_rows(room: Room) -> Iterator[ItemRow]:
    """Yield every item that was asked, in order."""
    for play in room.lesson.state.plays:
        for item, each in enumerate(play.state.rounds, start=1):
            shown, in_time = each.revealed or each.asked, list(each.in_time().values())
            costs = [given.score.surprise for given in in_time if given.score.surprise is not None]
            figures = _figures(shown)
            yield ItemRow(
                play=play.number,
                step=play.step + 1,
                level=shown.level,
                item=item,
                came=_came(shown),
                answered=len(in_time),
                late=len(each.given) - len(in_time),
                mean=fmean(costs) if costs else None,
                together=figures.together if figures is not None else None,
                chance=in_time[0].score.chance if in_time else None,
                rival=_rival(shown, figures),
            )


def hardest(room: Room, most: int = 3) -> list[ItemRow]:
    """Return the items that cost the class most beyond what knowing nothing costs, the worst first."""
    counted = [row for row in item_rows(room) if row.mean is not None and row.chance is not None]
    return sorted(counted, key=lambda row: (row.chance or 0.0) - (row.mean or 0.0))[:most]


def hardest_of_each(room: Room, most: int = 2) -> list[ItemRow]:
    """Return the same for each play of the lesson, play after play."""
    rows = hardest(room, 1_000_000)
    return [row for play in room.lesson.state.plays for row in [r for r in rows if r.play == play.number][:most]]


def as_csv(rows: Sequence[msgspec.Struct]) -> str:
    """Return rows as CSV with a line of heads; what a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for n, row in enumerate(rows):
        if n == 0:
            writer.writerow(row.__struct_fields__)
        writer.writerow([_harmless(getattr(row, name)) for name in row.__struct_fields__])
    return out.getvalue()


def as_jsonl(rows: Sequence[msgspec.Struct]) -> str:
    """Return rows as JSON, one a line."""
    return "".join(msgspec.json.encode(row).decode() + "\n" for row in rows)


def _answer_row(play: Play, item: int, shown: AnyView, seat: int, name: str, given: Given) -> AnswerRow:
    figures = _figures(shown)
    return AnswerRow(
        seat=seat,
        name=name,
        play=play.number,
        step=play.step + 1,
        level=shown.level,
        item=item,
        came=_came(shown),
        late=given.late,
        surprise=given.score.surprise,
        chance=given.score.chance,
        together=figures.together if figures is not None else None,
        mean=figures.mean if figures is not None else None,
        rival=_rival(shown, figures),
        answer="\n\n".join(given.answer.texts)
        if isinstance(given.answer, Write)
        else msgspec.json.encode(given.answer).decode(),
        at=given.at,
    )


def _figures(shown: AnyView) -> Figures | None:
    return shown.figures if isinstance(shown, PredictView | PreferView) else None


def _rival(shown: AnyView, figures: Figures | None) -> float | None:
    rival = shown.rival if isinstance(shown, PredictView) else "reward-model"
    return figures.players.get(rival) if figures is not None and rival is not None else None


def _came(shown: AnyView) -> str:
    return shown.revealed.text if isinstance(shown, PredictView) and shown.revealed is not None else ""


def _harmless(value: object) -> object:
    """A cell as text that no spreadsheet carries out."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
