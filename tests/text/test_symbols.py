"""Symbols: no predictor can beat the surprises that are given, and the documents hold one token a symbol."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.text.symbols import (
    NamedProcess,
    document,
    draw,
    load_processes,
    optimal_nats,
    surprises,
    token_places,
)
from tokenroom.text.symbols_processes import Die, HiddenDie, Markov, Pairs, Process, Repeats
from tokenroom.text.tokenizer import Tokenizer, load_tokenizer, train_ranks

FOLDER = content_root() / "corpora" / "symbols"
SHIPPED = load_processes(FOLDER)
TINY: dict[str, Process] = {
    "die": Die(shares=(1, 2, 5)),
    "hidden die": HiddenDie(dice=((1, 1), (9, 1), (0, 1)), priors=(2, 1, 1)),
    "repeats": Repeats(size=2, lengths=(1, 2, 3)),
    "pairs": Pairs(cues=2, partners=2),
    "pairs among others": Pairs(cues=1, partners=2, others=1, share_of_others=0.25),
    "markov": Markov(order=1, rows=((3, 1), (1, 4))),
    "markov of order 2": Markov(order=2, rows=((1, 9), (2, 1), (1, 1), (7, 1))),
}
Joint = dict[tuple[int, ...], float]  # how likely each sequence is


@pytest.mark.parametrize("named", SHIPPED, ids=lambda named: named.name)
def test_mean_surprise_is_the_entropy_rate(named: NamedProcess) -> None:
    """Over a long draw, to within five standard errors and the price of what must first be found out."""
    process, length = named.process, 4000
    found = draw(process, length, np.random.default_rng(1)).surprises
    error = 5 * found.std() / math.sqrt(length) if process.entropy_rate else 0.0
    if named.name == "honest-or-not":  # the die is one of two for ever: compare with the one that was drawn
        assert (
            min(abs(found.mean() - rate) for rate in (math.log(6), Die(shares=(1, 1, 1, 1, 1, 5)).entropy_rate)) < 0.1
        )
    else:
        assert abs(found.mean() - process.entropy_rate) <= error + 13 * math.log(10) / length


def test_a_fair_die_costs_ln_6_exactly() -> None:
    assert set(draw(Die(shares=(1,) * 6), 1000, np.random.default_rng(0)).surprises) == {math.log(6)}


@pytest.mark.parametrize("name", TINY)
def test_brute_force_gives_the_same_surprises(name: str) -> None:
    """Every sequence of five, and what each symbol of it costs when all that could have happened is counted up."""
    joint = every_outcome(TINY[name], 5)
    for symbols in joint:
        prefixes = [total(joint, symbols[:t]) for t in range(6)]
        expected = [math.log(prefixes[t] / prefixes[t + 1]) for t in range(5)]
        assert surprises(TINY[name], np.array(symbols)) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("name", TINY)
def test_draws_are_as_frequent_as_their_surprises_say(name: str) -> None:
    process, n = TINY[name], 4000
    rng = np.random.default_rng(2)
    seen = Counter(tuple(process.draw(3, rng).tolist()) for _ in range(n))
    for symbols in itertools.product(range(process.size), repeat=3):
        p = every_outcome(process, 3).get(symbols, 0.0)
        assert abs(seen[symbols] / n - p) <= 5 * math.sqrt(p * (1 - p) / n)


@given(st.sampled_from([*TINY.values(), *(named.process for named in SHIPPED)]), st.integers(0, 40), st.integers(0, 99))
def test_always_a_proper_distribution_that_sees_no_future(process: Process, length: int, seed: int) -> None:
    symbols = draw(process, length + 1, np.random.default_rng(seed)).symbols
    p = process.predict(symbols)
    assert p.shape == (length + 1, process.size)
    assert (p >= 0).all()
    assert p.sum(axis=1) == pytest.approx(1.0)
    np.testing.assert_allclose(process.predict(symbols[:length]), p[:length])


def test_pairs_cost_once() -> None:
    """Cues 0 and 1, partners 2 to 4: three are free for the first cue, two for the second, then none is a surprise."""
    found = surprises(Pairs(cues=2, partners=3), np.array([0, 3, 1, 2, 0, 3, 1, 2]))
    ln2, ln3 = math.log(2), math.log(3)
    assert found == pytest.approx([ln2, ln3, ln2, ln2, ln2, 0, ln2, 0])


def test_repeats_cost_one_lap_when_the_length_is_known() -> None:
    symbols = np.array([3, 1, 4, 3, 1, 4, 3])
    assert surprises(Repeats(size=5, lengths=(3,)), symbols) == pytest.approx([math.log(5)] * 3 + [0.0] * 4)


def test_the_same_seed_gives_the_same_documents_and_no_two_are_alike() -> None:
    texts = [document(SHIPPED, 1, number).text for number in range(200)]
    assert texts == [document(load_processes(FOLDER), 1, number).text for number in range(200)]
    assert len(set(texts)) == 200
    assert document(SHIPPED, 2, 0).text != texts[0]


@pytest.mark.parametrize("number", range(len(SHIPPED)))
def test_a_document_is_its_title_and_its_symbols(number: int) -> None:
    made = document(SHIPPED, 1, number)
    named = SHIPPED[number]
    title, empty, line, end = made.text.split("\n")
    assert (made.name, title, empty, end) == (named.name, named.title, "", "")
    assert line.split(" ") == [named.digits[symbol] for symbol in made.sequence.symbols]
    assert [made.text[offset] for offset in made.offsets] == line.split(" ")
    np.testing.assert_allclose(made.sequence.surprises, surprises(named.process, made.sequence.symbols))


@pytest.fixture(scope="module", params=["tokenroom", "its own"])
def tokenizer(request: pytest.FixtureRequest) -> Tokenizer:
    if request.param == "tokenroom":
        return load_tokenizer(content_root() / "tokenizers" / "tokenroom.tiktoken")
    return Tokenizer("own", train_ranks([document(SHIPPED, 1, number).text for number in range(300)], 600))


def test_each_symbol_is_a_token_of_its_own(tokenizer: Tokenizer) -> None:
    """Also for a vocabulary that was made from nothing but these documents, and merged all that it could."""
    for number in range(len(SHIPPED)):
        made = document(SHIPPED, 1, number)
        ids = tokenizer.encode(made.text)
        tokens = [tokenizer.decode([ids[place]]) for place in token_places(made, tokenizer)]
        assert tokens == [made.text[offset] for offset in made.offsets]


FILE = 'format_version = 1\ntitle = "A coin"\nsymbols = "01"\n[process]\n'


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (FILE + 'kind = "die"\nshares = [1]', "from 2 to 1000 numbers, not 1"),
        (FILE + 'kind = "die"\nshares = [1, -1]', "from 0 to a billion"),
        (FILE + 'kind = "die"\nshares = [1, nan]', "from 0 to a billion"),
        (FILE + 'kind = "die"\nshares = [inf, 1]', "from 0 to a billion"),
        (FILE + 'kind = "die"\nshares = [0, 0]', "not all 0"),
        (FILE + 'kind = "die"\nshares = [1, 1, 1]', "symbols: '01' does not fit; 3 digits"),
        (FILE.replace("01", "00") + 'kind = "die"\nshares = [1, 1]', "symbols: '00' does not fit"),
        (FILE.replace("01", "ab") + 'kind = "die"\nshares = [1, 1]', "symbols"),
        (FILE.replace("A coin", "") + 'kind = "die"\nshares = [1, 1]', "title"),
        (FILE + 'kind = "coin"', "kind"),
        (FILE + 'kind = "die"\nshares = [1, 1]\ncolour = 3', "process.colour: is not a key"),
        (FILE + 'kind = "hidden-die"\ndice = [[1, 1], [1, 1, 1]]\npriors = [1, 1]', "all of one length"),
        (FILE + 'kind = "hidden-die"\ndice = []\npriors = []', "dice must be"),
        (FILE + 'kind = "hidden-die"\ndice = [[1, 1]]\npriors = [1, 1]', "as many as dice (1), not 2"),
        (FILE + 'kind = "repeats"\nsize = 2\nlengths = []', "lengths"),
        (FILE + 'kind = "repeats"\nsize = 2\nlengths = [3, 3]', "must differ"),
        (FILE + 'kind = "repeats"\nsize = 2\nlengths = [0]', "lengths"),
        (FILE + 'kind = "pairs"\ncues = 2\npartners = 1', "as many as cues (2) or more, not 1"),
        (FILE + 'kind = "pairs"\ncues = 1\npartners = 1\nothers = 1', "both be given, or neither"),
        (FILE + 'kind = "markov"\norder = 2\nrows = [[1, 1], [1, 1]]', "2**2, one for each context, not 2"),
        (FILE + 'kind = "markov"\norder = 1\nrows = [[1, 0], [0, 1]]', "more than one long run"),
        ("symbols = ", "not TOML"),
    ],
)
def test_bad_processes_are_told(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / "coin.toml").write_text(text)
    with pytest.raises(BadInput) as caught:
        load_processes(tmp_path)
    assert "coin.toml" in str(caught.value)
    assert wrong in str(caught.value)


def test_a_folder_without_processes_is_told(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text("")
    with pytest.raises(BadInput, match="holds no process"):
        load_processes(tmp_path)


def total(joint: Joint, prefix: tuple[int, ...]) -> float:
    return sum(p for symbols, p in joint.items() if symbols[: len(prefix)] == prefix)


def every_outcome(process: Process, length: int) -> Joint:
    """How likely each sequence is, from all that chance could have drawn: slow, and written without the predictors."""
    joint: Joint = defaultdict(float)
    for symbols, p in _outcomes(process, length):
        joint[symbols] += p
    return {symbols: p for symbols, p in joint.items() if p > 0}


def _outcomes(process: Process, length: int) -> Iterator[tuple[tuple[int, ...], float]]:
    match process:
        case Die():
            yield from _throws(process.shares, length)
        case HiddenDie():
            for die, prior in zip(process.dice, process.priors, strict=True):
                for symbols, p in _throws(die, length):
                    yield symbols, p * prior / sum(process.priors)
        case Repeats():
            for n in process.lengths:
                for motif in itertools.product(range(process.size), repeat=n):
                    yield (motif * length)[:length], 1 / len(process.lengths) / process.size**n
        case Pairs():
            bindings = list(itertools.permutations(range(process.partners), process.cues))
            for bound in bindings:
                for symbols, p in _pairings(process, bound, length):
                    yield symbols, p / len(bindings)
        case Markov():
            yield from _walks(process, length)


def _throws(shares: tuple[float, ...], length: int) -> Iterator[tuple[tuple[int, ...], float]]:
    for symbols in itertools.product(range(len(shares)), repeat=length):
        yield symbols, math.prod(shares[s] / sum(shares) for s in symbols)


def _pairings(process: Pairs, bound: tuple[int, ...], length: int) -> Iterator[tuple[tuple[int, ...], float]]:
    if length <= 0:
        yield (), 1.0
        return
    steps = [((cue, process.cues + bound[cue])[:length], (1 - process.share_of_others) / process.cues)
             for cue in range(process.cues)]  # fmt: skip
    steps += [
        ((process.size - 1 - other,), process.share_of_others / process.others) for other in range(process.others)
    ]
    for step, p in steps:
        for rest, q in _pairings(process, bound, length - len(step)):
            yield step + rest, p * q


def _walks(process: Markov, length: int) -> Iterator[tuple[tuple[int, ...], float]]:
    """After a thousand steps from anywhere the chain has forgotten where it began."""
    contexts = list(itertools.product(range(process.size), repeat=process.order))
    row = {c: [share / sum(r) for share in r] for c, r in zip(contexts, process.rows, strict=True)}
    moves = np.array([[row[a][b[-1]] if a[1:] == b[:-1] else 0.0 for b in contexts] for a in contexts])
    start = np.linalg.matrix_power(moves, 1000)[0]
    for symbols in itertools.product(range(process.size), repeat=length):
        p = start[contexts.index(symbols[: process.order])]
        for t in range(process.order, length):
            p *= row[symbols[t - process.order : t]][symbols[t]]
        yield symbols, float(p)


def test_the_optimum_of_documents_is_that_of_their_symbols_and_of_which_process_comes() -> None:
    processes = load_processes(FOLDER)
    documents = [document(processes, 1, number) for number in range(len(processes))]
    symbols = sum(float(made.sequence.surprises.sum()) for made in documents)
    expected = symbols + len(processes) * np.log(len(processes))
    assert optimal_nats(processes, 1, range(len(processes))) == pytest.approx(expected)
