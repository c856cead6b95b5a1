"""What is said of each event of *verify*, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.units import percent
from tokenroom.game.verify_events import (
    AnswerTried,
    BenchOpened,
    CheckerWritten,
    Judged,
    PassAsked,
    PassTried,
    Try,
    VerifyBegan,
    VerifyMeasured,
    VerifyMeasuring,
    VerifyStarted,
    VerifyStopped,
    VerifyUndone,
    VerifyUpdated,
)
from tokenroom.game.verify_figures import WAYS, checker_words, measured_words, share_words, tried_words
from tokenroom.text.checker import NAMES
from tokenroom.text.display import safe_text

ANSWER = 60  # characters of an answer that are shown
MISJUDGED = 6


def told(event: AnyEvent) -> list[str]:
    """Return what is said of an event."""
    match event:
        case VerifyStarted():
            return _started(event)
        case Said():
            return _said(event)
        case PassAsked():
            return _asked(event)
        case PassTried():
            return [
                "",
                *tries_lines(event.tries),
                f"The mean of the group is {event.mean:.2f}.",
                "",
                tried_words(event),
            ]
        case BenchOpened(question):
            return ["", f"On the bench lies {question}. Type ? for what can be done here."]
        case CheckerWritten():
            return written_lines(event)
        case AnswerTried():
            return _answered(event)
        case VerifyBegan():
            return ["", _began(event)]
        case VerifyMeasuring(done, of, when):
            return [f"  measured {when}: {done} of {of} answers"] if done == of else []
        case VerifyUpdated():
            return [_updated(event)]
        case VerifyStopped(_, updates):
            return ["", f"Stopped after {updates} updates." if updates else "Stopped; nothing was learned."]
        case VerifyMeasured():
            return measured_lines(event)
        case VerifyUndone(left):
            more = f"{left} more can be taken back." if left else "The model is as it came."
            return ["", f"What it learned last is taken back. {more}"]
        case Hinted():
            return ["", f"Hint: {event.text}" + (f" ({event.left} more)" if event.left else " (the last one)")]
        case SessionEnded():
            return _ended(event)
        case _:
            return []


def tries_lines(tries: Sequence[Try]) -> list[str]:
    """Return the tries of a sum, each with whether it is right and its advantage."""
    return [
        f"  {number:>2} {'right' if t.right else 'wrong'} advantage {t.advantage:+.2f}  {_shown(t.answer)}"
        for number, t in enumerate(tries, start=1)
    ]


def written_lines(event: CheckerWritten) -> list[str]:
    """Return what a checker makes of the drawer."""
    lines = ["", f"The checker: {event.expression}", checker_words(event)]
    if event.misjudged:
        lines += ["Where it errs, for example:", *_judged(event.misjudged[:MISJUDGED])]
        rest = len(event.misjudged) - MISJUDGED
        lines += [f"  and {rest} more kinds of answers"] if rest > 0 else []
    return lines


def names_lines() -> list[str]:
    """Return the checker language, name by name."""
    names = [f"  {name}: {words}" for name, words in NAMES.items()]
    return [
        "",
        "A checker is an expression. True is 1, false is 0; an answer is accepted from one half on.",
        *names,
        "  has(n): whether the number n stands in the answer, such as has(total)",
        "  + - * //   == != < <= > >=   and or not   parentheses, and numbers such as 3 or 0.5",
    ]


def checkers_lines(checkers: Iterable[str]) -> list[str]:
    """Return the checkers that the level offers, with their numbers."""
    return ["", *(f"  {number} {safe_text(text)}" for number, text in enumerate(checkers, start=1))]


def measured_lines(event: VerifyMeasured) -> list[str]:
    """Return the model before and after, and what it says now."""
    lines = ["", f"On sums that it has never seen (checker: {event.expression}):"]
    for way in WAYS:
        before, after = event.right_before[way], event.right_after[way]
        lines.append(f"  {way}, truly right: {share_words(before)} before, {share_words(after)} now")
        checked = f"{percent(event.accepted_before[way])} before, {percent(event.accepted_after[way])} now"
        lines.append(f"  {way}, by the checker: {checked}")
    return [*lines, measured_words(event), "What it says now:", *_judged(event.says)]


def _started(event: VerifyStarted) -> list[str]:
    return ["", f"{event.title}: {event.items} sums of which you predict {event.tries} tries, then a bench.",
            f"The goal: {event.goal}."]  # fmt: skip


def _asked(event: PassAsked) -> list[str]:
    return [
        "",
        f"Sum {event.item}: {event.question}, {event.way}.",
        f"Asked this way, a right answer looks like {event.example}.",
        "How likely is a try to be right, in per cent?",
    ]


def _answered(event: AnswerTried) -> list[str]:
    verdict = "accepts" if event.accepted else "refuses"
    truth = "right" if event.right else "wrong"
    fooled = " You have fooled it." if event.fooled else " It has failed you." if event.right != event.accepted else ""
    return [
        "",
        f"{event.question}: {_shown(event.answer) or '(nothing)'}",
        f"The checker {verdict} it ({event.score:.2f}), and it is {truth}.{fooled}",
        f"Now {event.next_question} lies on the bench.",
    ]


def _began(event: VerifyBegan) -> str:
    if not event.training:
        return "The model that ships, trained against the true checker, takes its place. First both are measured."
    return (
        f"Training {event.training}: {event.updates} updates against {event.expression}. First the model is measured "
        "as it is. Ctrl-C stops it; what was learned until then is kept."
    )


def _updated(event: VerifyUpdated) -> str:
    right = ", ".join(f"{percent(event.right[way])} right {way}" for way in WAYS if way in event.right)
    accepted = sum(event.accepted.values()) / max(1, len(event.accepted))
    best = max(event.tries, key=lambda t: t.score)
    said = f"{event.question}: {_shown(best.answer)} ({best.score:.2f})"
    looked = "".join(f"; held out {way} {percent(share.share)}" for way, share in event.held_out.items())
    head = f"  update {event.update} of {event.updates}: {right}, the checker gives {accepted:.2f}{looked}"
    return f"{head}; for example {said}"


def _judged(judged: Iterable[Judged]) -> list[str]:
    return [
        f"  {j.question}: {_shown(j.answer) or '(nothing)'}. {'Right' if j.right else 'Wrong'}, the checker gives "
        f"{j.score:.2f} ({j.kind})"
        for j in judged
    ]


def _shown(answer: str) -> str:
    return safe_text(answer, ANSWER).replace("\n", "⏎")


def _ended(event: SessionEnded) -> list[str]:
    outcome = "Goal reached" if event.won else "Goal not reached"
    result = f"Your predictions cost {event.result.yours:.3f} nats a try, a coin's {event.result.rival:.3f}." if (
        event.result is not None and event.result.rival is not None
    ) else ""  # fmt: skip
    debrief = [line for said in event.debrief for line in _said(said)]
    journal = ["", f"For your journal: {event.journal}"] if event.journal else []
    return ["", f"{outcome}: {event.goal}.", result, *debrief, *journal]


def _said(event: Said) -> list[str]:
    return ["", event.text if event.speaker == "narrator" else f'"{event.text}"']
