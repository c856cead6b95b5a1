"""What is said of each event of *curate*, as paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.curate_events import (
    CurateStarted,
    Filtered,
    PageShown,
    RivalsCompared,
    Trained,
    TrainingBegan,
    TrainingStopped,
)
from tokenroom.game.curate_figures import compared_in_words, filter_rows, left_in_words
from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.units import percent
from tokenroom.text.display import safe_text

SHOWN = 900  # characters of a page, raw and cleaned
EXAMPLE = 70


def told(event: AnyEvent, started: CurateStarted) -> list[str]:
    """Return what is said of an event; `started` is the session's first."""
    match event:
        case CurateStarted():
            return _started(event)
        case Said():
            return _said(event)
        case Filtered():
            return ["", *table(started, event), "", left_in_words(started, event)]
        case PageShown():
            return _page(event)
        case TrainingBegan():
            return ["", _began(event)]
        case Trained():
            return [_trained(event)]
        case TrainingStopped():
            return ["", "Both have stopped; what they had learned is gone."]
        case RivalsCompared():
            return ["", compared_in_words(event), _limits(event)]
        case Hinted():
            return ["", f"Hint: {event.text}" + (f" ({event.left} more)" if event.left else " (the last one)")]
        case SessionEnded():
            return _ended(event)
        case _:
            return []


def table(started: CurateStarted, filtered: Filtered) -> list[str]:
    """Return the filters with what is left behind each."""
    lines = [f"  {'filter':<14}{'setting':<13}{'pages taken':>13}{'good text left':>16}{'rest left':>11}"]
    for number, row in enumerate(filter_rows(started, filtered), start=1):
        taken = f"{row.pages_taken:,} of {row.pages_in:,}"
        left = f"{percent(row.good, 1):>16}{percent(row.rest, 1):>11}"
        lines.append(f"  {number} {row.filter:<12}{row.setting:<13}{taken:>13}{left}")
    return lines


def offers(started: CurateStarted) -> list[str]:
    """Return every filter with its settings, as they are typed."""
    lines: list[str] = []
    for offer in started.filters:
        lines += ["", f"{offer.filter}: {offer.words}"]
        lines += [f"  {offer.filter} {option.setting}: {option.words}" for option in offer.options]
    return lines


def examples(filtered: Filtered, which: str) -> list[str]:
    """Return examples of what a filter takes."""
    taken = next(effect.examples for effect in filtered.effects if effect.filter == which)
    return [f"  {safe_text(e.url, EXAMPLE)}: {safe_text(e.text, EXAMPLE)}" for e in taken]


def _started(event: CurateStarted) -> list[str]:
    return [
        "",
        f"{event.title}: {event.heap}, {event.pages:,} pages, {event.n_bytes:,} bytes, five filters, "
        f"{event.trainings} trainings.",
        f"The goal: {event.goal}.",
    ]


def _page(event: PageShown) -> list[str]:
    if event.taken_by is not None:
        outcome = [f"The filter {event.taken_by} takes it whole: {_joined(event.taken)}"]
    else:
        taken = [f"Taken from it: {_joined(event.taken)}"] if event.taken else []
        outcome = ["What is left of it:", *_indented(event.left), *taken]
    return ["", f"Page {event.page} ({event.kind}): {safe_text(event.url, 200)}", *_indented(event.raw), *outcome]


def _indented(text: str) -> list[str]:
    shown = [f"    {line}" for line in safe_text(text, SHOWN).split("\n") if line.strip()]
    return [*shown, f"    (the first {SHOWN:,} of {len(text):,} characters)"] if len(text) > SHOWN else shown


def _joined(taken: Sequence[str]) -> str:
    return "; ".join(safe_text(words, 120).replace("\n", " ") for words in taken[:6])


def _began(event: TrainingBegan) -> str:
    return (
        f"Training {event.training}: each reads {event.phrases:,} phrases, one of {event.raw_tokens:,} raw tokens, the "
        f"other of {event.cleaned_tokens:,} cleaned ones. Ctrl-C stops them."
    )


def _trained(event: Trained) -> str:
    return (
        f"  phrase {event.phrases:>6,} of {event.total:,}: clean English {event.held_out['raw']:.2f} raw, "
        f"{event.held_out['cleaned']:.2f} cleaned; own text {event.losses['raw']:.2f}, {event.losses['cleaned']:.2f}"
    )


def _ended(event: SessionEnded) -> list[str]:
    outcome = "Goal reached" if event.won else "Goal not reached"
    debrief = [line for said in event.debrief for line in _said(said)]
    journal = ["", f"For your journal: {event.journal}"] if event.journal else []
    return ["", f"{outcome}: {event.goal}.", *debrief, *journal]


def _said(event: Said) -> list[str]:
    return ["", event.text if event.speaker == "narrator" else f'"{event.text}"']


def _limits(event: RivalsCompared) -> str:
    spared = percent(event.spared, 1)
    return f"{spared} of the good text is spared; {event.contacts_left:,} contacts of people are left."
