"""Compressors as rivals: what they have read costs them little, and a library that is missing is one line."""

from __future__ import annotations

import lzma
import random
import sys

import pytest

from tokenroom.errors import BadInput
from tokenroom.rivals import compressors
from tokenroom.rivals.compressors import COMPRESSORS, bits_added, installed

HERE = installed()


def prose(seed: int, words: int = 3_000) -> str:
    dice = random.Random(seed)
    return " ".join("".join(dice.choices("aeiounrst", k=dice.randint(2, 7))) for _ in range(words))


def test_xz_is_always_here_and_is_what_xz_gives() -> None:
    assert "xz" in HERE
    training, held_out = prose(1), prose(2)
    whole = len(lzma.compress(f"{training}\0{held_out}\0".encode(), preset=9))
    assert bits_added("xz", [training], [held_out]) == 8 * (
        whole - len(lzma.compress(f"{training}\0".encode(), preset=9))
    )


@pytest.mark.parametrize("name", HERE)
def test_what_was_read_before_costs_little(name: str) -> None:
    read, fresh = prose(1), prose(2)
    known, new = bits_added(name, [read], [read]), bits_added(name, [read], [fresh])
    assert 0 < known < 0.1 * new
    assert 2.0 < new / len(fresh) < 4.0  # nine letters at random, and spaces


@pytest.mark.parametrize("name", HERE)
def test_text_counts_however_it_is_cut_into_documents(name: str) -> None:
    halves = prose(1), prose(2)
    assert bits_added(name, ["\0".join(halves)], [prose(3)]) == bits_added(name, halves, [prose(3)])


@pytest.mark.parametrize("name", HERE)
def test_lone_surrogates_and_nothing_to_learn_from(name: str) -> None:
    assert bits_added(name, [], ["\ud800 and more"]) > 0


def test_of_endless_training_text_the_last_part_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressors, "REACH", 20_000)
    far, near = prose(1), prose(2)
    padding = [prose(seed, 500) for seed in range(3, 20)]
    assert bits_added("xz", [far, *padding], [far]) > 10 * bits_added("xz", [*padding, near[-9_000:]], [near[-9_000:]])


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyppmd", None)
    assert "ppmd" not in installed()
    with pytest.raises(BadInput, match="pip install 'tokenroom\\[compressors\\]'"):
        bits_added("ppmd", ["a"], ["b"])
    assert set(installed()) <= set(COMPRESSORS)
