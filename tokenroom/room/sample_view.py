"""What the sample screen knows of a session: its events so far, folded into one frozen picture; and their beats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from tokenroom.game.branches import ROOT, Run, Tree
from tokenroom.game.events import AnyEvent, ItemAsked, Said, SessionEnded
from tokenroom.game.sample_events import (
    BranchGrew,
    Drawn,
    FragmentGiven,
    NextWeighed,
    SampledFromYou,
    SampleOpened,
    SampleStarted,
    TextsCompared,
    WentTo,
)
from tokenroom.game.wire import Shown
from tokenroom.room.beats import TOLD_ALONE, Beat, Kind, is_card, told_beats


@dataclass(frozen=True, slots=True)
class SampleView:
    """Everything that may be drawn."""

    started: SampleStarted | None = None
    opened: SampleOpened | None = None
    weighed: NextWeighed | None = None
    tree: Tree = field(default_factory=Tree)
    texts: tuple[str, ...] = ()  # of the tree's nodes; node n has texts[n - 1]
    at: int = ROOT
    taken: int = 0  # tokens in this round
    fresh: tuple[int, ...] = ()  # nodes that the last command grew or went through
    asked: ItemAsked | None = None
    drawn: tuple[Drawn, ...] = ()
    fragments: tuple[FragmentGiven, ...] = ()  # of this round
    mine: tuple[SampledFromYou, ...] = ()  # of this round
    compared: TextsCompared | None = None
    said: tuple[Said, ...] = ()  # told with the last events
    ended: SessionEnded | None = None

    @property
    def behind(self) -> tuple[str, ...]:
        """The tokens behind the prompt, as they are read now."""
        tokens = tuple(self.texts[node - 1] for node in self.tree.path(self.at))
        return (*tokens, *(each.text for each in self.fragments), *(each.text for each in self.mine))

    @property
    def prompt(self) -> tuple[Shown, ...]:
        """The prompt's tokens."""
        return self.opened.prompt if self.opened else ()

    def run_text(self, run: Run) -> tuple[str, ...]:
        """Return the tokens of a run of the tree."""
        return tuple(self.texts[node - 1] for node in run.nodes)


def fold(view: SampleView, events: Iterable[AnyEvent]) -> SampleView:
    """Return `view` after `events`, those of one beat or all of a session."""
    events = tuple(events)
    view = replace(view, fresh=(), said=tuple(event for event in events if isinstance(event, Said)))
    return reduce(_after, events, view)


def sample_beats(events: Sequence[AnyEvent]) -> list[Beat]:
    """Return the beats of one command's events: what is told alone, and what there is to look at, or the end."""
    if isinstance(events[-1], SessionEnded):
        told, rest = told_beats(events[:-1])
        return [*told, Beat("ended", (*rest, events[-1]))]
    opened = next((n for n, event in enumerate(events) if isinstance(event, SampleOpened)), None)
    if opened is None:
        return [Beat(stage_of(events), tuple(events))]
    before, rest = told_beats(events[:opened])
    behind = events[opened:]
    part = [event for event in behind if isinstance(event, Said)]
    if sum(len(said.text.split()) for said in part) > TOLD_ALONE or any(is_card(said) for said in part):
        alone, _ = told_beats(part)
        other = [event for event in behind if not isinstance(event, Said)]
        return [*before, *alone, Beat(stage_of(other), (*rest, *other))]
    return [*before, Beat(stage_of(behind), (*rest, *behind))]


def stage_of(events: Sequence[AnyEvent]) -> Kind:
    """Return what there is to look at behind some events; "telling" where that is nothing."""
    for event in reversed(events):
        match event:
            case NextWeighed():
                return "hand"
            case ItemAsked():
                return "asking"
            case Drawn():
                return "drawn"
            case FragmentGiven() | SampleOpened():
                return "fragments"
            case TextsCompared():
                return "texts"
    return "telling"


def _after(view: SampleView, event: AnyEvent) -> SampleView:
    match event:
        case SampleStarted():
            return replace(view, started=event)
        case SampleOpened():
            return SampleView(view.started, event, drawn=view.drawn, said=view.said)
        case NextWeighed():
            return replace(view, weighed=event)
        case BranchGrew():
            return _grown(view, event)
        case WentTo():
            return replace(view, at=event.node)
        case ItemAsked():
            return replace(view, asked=event)
        case Drawn():
            return replace(view, asked=None, drawn=(*view.drawn, event))
        case FragmentGiven():
            return replace(view, fragments=(*view.fragments, event))
        case SampledFromYou():
            return replace(view, asked=None, mine=(*view.mine, event))
        case TextsCompared():
            return replace(view, compared=event)
        case SessionEnded():
            return replace(view, ended=event)
    return view


def _grown(view: SampleView, event: BranchGrew) -> SampleView:
    tree, node = view.tree.grown(event.parent, event.token, event.p)
    texts = view.texts if tree is view.tree else (*view.texts, event.text)
    return replace(view, tree=tree, texts=texts, at=node, taken=view.taken + 1, fresh=(*view.fresh, node))
