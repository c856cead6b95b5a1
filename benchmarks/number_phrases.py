"""What can be learned from phrases of numbers: the twin after so many phrases, and the patterns, beside the optimum.

Only named by hand (`python -m benchmarks.number_phrases [NAME…]`). A new twin, with a vocabulary of 128,000, learns
phrases of all kinds one after the other; now and then it is asked at the places of other phrases where their pattern
shows. Nats a number for each kind, means over the seeds with the spread from seed to seed, and the milliseconds of
processor time that a phrase takes to learn and an answer to give. Then the same for the patterns that a player is lent.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

import msgspec
import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.twin_trials import settings_of
from tokenroom.rivals import patterns
from tokenroom.rivals.patterns import Patterns
from tokenroom.rivals.twin import Twin, TwinSettings
from tokenroom.scoring import Floats
from tokenroom.text.number_phrases import PATTERNS, NumberPhrase, NumberPhrases, Pattern, pattern_places

SEEDS = (1, 2, 3)
MARKS = (0, 20, 50, 100, 200, 300, 500)  # phrases that the twin has learned when it is asked
ASKED = 40  # phrases of each kind that it is asked about, the same at every mark
SHOWN, SCORED = 300, 2_000  # phrases that the patterns have seen, and those that they are measured on
USUAL, TWIN = NumberPhrases(), TwinSettings()
PAIRS_ALONE = msgspec.structs.replace(USUAL, priors=(0.0, 0.0, 1.0))
TRIALS: dict[str, tuple[NumberPhrases, TwinSettings]] = {
    "as shipped": (USUAL, TWIN),
    "no smear": (USUAL, settings_of(shape={"smear": False})),
    "no smear, 2 layers": (USUAL, settings_of(shape={"smear": False, "layers": 2})),
    "no swapping": (USUAL, settings_of(swapping=False)),
    "no decay": (USUAL, settings_of(rates={"adam_decay": 0.0})),
    "decay 1": (USUAL, settings_of(rates={"adam_decay": 1.0})),
    "pairs alone": (PAIRS_ALONE, TWIN),
}


def asked_of(phrases: NumberPhrases) -> list[NumberPhrase]:
    """Return the phrases that a twin is asked about, of every kind that it learns as many."""
    rng = np.random.default_rng(100)
    return [phrases.draw(rng, kind) for kind in _kinds(phrases) for _ in range(ASKED)]


def by_kind(asked: Sequence[NumberPhrase], surprises: Iterable[Floats]) -> Floats:
    """Return the mean surprise of each kind (K,) at the places where its pattern shows, in the order of PATTERNS."""
    found: dict[Pattern, list[float]] = {kind: [] for kind in PATTERNS}
    for phrase, costs in zip(asked, surprises, strict=True):
        found[phrase.kind] += costs[list(pattern_places(phrase))].tolist()
    return np.array([np.mean(costs) for costs in found.values() if costs])


def ask(twin: Twin, asked: Sequence[NumberPhrase]) -> Floats:
    """Return the twin's means by kind (K,), and behind them how far B is ahead after A B … A.

    That is the mean difference, in nats, between its log-probability of B and that of each other number that came: one
    who only knows that what came comes again is at 0.
    """
    surprises, ahead = [], []
    for phrase in asked:
        ids = phrase.ids
        log_p = twin.passage_log_probs(ids)  # (T, V), too large to keep those of all
        surprises.append(-log_p[np.arange(len(ids)), list(ids)])
        if phrase.kind == "pairs":
            ahead += [_ahead(log_p[t], ids, t) for t in pattern_places(phrase) if len(set(ids[:t])) > 2]
    return np.append(by_kind(asked, surprises), np.mean(ahead))


def _ahead(log_p: Floats, ids: Sequence[int], place: int) -> float:
    others = sorted(set(ids[:place]) - {ids[place]})
    return float((log_p[ids[place]] - log_p[others]).mean())


def learning(phrases: NumberPhrases, settings: TwinSettings, seed: int, times: list[list[float]]) -> Iterator[Floats]:
    """Yield what `ask` says at each mark, (K + 1,), and add to `times` what learning and answering took, in seconds."""
    twin, rng, asked = Twin(phrases.vocabulary_size, seed, settings), np.random.default_rng(seed), asked_of(phrases)
    for number in range(MARKS[-1] + 1):
        if number in MARKS:
            yield ask(twin, asked)
        ids = phrases.draw(rng).ids
        began = time.process_time()
        twin.log_probs(ids[:-1])
        answered = time.process_time()
        twin.learn(ids)
        times[0].append(time.process_time() - answered)
        times[1].append(answered - began)


def _kinds(phrases: NumberPhrases) -> list[Pattern]:
    return [kind for kind, prior in zip(PATTERNS, phrases.priors, strict=True) if prior]


def trial(phrases: NumberPhrases, settings: TwinSettings) -> Iterator[str]:
    """Yield a line for each kind of phrase, and one for the times."""
    times: list[list[float]] = [[], []]
    means = np.array([list(learning(phrases, settings, seed, times)) for seed in SEEDS])  # (seeds, marks, K + 1)
    asked = asked_of(phrases)
    optimum = by_kind(asked, [phrases.surprises(phrase.ids) for phrase in asked])
    for kind, pattern in enumerate(_kinds(phrases)):
        each = " ".join(f"{nats:6.2f}" for nats in means[:, :, kind].mean(axis=0))
        spread = means[:, 1:, kind].std(axis=0, ddof=1).mean()
        yield f"  {pattern:<12}{each}  {optimum[kind]:8.2f}  {spread:6.2f}"
    yield "  B ahead     " + " ".join(f"{nats:6.2f}" for nats in means[:, :, -1].mean(axis=0))
    learned, answered = (1000 * median(found) for found in times)
    last = 1000 * median(times[0][-50:])
    yield f"  {learned:.1f} ms to learn a phrase ({last:.1f} for the last fifty), {answered:.1f} ms to answer"


def lent(names: Sequence[Pattern]) -> Patterns:
    """Return the patterns named, after the phrases that are shown."""
    player, rng = Patterns(USUAL.vocabulary_size), np.random.default_rng(200)
    for name in names:
        player.lend(name)
    for _ in range(SHOWN):
        player.learn(USUAL.draw(rng).ids)
    return player


def pattern_surprises(player: Patterns, ids: Sequence[int]) -> Floats:
    """Return what each of `ids` (T,) costs a player who knows some patterns."""
    return np.array([-math.log(player.prediction(ids[:t]).of(token)) for t, token in enumerate(ids)])


def pattern_lines() -> Iterator[str]:
    """Yield a line for each set of patterns: where each kind shows, and over all numbers of all phrases."""
    rng = np.random.default_rng(201)
    scored = [USUAL.draw(rng) for _ in range(SCORED)]
    sets: list[tuple[Pattern, ...]] = [(), *((pattern,) for pattern in PATTERNS), PATTERNS]
    for names in sets:
        player = lent(names)
        yield _pattern_line(", ".join(names) or "none", scored, [pattern_surprises(player, p.ids) for p in scored])
    yield _pattern_line("optimum", scored, [USUAL.surprises(phrase.ids) for phrase in scored])


def _pattern_line(name: str, scored: Sequence[NumberPhrase], costs: Sequence[Floats]) -> str:
    each = " ".join(f"{nats:9.2f}" for nats in by_kind(scored, costs))
    return f"  {name:<28}{each} {np.concatenate(costs).mean():9.3f}"


def weight_lines() -> Iterator[str]:
    """Yield what all numbers cost with all patterns lent, for the weights as they are and each halved or doubled."""
    rng, player = np.random.default_rng(202), lent(PATTERNS)
    scored = [USUAL.draw(rng).ids for _ in range(SCORED)]
    usual = dict(patterns.WEIGHTS)
    for name, factor in [("repeats", 1.0), *((name, factor) for name in PATTERNS for factor in (0.5, 2.0))]:
        patterns.WEIGHTS.update(usual | {name: factor * usual[name]})
        nats = np.concatenate([pattern_surprises(player, ids) for ids in scored]).mean()
        yield f"  {'as shipped' if factor == 1.0 else f'{name} x {factor}':<28}{nats:9.3f}"
    patterns.WEIGHTS.update(usual)


def main(arguments: Sequence[str]) -> None:
    """Read the names, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.number_phrases", description=__doc__)
    known = [*TRIALS, "patterns"]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(known)}; none for all")
    names = parser.parse_args(arguments).names or known
    for name in names:
        if name not in known:
            parser.error(f"there is no trial {name!r}: name some of {', '.join(known)}")
    with threadpool_limits(1):
        if names != ["patterns"]:
            marks = " ".join(f"{mark:>6}" for mark in MARKS)
            print(f"nats where a pattern shows, after so many phrases\n{'':<14}{marks}   optimum  spread")
        for name in (name for name in names if name in TRIALS):
            print(name, *trial(*TRIALS[name]), sep="\n", flush=True)
        if "patterns" in names:
            heads = " ".join(f"{name:>9}" for name in (*PATTERNS, "all"))
            print(f"patterns lent, {SHOWN} phrases shown\n{'':<30}{heads}", *pattern_lines(), sep="\n")
            print("all three, with other weights", *weight_lines(), sep="\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
