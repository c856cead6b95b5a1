"""Vocabularies beside each other: tiktoken's are opened from its cache alone, and no socket is ever opened."""

from __future__ import annotations

import base64
import hashlib
import socket
from pathlib import Path

import pytest
import requests

from tokenroom.rivals.field import tokenizer_path
from tokenroom.text import encodings
from tokenroom.text.cutting import cut, open_cutter, other_cutters, our_cutter
from tokenroom.text.encodings import NotHere, cache_folder, open_encoding, public_names, read_cached
from tokenroom.text.tokenizer import dump_ranks, load_tokenizer

OURS = our_cutter(load_tokenizer(tokenizer_path("tokenroom")))
ADDRESS = "https://example.invalid/small.tiktoken"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(requests, "get", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "cache"))
    open_encoding.cache_clear()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A small encoding's file in the cache."""
    data = dump_ranks({bytes([b]): b for b in range(256)} | {b"th": 256, b"the": 257})
    path = tmp_path / "cache" / hashlib.sha1(ADDRESS.encode()).hexdigest()
    path.parent.mkdir()
    path.write_bytes(data)
    return path


@pytest.fixture
def small(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tiktoken knows one encoding more, and has kept its file."""
    expected = hashlib.sha256(kept.read_bytes()).hexdigest()

    def recipe() -> dict[str, object]:
        lines = read_cached(ADDRESS, expected).splitlines()
        ranks = {base64.b64decode(token): int(rank) for token, rank in map(bytes.split, lines)}
        return {"name": "small", "pat_str": r"\w+|\W+", "mergeable_ranks": ranks, "special_tokens": {"<|end|>": 258}}

    recipes = {**encodings._constructors(), "small": recipe}
    monkeypatch.setattr(encodings, "_constructors", lambda: recipes)
    return kept


def test_all_of_tiktokens_encodings_are_known_and_none_is_fetched() -> None:
    assert {"gpt2", "cl100k_base", "o200k_base"} <= set(public_names())
    here, missing = other_cutters()
    assert here == []
    assert missing == dict.fromkeys(public_names(), "not on this machine")


def test_nothing_is_fetched_where_keeping_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")
    assert cache_folder() is None
    with pytest.raises(NotHere, match="not on this machine"):
        open_encoding("gpt2")


def test_the_cache_is_looked_for_where_tiktoken_keeps_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_GYM_CACHE_DIR", "other")
    assert cache_folder() == tmp_path / "cache"
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR")
    assert cache_folder() == Path("other")
    monkeypatch.delenv("DATA_GYM_CACHE_DIR")
    folder = cache_folder()
    assert folder is not None
    assert folder.name == "data-gym-cache"


def test_tiktokens_own_modules_stay_as_they_are() -> None:
    import tiktoken.load
    import tiktoken_ext.openai_public as public

    public_names()
    assert tiktoken.load.read_file_cached is not read_cached
    assert public.load_tiktoken_bpe is tiktoken.load.load_tiktoken_bpe


def test_an_encoding_that_is_kept_is_opened(small: Path) -> None:
    here, missing = other_cutters()
    assert [cutter.name for cutter in here] == ["small"]
    assert "small" not in missing
    made = cut(here[0], "the th")
    assert made.ids == (257, 32, 256)
    assert made.tokens_per_byte == 3 / 6
    assert [(s.left, s.right) for s in here[0].steps(257)] == [(b"t", b"h"), (b"th", b"e")]


def test_a_damaged_file_is_told_and_left_where_it_is(small: Path) -> None:
    small.write_bytes(b"what is this\n")
    with pytest.raises(NotHere, match="damaged"):
        open_cutter("small")
    assert small.read_bytes() == b"what is this\n"


def test_a_megabyte_of_spaces_is_refused_where_it_would_break_the_matcher(small: Path) -> None:
    with pytest.raises(NotHere, match="spaces"):
        cut(open_cutter("small"), " " * 1_000_000)
    assert len(cut(OURS, " " * 1_000_000).ids) > 1


@pytest.mark.parametrize(
    ("named", "token"), [(" the", OURS.ranks[b" the"]), ("300", 300), ("65", 65), ("4095", 4095), ("a", 97)]
)
def test_a_token_is_found_by_its_text_or_its_id(named: str, token: int) -> None:
    assert OURS.find(named) == token


@pytest.mark.parametrize("named", ["9999999", "-1", "zzzz", "", "²"])
def test_what_is_no_token_is_not_found(named: str) -> None:
    assert OURS.find(named) is None or OURS.bytes_of(OURS.find(named) or 0).decode() == named


def test_no_text_costs_nothing() -> None:
    assert cut(OURS, "").tokens_per_byte == 0.0


def test_a_special_token_and_a_byte_have_no_steps() -> None:
    assert OURS.steps(OURS.vocabulary - 1) == ()
    assert OURS.steps(97) == ()
