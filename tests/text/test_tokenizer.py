"""The tokenizer: every string comes back, files are tiktoken's own, damaged ones are told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiktoken.load import load_tiktoken_bpe

from tokenroom.errors import BadInput
from tokenroom.rivals.field import tokenizer_path
from tokenroom.text.tokenizer import SPECIAL_TOKENS, Tokenizer, dump_ranks, load_tokenizer, save_ranks, train_ranks

SHIPPED = load_tokenizer(tokenizer_path("tokenroom"))


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_string_comes_back(text: str) -> None:
    assert SHIPPED.decode(SHIPPED.encode(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " " * 300_000,
        "\n" * 300_000,
        "a" * 300_000,
        "\ud800",
        "a\udfff\ud800b",
        "<|im_start|>user<|endoftext|>",
        "안녕 🙂",
    ],
)
def test_hard_strings_come_back(text: str) -> None:
    assert SHIPPED.decode(SHIPPED.encode(text)) == text


def test_special_tokens_written_in_text_are_text() -> None:
    specials = {SHIPPED.encoding.encode_single_token(text) for text in SPECIAL_TOKENS}
    assert specials == {SHIPPED.size - 3, SHIPPED.size - 2, SHIPPED.size - 1}
    assert not specials & set(SHIPPED.encode("".join(SPECIAL_TOKENS)))


def test_golden_ids() -> None:
    """Byte-pair encoding worked out by hand: 'ab' comes most, then 'abc'."""
    ranks = {bytes([b]): b for b in range(256)} | {b"ab": 256, b"abc": 257}
    assert Tokenizer("hand", ranks).encode("abcabx") == [257, 256, 120]


def test_any_ids_decode_to_some_text() -> None:
    assert SHIPPED.decode([0xC3]) == "\ufffd"
    assert SHIPPED.decode(range(SHIPPED.size)).startswith("\x00")


def test_shipped_file_is_tiktokens_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")  # else it keeps a copy by path, which may be of an older checkout
    assert load_tiktoken_bpe(str(tokenizer_path("tokenroom"))) == SHIPPED.ranks


def test_training_is_reproducible_and_reaches_its_size(tmp_path: Path) -> None:
    texts = ["the harbour master and the harbour master's daughter"] * 3
    ranks = train_ranks(texts, 280)
    assert ranks == train_ranks(texts, 280)
    save_ranks(tmp_path / "t.tiktoken", ranks)
    tokenizer = load_tokenizer(tmp_path / "t.tiktoken")
    assert tokenizer.size == 280
    assert len(tokenizer.encode(texts[0])) < len(texts[0])


def test_fingerprint_tells_vocabularies_apart() -> None:
    other = Tokenizer("tokenroom", {**SHIPPED.ranks, b"zzzzzz": len(SHIPPED.ranks)})
    assert SHIPPED.sha256 != other.sha256
    assert SHIPPED.sha256 == Tokenizer("another name", SHIPPED.ranks).sha256


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "byte 0 has no token"),
        (b"not base64 at all\n", "is not a token in base64"),
        (b"aGk=\n", "is not a token in base64"),
        (b"\xff\xfe 1\n", "is not a token in base64"),
        (dump_ranks({bytes([b]): b for b in range(255)}), "byte 255 has no token"),
        (dump_ranks({bytes([b]): b for b in range(256)} | {b"hi": 300}), "do not run from 0"),
    ],
)
def test_damaged_files_are_told(tmp_path: Path, data: bytes, wrong: str) -> None:
    path = tmp_path / "bad.tiktoken"
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        load_tokenizer(path)
    assert wrong in str(caught.value)
    assert str(path) in str(caught.value)


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        load_tokenizer(tmp_path / "none.tiktoken")
