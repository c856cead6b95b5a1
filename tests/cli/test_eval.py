"""`tokenroom eval`: tables for people, the same figures as JSON, over one corpus or several."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import SENTENCES
from tokenroom.cli.tables import summary
from tokenroom.rivals.evaluation import Evaluation

Call = Callable[..., Run]
UNIFORM = f"{sys.executable} {Path(__file__).parents[2] / 'examples' / 'uniform_rival.py'}"
NGRAMS = ("--rival", "uniform", "--rival", "kneser-ney-5")


@pytest.fixture(autouse=True)
def own(home: Path) -> None:
    """Two corpora of the user's own, some hundred bytes each."""
    for name, order in (("forwards", 1), ("backwards", -1)):
        folder = home / "corpora" / name
        (folder / "notes").mkdir(parents=True)
        keys = f'title = "{name}"\nlanguage = "en"\nlicence = "CC0-1.0"\ntokenizer = "tokenroom"'
        (folder / "corpus.toml").write_text(f'format_version = 1\nkind = "text"\n{keys}\nheld_out = ["notes/b"]\n')
        (folder / "notes" / "a.txt").write_text("Page a\n\n" + " ".join(SENTENCES[::order]) + "\n")
        (folder / "notes" / "b.txt").write_text("Page b\n\n" + " ".join(SENTENCES[::-order][:2]) + "\n")


def test_a_table_for_each_corpus_and_one_over_all(run: Call) -> None:
    done = run("eval", *NGRAMS, "--rival", "xz", "--corpus", "forwards", "--corpus", "backwards")
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines if line] == [
        *["rival", "uniform", "kneser-ney-5", "xz"] * 2,
        "bits/byte",
        *["uniform", "kneser-ney-5", "xz"],
    ]
    assert lines[0].endswith("forwards, held out")
    assert lines[3].endswith("by bytes")
    assert lines[-4].split() == ["bits/byte", "forwards", "backwards"]
    assert max(map(len, lines)) <= 80
    assert done.status == 0
    assert done.err == ""


def test_json_has_the_figures_of_the_tables(run: Call) -> None:
    arguments = ("eval", *NGRAMS, "--corpus", "forwards", "--corpus", "backwards")
    rows = json.loads(run(*arguments, "--json").out)
    assert [(row["corpus"], row["rival"]) for row in rows] == [
        (corpus, rival) for corpus in ("forwards", "backwards") for rival in ("uniform", "kneser-ney-5")
    ]
    table = run(*arguments).out
    assert all(f"{row['nats_per_token']:.3f}" in table and f"{row['bits_per_byte']:.3f}" in table for row in rows)


def test_the_same_rival_or_corpus_twice_is_once(run: Call) -> None:
    done = run("eval", *NGRAMS[:2] * 2, *("--corpus", "forwards") * 2)
    assert len(done.out.splitlines()) == 2


def test_an_outside_rival_joins(run: Call) -> None:
    done = run("eval", "--rival", "uniform", "--corpus", "forwards", "--rival-command", UNIFORM, "--json")
    uniform, outside = json.loads(done.out)
    assert outside.pop("rival") == "knows-nothing"
    assert uniform.pop("rival") == "uniform"
    assert outside == pytest.approx(uniform)


def test_one_program_serves_all_corpora_of_a_tokenizer(run: Call) -> None:
    both = ("--corpus", "forwards", "--corpus", "backwards")
    rows = json.loads(run("eval", "--rival", "uniform", *both, "--rival-command", UNIFORM, "--json").out)
    assert [row["rival"] for row in rows] == ["uniform", "knows-nothing"] * 2


def test_names_that_nobody_has(run: Call) -> None:
    for arguments in (["--rival", "nobody", "--corpus", "forwards"], ["--corpus", "nowhere"]):
        done = run("eval", *arguments)
        assert (done.status, len(done.err.splitlines())) == (2, 1)


def test_a_missing_library_is_left_out_or_told(run: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyppmd", None)
    done = run("eval", "--corpus", "forwards")
    assert "ppmd left out" in done.err
    assert "\nppmd" not in done.out
    assert "\nxz" in done.out
    named = run("eval", "--corpus", "forwards", "--rival", "ppmd")
    assert named.status == 2
    assert "pip install 'tokenroom[compressors]'" in named.err


def evaluation(rival: str, corpus: str, bits: float) -> Evaluation:
    return Evaluation(rival, corpus, 10, 30, 3.0, 20.1, bits)


def test_a_wide_summary_goes_on_below() -> None:
    corpora = ["english", "french", "korean", "portuguese", "python", "storyteller", "symbols"]
    rows = [evaluation(rival, corpus, 1.5) for corpus in corpora for rival in ("bigram", "step-1000000")]
    lines = list(summary(rows))
    assert len(lines) == 4
    assert len(lines[1]) <= 80
    assert lines[1].split() == ["bits/byte", *corpora]
    more = [evaluation("bigram", corpus, 1.5) for corpus in [*corpora, "a-corpus-of-my-own-with-a-long-name"]]
    below = list(summary(more))
    assert max(map(len, below)) <= 80
    assert below[-2].split() == ["bits/byte", "a-corpus-of-my-own-…"]


def test_who_was_not_measured_everywhere_has_a_gap() -> None:
    lines = list(
        summary([evaluation("bigram", "a", 1.5), evaluation("bigram", "b", 2.5), evaluation("step-0", "b", 3.5)])
    )
    assert [line.split() for line in lines[2:]] == [["bigram", "1.500", "2.500"], ["step-0", "-", "3.500"]]
    assert list(summary([evaluation("bigram", "a", 1.5)])) == []
