"""What is said of each event of *steer*, as paragraphs."""

from __future__ import annotations

from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.steer_events import (
    AnswerJudged,
    AnswerWanted,
    GroupShown,
    KnobSet,
    ModelJudged,
    PolicyMoved,
    Run,
    Sample,
    SteeringBegan,
    SteeringEnded,
    SteeringKept,
    SteeringUndone,
    SteerStarted,
)
from tokenroom.game.steer_words import (
    MODELS,
    judged_words,
    knob_words,
    likelier_words,
    mean_words,
    outcome_words,
    over_words,
    price_words,
    run_name,
    run_words,
    update_words,
    verdict_words,
)
from tokenroom.game.units import Units
from tokenroom.text.display import safe_text

LONGEST = 600  # characters of one text


def told(event: AnyEvent, units: Units) -> list[str]:
    """Return what is said of an event."""
    match event:
        case SteerStarted():
            return _started(event)
        case Said():
            return ["", event.text if event.speaker == "narrator" else f'"{event.text}"']
        case KnobSet(kl_weight, updates):
            return [f"The knob is at {knob_words(kl_weight)}, {updates:,} updates. {price_words(kl_weight)}"]
        case AnswerWanted():
            return _wanted(event)
        case AnswerJudged():
            return [over_words(event), outcome_words(event)]
        case Hinted():
            return ["", f"Hint: {event.text}" + (f" ({event.left} more)" if event.left else " (the last one)")]
        case SessionEnded():
            return _ended(event)
    return _told_of_run(event, units)


def _told_of_run(event: AnyEvent, units: Units) -> list[str]:
    match event:
        case SteeringBegan():
            knob = knob_words(event.kl_weight)
            return [
                "",
                f"Run {event.run}: knob {knob}, {event.updates:,} updates from the chat model. Ctrl-C stops it.",
            ]
        case ModelJudged():
            return [f"  {judged_words(event)}"]
        case PolicyMoved():
            return [
                f"  update {event.update} of {event.total}: mean reward {event.reward:.2f}, "
                f"KL {units.figure(event.kl, 3)} {units.name} a token, {event.length:.0f} tokens an answer"
            ]
        case GroupShown():
            return _group(event)
        case SteeringEnded():
            return ["", run_words(event.run, units), *_samples(event.samples)]
        case SteeringUndone():
            return ["What the run had made of the model is gone; its figures stay (type runs)."]
        case SteeringKept():
            return ["It is kept."]
    return []


def runs_told(runs: tuple[Run, ...], units: Units) -> list[str]:
    """Return all runs so far."""
    return [f"{run_name(run).capitalize()}. {run_words(run, units)}" for run in runs] or ["There was no run yet."]


def _started(event: SteerStarted) -> list[str]:
    knobs = ", ".join(map(knob_words, event.knobs))
    lengths = " or ".join(f"{length:,}" for length in event.lengths)
    shipped = ["Type ship to look at the model that was steered before you came."] if event.shipped else []
    return [
        "",
        f"{safe_text(event.title, 200)}. The goal: {event.goal}.",
        update_words(event),
        f"The knob can stand at {knobs}; it is at {knob_words(event.kl_weight)}. {price_words(event.kl_weight)}",
        f"A run takes {lengths} updates; it is set to {event.updates:,}.",
        f"The judge has {event.judged} questions. No policy and no reward model has ever seen them.",
        *shipped,
    ]


def _group(event: GroupShown) -> list[str]:
    prompt = " / ".join(_text(turn.text) for turn in event.prompt)
    rows = [
        f"  reward {answer.reward:.2f}, advantage {answer.advantage:+.2f}, now {likelier_words(answer)} as likely: "
        f"{_text(answer.text)}"
        for answer in event.answers
    ]
    return ["", f"Update {event.update}, prompt {event.group} of {event.groups}: {prompt}", mean_words(event), *rows]


def _samples(samples: tuple[Sample, ...]) -> list[str]:
    lines = ["", "The same questions, before and after:"]
    for sample in samples:
        lines.append(f"  {_text(sample.question)}")
        lines += [f"    before: {_text(text)}" for text in sample.before]
        lines += [f"    after:  {_text(text)}" for text in sample.after]
    return lines


def _wanted(event: AnswerWanted) -> list[str]:
    return [
        "",
        f"Question: {_text(event.question)}",
        f"A good answer: {_text(event.good.text)} Reward {event.good.reward:.2f}; {verdict_words(event.good)}.",
        f"The answer of {MODELS[event.model]}: {_text(event.models.text)} Reward {event.models.reward:.2f}; "
        f"{verdict_words(event.models)}.",
        f"Write an answer that the reward model likes better. You have {event.tries} tries; done ends it.",
    ]


def _text(text: str) -> str:
    return safe_text(text, LONGEST).replace("\n", " / ") or "(nothing)"


def _ended(event: SessionEnded) -> list[str]:
    outcome = "Goal reached" if event.won else "Goal not reached"
    debrief = [
        line for said in event.debrief for line in ("", said.text if said.speaker == "narrator" else f'"{said.text}"')
    ]
    journal = ["", f"For your journal: {event.journal}"] if event.journal else []
    return ["", f"{outcome}: {event.goal}.", *debrief, *journal]
