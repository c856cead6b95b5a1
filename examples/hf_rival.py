"""A local Hugging Face causal language model as an outside rival; needs transformers and torch (tokenroom[hf]).

tokenroom eval --corpus english --rival-command "python examples/hf_rival.py path/to/a/model"

The model reads the text so far, cut into its own tokens; what it expects next is carried to our tokens through bytes
(byte_mapping.py). Nothing is downloaded: the model must lie on this machine.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from byte_mapping import ByteMap, Floats, gpt2_bytes, sentencepiece_bytes

SMALLEST = 1e-20  # no probability is said to be less: float32 has no logarithm of 0 that JSON could carry


class Model:
    """A causal language model that remembers what it has read, so that a longer text costs only what is new."""

    def __init__(self, folder: str) -> None:
        import torch
        import transformers

        self._torch = torch
        self.tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self._model = transformers.AutoModelForCausalLM.from_pretrained(folder, local_files_only=True).eval()
        self._cache: Any = transformers.DynamicCache()
        self._read: list[int] = []
        self._longest = int(getattr(self._model.config, "max_position_embeddings", None) or 1024)
        self.end = int(self.tokenizer.eos_token_id)
        self._start = int(self.tokenizer.bos_token_id if self.tokenizer.bos_token_id is not None else self.end)

    def next_probs(self, tokens: list[int]) -> Floats:
        """Return the chances of what comes after `tokens`, shape (U,); half its context is kept of a long text."""
        half = self._longest // 2
        beyond = max(0, len(tokens) + 1 - self._longest)
        text = [self._start, *tokens[-(-beyond // half) * half :]]
        kept = min(_shared(text, self._read), len(text) - 1)
        if kept < len(self._read):
            self._cache.crop(kept - len(self._read))  # less than 0: so many tokens are forgotten
        with self._torch.inference_mode():
            read = self._torch.tensor([text[kept:]])
            logits = self._model(input_ids=read, past_key_values=self._cache, use_cache=True).logits[0, -1]
            self._read = text
            return self._torch.softmax(logits.double(), dim=-1).numpy()

    def token_texts(self) -> list[bytes]:
        """Return the bytes of each of its tokens (U of them); none for special ones and for rows without a token."""
        names = self.tokenizer.convert_ids_to_tokens(range(len(self.tokenizer)))
        as_bytes = gpt2_bytes if any(name.startswith("Ġ") for name in names) else sentencepiece_bytes
        special = set(self.tokenizer.all_special_ids)
        texts = [b"" if token in special else as_bytes(name) for token, name in enumerate(names)]
        return texts + [b""] * (self._model.config.vocab_size - len(texts))

    def encode(self, text: bytes, token_of: dict[bytes, int]) -> list[int]:
        """Return `text` in its tokens; bytes of a character that is not whole yet become a token each, where it can."""
        whole = text.decode("utf-8", "ignore")
        broken = text[len(whole.encode()) :]
        ids: list[int] = self.tokenizer.encode(whole, add_special_tokens=False)
        return ids + [token_of[bytes([b])] for b in broken if bytes([b]) in token_of]


class Adapter:
    """Answers questions about our tokens by asking the model about its own."""

    def __init__(self, model: Model, hello: dict[str, Any], follow: int) -> None:
        self._model, self._follow = model, follow
        self._ours = [None if text is None else base64.b64decode(text) for text in hello["vocabulary"]]
        theirs = model.token_texts()
        self._token_of = {text: token for token, text in enumerate(theirs) if text}
        self._end = hello["end_of_text"]
        self._map = ByteMap(theirs, self._ours, model.end, self._end, lambda token: model.next_probs([token]))

    def log_probs(self, ids: list[int]) -> Floats:
        """Return the log-probabilities of what comes after our tokens `ids`, shape (V,)."""
        tokens = self._model.encode(self._text(ids), self._token_of)
        over = self._map.over(self._model.next_probs(tokens[:-1]), tokens[-1]) if tokens else {}
        p = self._model.next_probs(tokens)
        likeliest = [int(token) for token in np.argsort(p)[::-1][: self._follow] if token != self._model.end]
        last = (self._ours[ids[-1]] or b"") if ids else b""
        followed = {token: self._model.next_probs([*tokens, token]) for token in likeliest}
        return np.log(np.maximum(self._map.carry(p, followed, over, last), SMALLEST))

    def _text(self, ids: list[int]) -> bytes:
        """The bytes of the document that `ids` stand in so far."""
        texts: list[bytes] = []
        for token in ids:
            texts = [] if token == self._end else [*texts, self._ours[token] or b""]
        return b"".join(texts)


def answers(adapter: Adapter, question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the lines that answer a question."""
    ids = question["ids"]
    for position in [len(ids)] if question["type"] == "next" else range(len(ids)):
        row = adapter.log_probs(ids[:position]).astype("<f4")  # (V,)
        yield {"type": "log_probs", "position": position, "log_probs": base64.b64encode(row.tobytes()).decode()}


def serve(adapter: Adapter, name: str, lines: TextIO, out: TextIO) -> None:
    """Say that we are ready, and answer line after line until there are no more."""
    print(json.dumps({"type": "ready", "name": name}), file=out, flush=True)
    for line in lines:
        for answer in answers(adapter, json.loads(line)):
            print(json.dumps(answer), file=out, flush=True)


def main() -> None:
    """Load the model and serve."""
    parser = argparse.ArgumentParser(description="A local Hugging Face causal language model as an outside rival.")
    parser.add_argument("model", help="the folder of the model and its tokenizer")
    parser.add_argument("--follow", type=int, default=4, help="of how many next tokens the model is asked on")
    parser.add_argument("--name", help="what it is called in reports; by default as its folder")
    given = parser.parse_args()
    out, sys.stdout = sys.stdout, sys.stderr  # what the libraries print is no part of the protocol
    try:
        adapter = Adapter(Model(given.model), json.loads(sys.stdin.readline()), given.follow)
    except (ImportError, OSError, ValueError) as error:
        print(json.dumps({"type": "error", "message": f"{given.model}: {error}"}), file=out, flush=True)
        sys.exit(1)
    serve(adapter, given.name or f"hf:{Path(given.model).resolve().name}"[:40], sys.stdin, out)


def _shared(one: list[int], other: list[int]) -> int:
    """How many tokens both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


if __name__ == "__main__":
    main()
