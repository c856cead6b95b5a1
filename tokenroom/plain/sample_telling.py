"""Telling the events of the mechanic *sample* in lines that read well aloud."""

from __future__ import annotations

from typing import Literal

from tokenroom.game.branches import Run, Tree
from tokenroom.game.events import AnyEvent, Hinted, ItemAsked, Said, SessionEnded
from tokenroom.game.names import in_words
from tokenroom.game.sample_events import (
    Bin,
    BranchGrew,
    Drawn,
    FragmentGiven,
    Looped,
    NextWeighed,
    SampledFromYou,
    SampleOpened,
    SampleStarted,
    TextsCompared,
)
from tokenroom.game.sample_words import asked_words, drawn_words, knobs_words, looped_words, text_of, texts_words
from tokenroom.plain.telling import percent
from tokenroom.text.display import joined_text, safe_text, token_label
from tokenroom.text.vocabulary import Vocabulary

LISTED = 10  # tokens of a distribution that are told
_BAR = 20  # columns of a bar


def told(event: AnyEvent) -> list[str]:
    """Return an event as paragraphs; none for those that say nothing to a person."""
    match event:
        case SampleStarted():
            model = in_words(event.model)
            rounds = f"{event.rounds} round{'s' * (event.rounds != 1)}"
            return ["", f"{event.title}: {rounds}, with {model}.", f"To win: {event.goal}."]
        case SampleOpened():
            prompt = ["", f"  {text_of(event.prompt)}"] if event.play in {"hundred", "fragments"} else []
            return ["", f"Round {event.round} of {event.rounds}. {asked_words(event)}", *prompt]
        case Said():
            return _said(event)
        case BranchGrew():
            by = {"top": "the likeliest", "picked": "yours", "chance": "by chance"}[event.by]
            return [f"{token_label(event.text)} ({percent(event.p)}, {by})"]
        case Looped():
            return ["", looped_words(event.tokens, event.ago)]
        case Drawn():
            return ["", *_drawn(event)]
        case FragmentGiven():
            return [f"{event.read} tokens go in, one comes out: {token_label(event.text)} ({percent(event.p)})"]
        case SampledFromYou():
            costs = f"it cost you {event.own:.2f} nats and the model {event.model:.2f}"
            return ["", f"Drawn: {token_label(event.text)}; {costs}. So far the model pays {event.mean:.2f} a token."]
        case TextsCompared():
            return ["", *texts_words(event)]
        case Hinted():
            return [f"Hint: {event.text} ({event.left} left)"]
        case SessionEnded():
            return ["", *_ended(event)]
    return []


def next_told(event: NextWeighed, listed: int = LISTED) -> list[str]:
    """Return what may come next: the likeliest tokens, numbered, with their shares before and after the knobs."""
    labels = [token_label(option.text) for option in event.options[:listed]]
    width = max(5, *map(len, labels))
    head = f"  {'':<4} {'token':<{width}} {'model':>16} {'after knobs':>16}"
    rows = [
        f"  #{n:<3} {label:<{width}} {percent(option.p):>16} {percent(option.knobbed):>16}"
        for n, (label, option) in enumerate(zip(labels, event.options, strict=False), start=1)
    ]
    left = f"{event.kept:,} token{'s' * (event.kept != 1)} can be drawn; {knobs_words(event)}."
    return ["What may come next:", head, *rows, left]


def asked_told(event: ItemAsked, text: str, vocabulary: Vocabulary, kind: Literal["draws", "text"]) -> list[str]:
    """Return what an answer is asked for: the options, numbered, and where a text is yours, the text so far."""
    labels = [token_label(option.text) for option in event.candidates]
    width = max(map(len, labels))
    if kind == "draws":
        return ["", "What may come first:", *(f"  #{n:<3} {label}" for n, label in enumerate(labels, start=1))]
    rows = [
        f"  #{n:<3} {label:<{width}}  {percent(option.p)}"
        for n, (label, option) in enumerate(zip(labels, event.candidates, strict=True), start=1)
    ]
    others = f"  everything else, {len(vocabulary) - len(rows):,} tokens"
    heads = ["", f"Token {event.item}. What comes at [?]", "", f"  {safe_text(text)}[?]", ""]
    return [*heads, "The share that instinct gives each:", *rows, others]


def tree_told(tree: Tree, at: int, vocabulary: Vocabulary) -> list[str]:
    """Return the tree, a numbered line a run; `>` stands before the lines that the text now goes through."""
    runs = tree.outline(at)
    if not runs:
        return ["Nothing has grown yet."]
    return ["The tree:", *(_run(n, run, tree, vocabulary) for n, run in enumerate(runs, start=1))]


def _run(number: int, run: Run, tree: Tree, vocabulary: Vocabulary) -> str:
    text = joined_text(vocabulary.texts[tree.nodes[node - 1].token] for node in run.nodes)
    shown = safe_text(text, 60).replace("\n", "⏎")
    return f"  {number:>3} {'>' if run.is_on_path else ' '} {'  ' * min(run.depth, 10)}{shown}"


def _drawn(event: Drawn) -> list[str]:
    labels = [token_label(each.text) for each in event.bins]
    width = max(map(len, labels))
    most = max(each.came for each in event.bins)
    order = sorted(zip(labels, event.bins, strict=True), key=lambda row: -row[1].came)
    heads = [f"{len(event.draws)} draws:", f"  {'':<{width}} {'you said':>8} {'model':>8} {'came':>5}"]
    return [*heads, *(_bin(label, width, each, most) for label, each in order), "", *drawn_words(event)]


def _bin(label: str, width: int, each: Bin, most: int) -> str:
    figures = f"{100 * each.said:>6.1f} % {100 * each.p:>6.1f} % {each.came:>5}"
    return f"  {label:<{width}} {figures}  {'*' * round(_BAR * each.came / max(1, most))}".rstrip()


def _ended(event: SessionEnded) -> list[str]:
    outcome = "Goal reached" if event.won else "Goal not reached"
    figures = []
    if event.result is not None:
        rival = "" if event.result.rival is None else f"; the model {event.result.rival:.2f}"
        figures = [f"You: {event.result.yours:.2f} {event.result.unit}{rival}."]
    debrief = [told for said in event.debrief for told in _said(said)]
    journal = ["", f"For your journal: {event.journal}"] if event.journal else []
    return [f"{outcome}: {event.goal}.", *figures, *debrief, *journal]


def _said(event: Said) -> list[str]:
    return ["", f"Voice: {event.text}" if event.speaker == "voice" else event.text]
