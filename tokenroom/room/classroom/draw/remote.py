"""What a teacher sees on the remote: where the class is, who has answered, who is here, what to say, the plan."""

from __future__ import annotations

from rich.text import Text

from tokenroom.classroom.to_clients import SeatLine, StepLine
from tokenroom.classroom.views import CurateView, MergeView, PredictView, PreferView, QuestionsView, TalkView
from tokenroom.game.units import Units
from tokenroom.room.classroom.acts import Watched
from tokenroom.room.classroom.draw import votes
from tokenroom.room.classroom.draw.ended import ended_text
from tokenroom.room.classroom.draw.figures import class_curves, figures_text
from tokenroom.room.classroom.draw.header import place_words, time_words
from tokenroom.room.classroom.draw.predict import passage_view
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import bar, cell, padded, right, rule, stack, wrapped
from tokenroom.room.draw.passage import passage_text
from tokenroom.room.ink import BAR, BETTER, CURRENT, MUTED, TITLE, VOICE, WORSE
from tokenroom.text.display import safe_text

PHASES = {
    "lobby": "people come in",
    "talk": "talk",
    "opened": "the level is told",
    "asked": "open",
    "locked": "locked: no more answers",
    "revealed": "revealed",
    "working": "a model is learning",
    "worked": "it has learned",
    "ended": "the end of the level",
    "over": "the lesson is over",
}
PASSAGE = 6  # lines


def header_text(watched: Watched, width: int) -> Text:
    """Return the first line: the step, the code, what is on and what is off."""
    stage, desk = watched.stage, watched.desk
    if stage is None or desk is None:
        return rule("Remote", "", width)
    door = "door open" if desk.door_open else "DOOR CLOSED"
    names = "names shown" if desk.names_shown else "names hidden"
    first = " · new names wait" if desk.names_first else ""
    lost = "OUT OF REACH · " if watched.is_lost else ""
    return rule(
        f"{desk.step}/{len(desk.steps)} {safe_text(stage.title)}",
        f"{lost}code {desk.code} · {door} · {names}{first}",
        width,
    )


def state_text(watched: Watched, left: float | None, width: int) -> Text:
    """Return where the class is, and how many have answered."""
    stage, count = watched.stage, watched.count
    if stage is None:
        return Text("Coming in …")
    phase = "PAUSED" if stage.paused else PHASES[stage.phase]
    back = f"looking back by {stage.looking_back}" if stage.looking_back else ""
    words = " · ".join(part for part in (place_words(stage), phase, time_words(left), back) if part)
    lines = [Text(words, style=TITLE)]
    if count is not None and stage.phase in {"asked", "locked"}:
        told = f"  {count.answered} of {count.present} here have answered"
        bars = max(0, min(40, width - len(told)))
        lines.append(Text.assemble((bar(count.answered / max(1, count.present), bars), BAR), (told, CURRENT)))
    elif count is not None:
        lines.append(Text(f"{count.present} here, {count.seats} seats", style=MUTED))
    return stack(lines)


def say_text(watched: Watched, width: int) -> Text:
    """Return what the plan has for the teacher to say."""
    lines = wrapped(safe_text(watched.says), max(1, width - 9)) if watched.says else []
    lead = [("For you: " if n == 0 else " " * 9, VOICE) for n in range(len(lines))]
    return stack(Text.assemble(first, line) for first, line in zip(lead, lines, strict=True))


def shown_text(watched: Watched, units: Units, width: int, height: int) -> Text:
    """Return what the class is looking at."""
    stage = watched.stage
    view = stage.view if stage is not None else None
    if stage is None or view is None:
        return Text()
    if stage.phase in {"ended", "working", "worked"}:
        return ended_text(view, (), units, width, height)
    match view:
        case TalkView(text=text):
            return stack(wrapped(safe_text(text), width))
        case QuestionsView():
            return _questions(view, watched.look_for, width)
        case PredictView(item=0) | PreferView(item=0) | MergeView(item=0) | CurateView(item=0):
            return stack(line for said in stage.told for line in wrapped(safe_text(said.text), width))
        case PredictView():
            return _predict(view, units, width, height)
        case PreferView(asked=asked) if asked is not None:
            answers = [
                *wrapped(f"A  {safe_text(asked.first)}", width),
                *wrapped(f"B  {safe_text(asked.second)}", width),
            ]
            return stack([*answers, Text(), votes.told_pair_text(view, units, width)])
        case MergeView():
            return stack([votes.merge_page_text(view, width), Text(), votes.merged_text(view, width)])
        case CurateView(revealed=None):
            return votes.settings_text(view, -1, width)
        case CurateView():
            return votes.chosen_text(view, width)
    return Text()


def _questions(view: QuestionsView, look_for: tuple[tuple[str, ...], ...], width: int) -> Text:
    """Each question, and below it what its rubric looks for: what the teacher needs when answers are talked about."""
    lines: list[Text] = []
    for n, question in enumerate(view.questions):
        points = look_for[n] if n < len(look_for) else ()
        lines += wrapped(safe_text(question.text), width)
        lines += wrapped(safe_text(f"Look for: {'; '.join(points)}."), width, MUTED) if points else []
    return stack(lines)


def _predict(view: PredictView, units: Units, width: int, height: int) -> Text:
    passage = passage_text(passage_view(view), view.spaced, width, min(PASSAGE, max(2, height // 2)))
    if view.figures is None:
        return passage
    table = figures_text(view.figures, None, view.rival, units, width)
    free = min(14, height - PASSAGE - table.plain.count("\n") - 3)
    curves = class_curves(view.figures, (), view.rival, view.items, units, width, free)
    return stack([passage, Text(), table, *([Text(), curves] if curves.plain else [])])


def list_text(watched: Watched, units: Units, width: int, height: int) -> Text:
    """Return who is here, or the plan; the row at the cursor in view."""
    desk = watched.desk
    if desk is None:
        return Text()
    here = sum(seat.here for seat in desk.seats)
    heads = (f"[who is here {here}]  plan ", f" who is here {here}  [plan]")
    head = Text(cell(heads[watched.shows_plan], width), style=CURRENT)
    if not watched.rows:
        return stack([head, *wrapped("Nobody has come in yet.", width, MUTED)])
    first = max(0, min(watched.place - (height - 1) // 2, watched.rows - (height - 1)))
    rows = range(first, min(watched.rows, first + max(1, height - 1)))
    if watched.shows_plan:
        return stack([head, *(_step(desk.steps[n], n, n == watched.place, n + 1 == desk.step, width) for n in rows)])
    return stack([head, *(_seat(desk.seats[n], n == watched.place, units, width) for n in rows)])


def _seat(seat: SeatLine, is_chosen: bool, units: Units, width: int) -> Text:
    """A student: answered or not, here or away, the mean so far."""
    mark, ink = ("✓", BETTER) if seat.answered else ("·", MUTED)
    state = {"waiting": "waits", "removed": "out"}.get(seat.state, "" if seat.here else "away")
    mean = units.figure(seat.mean, 2) if seat.mean is not None else ""
    return Text.assemble(
        (f"{'▸' if is_chosen else ' '}", CURRENT),
        (f"{mark} ", ink),
        padded(safe_text(seat.name), CURRENT if is_chosen else "", max(6, width - 10)),
        (right(state or mean, 7), WORSE if state else MUTED),
    )


def _step(step: StepLine, number: int, is_chosen: bool, is_now: bool, width: int) -> Text:
    minutes = f"{step.minutes:g} min" if step.minutes else ""
    name = max(6, width - 14)
    return Text.assemble(
        (f"{'▸' if is_chosen else ' '}{'●' if is_now else ' '}{number + 1:>2} ", CURRENT),
        (cell(safe_text(step.title), name), CURRENT if is_now or is_chosen else ""),
        (right(minutes, 9), MUTED),
    )


def first_keys(watched: Watched) -> tuple[Key, ...]:
    """Return the keys that lead the class."""
    paused = watched.stage is not None and watched.stage.paused
    timed = watched.stage is not None and watched.stage.seconds_left is not None
    return (
        Key("Enter", "reveal" if watched.is_to_reveal else "go on", "press('enter')"),
        Key("B", "back", "press('b')"),
        Key("R", "reveal", "press('r')"),
        Key("N", "next", "press('n')"),
        Key("L", "lock", "press('l')"),
        Key("P", "open curtain" if paused else "pause", "press('p')"),
        Key("T", "no time" if timed else "a minute", "press('t')"),
        Key("E", "+30 s", "press('e')"),
    )


def second_keys(watched: Watched) -> tuple[Key, ...]:
    """Return the keys that change who is here and what is shown."""
    desk, seat = watched.desk, watched.seat
    keys = [Key("Tab", "who is here" if watched.shows_plan else "plan", "press('tab')")]
    if watched.shows_plan:
        keys.append(Key("O", "go to step", "press('o')"))
    elif seat is not None:
        named = {"waiting": ("A", "admit", "a"), "removed": ("I", "let in", "i")}
        if seat.state in named:
            name, words, key = named[seat.state]
            keys.append(Key(name, words, f"press('{key}')"))
        if seat.state != "removed":
            keys.append(Key("X", "remove", "press('x')"))
        keys.append(Key("M", "rename", "press('m')"))
    if desk is not None:
        keys.append(Key("H", "hide names" if desk.names_shown else "show names", "press('h')"))
        keys.append(Key("D", "close door" if desk.door_open else "open door", "press('d')"))
        keys.append(Key("F", "no waiting" if desk.names_first else "names first", "press('f')"))
    if watched.is_over:
        keys.append(Key("Del", "delete the class", "press('delete')"))
    return (*keys, Key("F1", "help", "help"))
