"""Going on with a text by hand: tokens taken, chosen by chance under the knobs, walked back, and branched."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tokenroom.game.branches import ROOT, RUN, first_repeats
from tokenroom.game.events import AnyEvent
from tokenroom.game.sample_commands import GoTo, LetChance, TakeToken, TakeTop, TurnKnobs
from tokenroom.game.sample_events import BranchGrew, By, Looped, NextWeighed, WentTo
from tokenroom.game.sample_figures import HOTTEST, Knobs, next_weighed
from tokenroom.game.sample_level import ByHand
from tokenroom.game.sample_table import SampleTable
from tokenroom.game.session import CommandError
from tokenroom.model.sampling import draw

MOST_NODES = 600  # of a tree: more than anyone reads
MOST_TIMES = 20  # tokens that one command may take


def done(table: SampleTable, command: TakeToken | TakeTop | LetChance | TurnKnobs | GoTo) -> tuple[AnyEvent, ...]:
    """Carry out a command on the text in hand, and say what may come next (raises CommandError)."""
    match command:
        case TakeToken(token):
            if not 0 <= token < len(table.setup.vocabulary):
                raise CommandError(f"there is no token {token}: ids run from 0 to {len(table.setup.vocabulary) - 1}")
            events = _take(table, token, "picked")
        case TakeTop(times) | LetChance(times):
            events = _take_many(table, times, "top" if isinstance(command, TakeTop) else "chance")
        case TurnKnobs():
            events = _turn(table, command)
        case GoTo(node):
            events = _go(table, node)
    return (*events, weighed(table))


def weighed(table: SampleTable) -> NextWeighed:
    """Return what may come next."""
    state, behind = table.state, table.text[len(table.prompt) :]
    vocabulary = table.setup.vocabulary
    return next_weighed(state.at, behind, table.model_next, state.knobs, vocabulary, is_enough(table))


def is_enough(table: SampleTable) -> bool:
    """Whether enough tokens have been taken to go on to the next round."""
    return isinstance(table.spec, ByHand) and table.state.taken >= table.spec.needed


def check_enough(table: SampleTable) -> None:
    """See that enough tokens have been taken (raises CommandError)."""
    if isinstance(table.spec, ByHand) and not is_enough(table):
        missing = table.spec.needed - table.state.taken
        raise CommandError(f"take {missing} more token{'s' * (missing > 1)} first")


def _take_many(table: SampleTable, times: int, by: By) -> tuple[AnyEvent, ...]:
    if not 1 <= times <= MOST_TIMES:
        raise CommandError(f"take from 1 to {MOST_TIMES} tokens at a time")
    events: list[AnyEvent] = []
    for n in range(times):
        if n and _why_ended(table):
            break
        events += _take(table, _chosen(table, by), by)
        if any(isinstance(event, Looped) for event in events):
            break
    return tuple(events)


def _chosen(table: SampleTable, by: By) -> int:
    log_p, knobs = table.model_next, table.state.knobs
    if by == "top":
        return int(np.argmax(log_p))
    return int(draw(log_p[None], knobs.temperature, knobs.top_k, knobs.top_p, table.chance())[0])


def _take(table: SampleTable, token: int, by: By) -> tuple[AnyEvent, ...]:
    """Put a token behind the text; say so where the text has begun to repeat itself, or to branch."""
    if why := _why_ended(table):
        raise CommandError(why)
    state, p = table.state, float(table.state.knobs.of(table.model_next)[token])
    tree, node = state.tree.grown(state.at, token, p)
    is_new, branches = tree is not state.tree, bool(state.tree.children(state.at))
    table.state = replace(state, tree=tree, at=node, taken=state.taken + 1)
    grew = BranchGrew(node, state.at, token, table.setup.vocabulary.texts[token], p, by)
    told = table.told_once("branch") if is_new and branches else ()
    return (grew, *told, *(_looped(table) if is_new else ()))


def _looped(table: SampleTable) -> tuple[AnyEvent, ...]:
    ago = first_repeats(table.text[len(table.prompt) :])
    if ago is None:
        return ()
    return (Looped(table.state.at, table.shown(table.text[-RUN:]), ago), *table.told_once("loop"))


def _why_ended(table: SampleTable) -> str:
    """Why nothing can be put behind the text; empty if something can."""
    assert isinstance(table.spec, ByHand)
    behind = table.state.tree.tokens(table.state.at)
    if behind and behind[-1] == table.setup.end_of_text:
        return "the text has ended here: go back, or go on to what follows"
    if len(behind) >= table.spec.longest:
        return f"this branch has its {table.spec.longest} tokens: go back, or go on to what follows"
    if len(table.state.tree.nodes) >= MOST_NODES:
        return f"the tree has its {MOST_NODES} tokens: go on to what follows"
    return ""


def _turn(table: SampleTable, command: TurnKnobs) -> tuple[AnyEvent, ...]:
    if not 0.0 <= command.temperature <= HOTTEST:
        raise CommandError(f"the temperature is a number from 0 to {HOTTEST:g}")
    knobs = Knobs(command.temperature, command.top_k, command.top_p)
    try:
        knobs.of(table.model_next)
    except (ValueError, OverflowError) as error:
        raise CommandError(str(error)) from error
    table.state = replace(table.state, knobs=knobs)
    return ()


def _go(table: SampleTable, node: int) -> tuple[AnyEvent, ...]:
    if not table.state.tree.has(node):
        raise CommandError(f"there is no node {node}: they run from {ROOT} to {len(table.state.tree.nodes)}")
    table.state = replace(table.state, at=node)
    return (WentTo(node),)
