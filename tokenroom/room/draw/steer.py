"""What each part of the steer screen shows while runs are set and taken: the knob, the runs, an update, samples."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.game.steer_events import GroupAnswer, Run, Sample
from tokenroom.game.steer_words import (
    knob_words,
    likelier_words,
    mean_words,
    price_words,
    run_words,
    update_words,
)
from tokenroom.game.units import Units
from tokenroom.room.draw.lines import bar, cell, right, rule, stack, wrapped
from tokenroom.room.draw.pace import pace
from tokenroom.room.draw.steer_curves import judged_curves, update_curves
from tokenroom.room.ink import BAR, BETTER, CURRENT, MUTED, RIVAL, TITLE, WORSE, YOU
from tokenroom.room.steer_view import SteerView
from tokenroom.text.display import safe_text

LONGEST = 600  # characters of one text that are shown
LABEL = 12  # columns in front of the knob's settings
MOST_ADVANTAGE = 2.5  # standard deviations of a full bar
SPAN = 5  # columns of a bar
WIDEST = 100
RUN_COLUMNS = ((" ", 3), ("knob", 6), ("updates", 11), ("reward", 15), ("judge", 17), ("KL", 9))


def header_text(view: SteerView, width: int) -> Text:
    """Return the first line: the level, and how far what is on it is."""
    if view.started is None:
        return Text()
    title = safe_text(view.started.title)
    if view.wanted is not None:
        return rule(title, f"answer {min(len(view.tries) + 1, view.wanted.tries)} of {view.wanted.tries}", width)
    if view.ended_run is not None and not view.ended_run.run.run:
        return rule(title, "the model that ships", width)
    if view.began is None:
        runs = len(view.runs)
        return rule(title, f"{runs} {'run' if runs == 1 else 'runs'}" if runs else "", width)
    done = view.moves[-1].update if view.moves else 0
    far = f"run {view.began.run} · knob {knob_words(view.began.kl_weight)} · update {done} of {view.began.updates}"
    return rule(title, far, width)


def set_text(view: SteerView, width: int) -> Text:
    """Return the knob, the length of a run, what both mean, and all runs so far."""
    if view.started is None:
        return Text()
    width = min(width, WIDEST)
    lines = wrapped(f"Goal: {view.started.goal}.", width, TITLE)
    lines += [Text(), _settings("KL knob", view.started.knobs, view.kl_weight, "← →")]
    lines += [_settings("updates", view.started.lengths, view.updates, "↑ ↓"), Text()]
    lines += [*wrapped(price_words(view.kl_weight), width), *wrapped(update_words(view.started), width, MUTED)]
    judge = f"The judge has {view.started.judged} questions that no policy and no reward model has seen."
    lines += wrapped(judge, width, MUTED)
    return stack([*lines, Text(), runs_text(view.runs, view.units, width)] if view.runs else lines)


def _settings(label: str, settings: Sequence[float], here: float, keys: str) -> Text:
    line = Text(cell(label, LABEL), style=TITLE)
    for setting in settings:
        words = knob_words(setting)
        line.append(f"▸{words}◂" if setting == here else f" {words} ", style=CURRENT if setting == here else MUTED)
        line.append("  ")
    if len(settings) > 1:
        line.append(f"  {keys}", style=MUTED)
    return line


def runs_text(runs: Sequence[Run], units: Units, width: int) -> Text:
    """Return a table of runs."""
    head = "".join(right(name, size) for name, size in RUN_COLUMNS)
    lines = [Text("Runs", style=TITLE), Text(head, style=MUTED)]
    for run in runs:
        cells = (
            f"{run.run or 'S'}",
            knob_words(run.kl_weight),
            f"{run.updates}/{run.total}",
            f"{run.reward[0]:.2f} → {run.reward[1]:.2f}",
            f"{100 * run.passed[0] / run.asked:.0f} → {100 * run.passed[1] / run.asked:.0f} %",
            units.figure(run.kl, 3),
        )
        row = "".join(right(text, size) for text, (_, size) in zip(cells, RUN_COLUMNS, strict=True))
        lines.append(Text.assemble(row, (" kept", YOU) if run.kept else ""))
    note = f"KL in {units.name} a token."
    note += " S: the model that ships." if any(not run.run for run in runs) else ""
    return stack([*lines, *wrapped(note, width, MUTED)])


def progress_text(view: SteerView, rate: float | None, width: int) -> Text:
    """Return how far a run is, at what rate, and how long it still takes; or what came of it.

    Args:
        view: the session so far.
        rate: updates a second; None if nobody knows.
        width: columns.
    """
    if view.ended_run is not None:
        return stack(wrapped(run_words(view.ended_run.run, view.units), min(width, 120), TITLE))
    if view.began is None:
        return Text()
    done, total = (view.moves[-1].update if view.moves else 0), view.began.updates
    words = f" {done} of {total} updates{pace(done, total, rate, 'update')}"
    return Text.assemble((bar(done / total, max(4, min(24, width - len(words) - 2))), BAR), words)


def curves_page(view: SteerView, width: int, height: int) -> Text:
    """Return all curves of the run."""
    judged = view.judged or view.last_run
    total = view.began.updates if view.began else max((j.update for j in judged), default=1)
    below = 0 if len(view.moves) < 2 else min(12, max(5, height // 2 - 1))
    lines = [judged_curves(judged, total, width, min(20, height - below - 1))]
    if below:
        lines += [Text(), update_curves(view.moves, total, view.units, width, below)]
    return stack(lines)


def update_text(view: SteerView, width: int) -> Text:
    """Return one prompt of the newest update: its answers, rewards, advantages, and what became likelier."""
    shown = view.shown
    if shown is None:
        return Text("No update has been taken yet.", style=MUTED)
    head = f"Update {shown.update}, prompt {shown.group} of {shown.groups}"
    lines = [Text.assemble((head, TITLE), ("   ← → the other prompts", MUTED))]
    for turn in shown.prompt:
        lines += wrapped(
            f"{turn.role}: {safe_text(turn.text, LONGEST)}", width, TITLE if turn.role == "user" else MUTED
        )
    lines += [*wrapped(mean_words(shown), width, MUTED), Text(" reward  advantage  likelier  answer", style=MUTED)]
    for answer in shown.answers:
        lines += _answer_lines(answer, width)
    return stack(lines)


def _answer_lines(answer: GroupAnswer, width: int) -> list[Text]:
    ink = BETTER if answer.advantage > 0 else WORSE
    sized = bar(min(1.0, abs(answer.advantage) / MOST_ADVANTAGE), SPAN)
    lead = Text.assemble(
        right(f"{answer.reward:.2f}", 7),
        (right(f"{answer.advantage:+.2f}", 6), ink),
        (f" {sized}", ink),
        (right(likelier_words(answer), 8), ink),
        "  ",
    )
    text = wrapped(safe_text(answer.text, LONGEST) or "(nothing)", width - len(lead.plain))
    return [lead + text[0], *(Text(" " * len(lead.plain)) + line for line in text[1:])]


def samples_text(view: SteerView, width: int) -> Text:
    """Return answers to the same questions, before the run and after it."""
    if view.ended_run is None:
        return Text("When the run ends, the same questions are put to the model before it and after it.", style=MUTED)
    lines: list[Text] = []
    for sample in view.ended_run.samples:
        lines += [*_sample(sample, width), Text()]
    return stack(lines[:-1])


def _sample(sample: Sample, width: int) -> list[Text]:
    lines = wrapped(safe_text(sample.question, LONGEST), width, TITLE)
    for name, texts, ink in (("before", sample.before, ""), ("after", sample.after, RIVAL)):
        for n, text in enumerate(texts):
            inner = wrapped(safe_text(text, LONGEST) or "(nothing)", width - 9)
            leads = [name if n == 0 else "", *[""] * (len(inner) - 1)]
            lines += [
                Text.assemble((f"  {lead:<7}", MUTED), (line.plain, ink))
                for lead, line in zip(leads, inner, strict=True)
            ]
    return lines
