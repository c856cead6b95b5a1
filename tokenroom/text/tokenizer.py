"""The byte-level BPE tokenizer: ranks in tiktoken's own file format, encoding by tiktoken."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import tiktoken

from tokenroom.errors import BadInput
from tokenroom.files import atomic_write_bytes

# How text is cut before any merge: contractions, words with one leading character, numbers of at most two digits,
# punctuation, line ends, spaces. It is GPT-4's pattern with shorter numbers, since our vocabulary is small, and with
# bounded runs of spaces: an unbounded one overflows the matcher's stack on a megabyte of them.
SPLIT_PATTERN = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,2}| ?[^\s\p{L}\p{N}]++[\r\n]*"
    r"|\s{0,32}[\r\n]|\s{1,32}(?!\S)|\s{1,32}"
)
END_OF_TEXT, IM_START, IM_END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
SPECIAL_TOKENS = (END_OF_TEXT, IM_START, IM_END)
_SURROGATES = re.compile("([\ud800-\udfff]+)")

Ranks = dict[bytes, int]


class Tokenizer:
    """A vocabulary of byte strings and the rule that cuts any text into them.

    Args:
        name: what it is called in messages and checkpoints.
        ranks: token bytes -> id, ids 0…n-1 in the order the merges were learned; all 256 single bytes among them.
    """

    def __init__(self, name: str, ranks: Ranks) -> None:
        self.name, self.ranks = name, ranks
        specials = {text: len(ranks) + i for i, text in enumerate(SPECIAL_TOKENS)}
        self.encoding = tiktoken.Encoding(name, pat_str=SPLIT_PATTERN, mergeable_ranks=ranks, special_tokens=specials)
        self.end_of_text, self.im_start, self.im_end = (specials[text] for text in SPECIAL_TOKENS)

    @property
    def size(self) -> int:
        """Number of tokens, the special ones included."""
        return self.encoding.n_vocab

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of pattern, special tokens and ranks: two tokenizers that share it give the same ids."""
        text = "\n".join([SPLIT_PATTERN, *SPECIAL_TOKENS]).encode() + dump_ranks(self.ranks)
        return hashlib.sha256(text).hexdigest()

    def encode(self, text: str) -> list[int]:
        """Return the token ids of `text`; special tokens written in it are ordinary text.

        Lone surrogates, which UTF-8 has no form for, become their three WTF-8 bytes, a token each.
        """
        pieces = _SURROGATES.split(text)  # ordinary text at even places, lone surrogates at odd ones
        ids = self.encoding.encode_ordinary(pieces[0])
        for lone, ordinary in zip(pieces[1::2], pieces[2::2], strict=True):
            ids += [self.ranks[bytes([b])] for b in lone.encode("utf-8", "surrogatepass")]
            ids += self.encoding.encode_ordinary(ordinary)
        return ids

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of `ids`, the inverse of `encode`; bytes that are no text become U+FFFD."""
        data = self.encoding.decode_bytes(list(ids))
        try:
            return data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return data.decode("utf-8", "replace")

    def token_bytes(self, token: int) -> bytes:
        """Return the bytes that one token stands for."""
        return self.encoding.decode_single_token_bytes(token)


def dump_ranks(ranks: Ranks) -> bytes:
    """Return `ranks` in tiktoken's file format: a line a token, its bytes in base64, a space, its rank."""
    ordered = sorted(ranks.items(), key=lambda item: item[1])
    return b"".join(base64.b64encode(token) + b" " + str(rank).encode() + b"\n" for token, rank in ordered)


def load_tokenizer(path: Path) -> Tokenizer:
    """Read a `.tiktoken` file.

    Raises:
        BadInput: unreadable, a line that is not `base64 rank`, ranks with gaps, or a byte that is missing.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise BadInput(path, "", f"cannot be read: {error.strerror or error}") from error
    ranks = dict(_parse_rank(path, number, line) for number, line in enumerate(lines, start=1) if line)
    _check_ranks(path, ranks)
    return Tokenizer(path.stem, ranks)


def save_ranks(path: Path, ranks: Ranks) -> None:
    """Write `ranks` to `path` in tiktoken's file format, whole or not at all."""
    atomic_write_bytes(path, dump_ranks(ranks))


def train_ranks(texts: Sequence[str], vocabulary_size: int) -> Ranks:
    """Learn byte-pair merges from `texts` until there are `vocabulary_size` tokens, special ones included.

    Needs the extra `tokenroom[tokenizer]`; the trained ranks ship, so that players never run it.
    Source: Sennrich, Haddow & Birch (2016), *Neural Machine Translation of Rare Words with Subword Units*, section 3.2.
    """
    try:
        import rustbpe
    except ImportError as error:
        wrong = "the library that trains tokenizers is missing"
        raise BadInput("tokenizer", "", wrong, "pip install 'tokenroom[tokenizer]'") from error
    trainer = rustbpe.Tokenizer()
    trainer.train_from_iterator(iter(texts), vocabulary_size - len(SPECIAL_TOKENS), pattern=SPLIT_PATTERN)
    return {bytes(token): rank for token, rank in trainer.get_mergeable_ranks()}


def _parse_rank(path: Path, number: int, line: bytes) -> tuple[bytes, int]:
    try:
        token, rank = line.split()
        return base64.b64decode(token, validate=True), int(rank)
    except (ValueError, binascii.Error) as error:
        raise BadInput(path, f"line {number}", "is not a token in base64 and its rank", "e.g. 'aGk= 300'") from error


def _check_ranks(path: Path, ranks: Ranks) -> None:
    if sorted(ranks.values()) != list(range(len(ranks))):
        raise BadInput(path, "ranks", "do not run from 0 without a gap", "the file may be truncated")
    missing = [b for b in range(256) if bytes([b]) not in ranks]
    if missing:
        raise BadInput(path, "ranks", f"byte {missing[0]} has no token", "all 256 single bytes must be there")
