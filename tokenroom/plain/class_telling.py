"""Telling the stages of a class in lines that read well aloud."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.classroom.to_clients import Stage, Yours
from tokenroom.classroom.views import (
    CurateView,
    Figures,
    MergeView,
    PredictView,
    PreferView,
    Progress,
    QuestionsView,
    TalkView,
)
from tokenroom.game.events import Option
from tokenroom.game.names import CLASS, TOGETHER, in_words
from tokenroom.plain.telling import percent
from tokenroom.text.display import joined_text, safe_text, token_label

_TAIL = 480  # characters of a passage
_PLAYERS = ("uniform",)  # who is always named beside the class, if they play


def told_stage(stage: Stage) -> list[str]:
    """Return a stage as paragraphs."""
    if stage.paused:
        return ["", "Paused: look up."]
    heads = ["", *([f"{stage.title}."] if stage.phase in {"talk", "opened", "lobby", "over"} else [])]
    said = [f"Voice: {said.text}" if said.speaker == "voice" else said.text for said in stage.told]
    seconds = [f"You have {stage.seconds_left:.0f} seconds."] if stage.seconds_left is not None else []
    if stage.phase in {"lobby", "over"}:
        words = "You are in. Wait for your teacher." if stage.phase == "lobby" else "That was the lesson."
        return [*heads, words]
    if stage.phase == "revealed":  # the voice speaks of what has come
        return [*heads, *_view(stage), *said]
    return [*heads, *said, *_view(stage), *seconds]


def told_yours(yours: Yours) -> list[str]:
    """Return a student's own part of a reveal as paragraphs; nothing before it."""
    if yours.state == "missed":
        return ["You gave no answer here."]
    if yours.surprise is None:
        return []
    cost = f"It cost you {yours.surprise:,.3f} nats"
    beside = f"; knowing nothing costs {yours.chance:,.3f}" if yours.chance is not None else ""
    late = " It came after the class, so it counts nowhere." if yours.state == "late" else ""
    mean = [f"Your mean so far: {yours.mean:,.3f} nats."] if yours.mean is not None else []
    return [f"You: {_shares(yours.options)}." if yours.options else "", f"{cost}{beside}.{late}", *mean]


def _view(stage: Stage) -> list[str]:
    match stage.view:
        case TalkView(text=text):
            return [safe_text(text)]
        case QuestionsView(questions=questions):
            return ["Answer in your own words, one line for each question.", "", questions[0].text]
        case PredictView() as view if stage.phase == "ended":
            return _ended(view.figures)
        case PredictView() as view:
            return _predict(view, stage)
        case PreferView() as view:
            return _prefer(view, stage)
        case MergeView() as view:
            return _merge(view, stage)
        case CurateView() as view:
            return _curate(view, stage)
    return []


def _predict(view: PredictView, stage: Stage) -> list[str]:
    if not view.item:
        return [f"{view.level_title}: {view.items} items."]
    if view.revealed is not None:
        revealed = view.revealed
        shares = f"The class together: {_shares(revealed.yours)}."
        return [f"The square opens: {token_label(revealed.text)}", shares, *_figures(view.figures, view.rival)]
    texts = [token.text for token in view.passage]
    passage = " ".join(texts)[-_TAIL:] + " [?]" if view.spaced else safe_text(joined_text(texts))[-_TAIL:] + "[?]"
    rows = [f"  #{n:<3} {token_label(o.text)}  {percent(o.p)}" for n, o in enumerate(view.candidates, start=1)]
    others = view.vocabulary_size - len(rows)
    rest = [f"  and {others:,} others; find lists them"] if others else []
    locked = ["No more answers are taken."] if stage.phase == "locked" else []
    head = f"Item {view.item} of {view.items}. What comes at [?]"
    return [head, "", passage, "", "The tokens, and the share that instinct gives each:", *rows, *rest, *locked]


def _figures(figures: Figures | None, rival: str | None) -> list[str]:
    if figures is None or figures.mean is None:
        return ["Nobody answered in time."]
    named = [(CLASS, figures.mean), (TOGETHER, figures.together)]
    players = [name for name in (rival, *_PLAYERS) if name is not None and name in figures.players]
    named += [(name, figures.players[name]) for name in dict.fromkeys(players)]
    rows = [f"  {in_words(name)}: {cost:,.3f}" for name, cost in named]
    equals = [f"So far this class {figures.equals}."] if figures.equals else []
    return [f"In nats, of {figures.answered} answers:", *rows, *equals]


def _ended(figures: Figures | None) -> list[str]:
    if figures is None:
        return []
    ends = {name: [mean for mean in curve if mean is not None] for name, curve in figures.curves.items()}
    rows = [f"  {in_words(name)}: {means[-1]:,.3f}" for name, means in ends.items() if means]
    equals = [f"This class {figures.equals}."] if figures.equals else []
    return ["Mean surprise of this level, in nats:", *rows, *equals]


def _prefer(view: PreferView, stage: Stage) -> list[str]:
    lines: list[str] = []
    if view.revealed is not None:
        told = view.revealed
        which = "first" if told.better == "first" else "second"
        first, second, neither = view.choices
        lines = [
            f"The guideline says: the {which} is better. {safe_text(told.reason)}",
            f"{first} of you chose the first, {second} the second, {neither} neither.",
            f"It cost the class {told.surprise:,.3f} nats, the reward model {told.model_surprise:,.3f}.",
        ]
    elif view.asked is not None and stage.phase in {"asked", "locked"}:
        asked = view.asked
        turns = [f"{turn.role}: {safe_text(turn.text)}" for turn in asked.prompt]
        answers = ["", f"First: {safe_text(asked.first)}", "", f"Second: {safe_text(asked.second)}", ""]
        lines = [f"Pair {asked.pair} of {view.items}.", *turns, *answers, "What is each worth? Such as: 3 1"]
    return [*lines, *_progress(view.progress), *([_learned(view)] if view.learned is not None else [])]


def _learned(view: PreferView) -> str:
    assert view.learned is not None
    kinds = {"of these pairs": view.learned.few, "of all pairs": view.learned.full}
    shares = [f"{percent(share)} after learning {words}" for words, share in kinds.items() if share is not None]
    return f"The reward model agrees with the guideline on {', '.join(shares)}."


def _merge(view: MergeView, stage: Stage) -> list[str]:
    if view.scored is not None:
        return [f"  {score.player}: {score.tokens:,} tokens" for score in view.scored.scores]
    if view.revealed is not None:
        made, best = view.revealed.made, view.revealed.best
        merged = f"The class made {token_label(made.text)}." if made is not None else "The class merged nothing."
        pair = f"{token_label(best.left.text)} {token_label(best.right.text)}" if best is not None else "nothing"
        return [merged, f"The greedy rule would have taken {pair}.", f"Saved: {view.revealed.saved} tokens."]
    if stage.phase not in {"asked", "locked"}:
        return [f"{view.level_title}: {view.items} merges."]
    pieces = [token_label("".join(piece)) for piece in view.pieces]
    rows = [
        f"  #{n:<3} {token_label(pair.left.text)} {token_label(pair.right.text)}"
        for n, pair in enumerate(view.candidates, start=1)
    ]
    return [" ".join(pieces)[:_TAIL], "", f"Merge {view.item} of {view.items}. Which pair?", *rows]


def _curate(view: CurateView, stage: Stage) -> list[str]:
    if view.compared is not None:
        compared = view.compared
        return [f"Raw text: {compared.raw:.3f} nats a token; cleaned by the class: {compared.cleaned:.3f}."]
    if view.revealed is not None:
        votes = ", ".join(f"{setting} {n}" for setting, n in view.votes.items())
        return [f"The class chose: {view.revealed}. Votes: {votes}.", *_progress(view.progress)]
    if stage.phase not in {"asked", "locked"}:
        return [f"{view.level_title}: {view.items} filters.", *_progress(view.progress)]
    rows = [
        f"  #{n} {o.setting}: {o.words}; leaves {percent(o.good_left / max(1, view.good))} of the good text, "
        f"{o.bad_left:,} bad runs, {o.contacts_left} contacts"
        for n, o in enumerate(view.options, start=1)
    ]
    return [f"Filter {view.item} of {view.items}: {view.words}.", *rows]


def _progress(progress: Progress | None) -> list[str]:
    return [f"Learning: {progress.done:,} of {progress.total:,}."] if progress is not None else []


def _shares(options: Sequence[Option]) -> str:
    return "; ".join(f"{token_label(option.text)} = {percent(option.p)}" for option in options[:6])
