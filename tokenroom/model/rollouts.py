"""Rollouts: many answers drawn side by side, each to its own end, from prompts of any lengths."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby

import msgspec
import numpy as np
from threadpoolctl import ThreadpoolController

from tokenroom.model.decoder import Decoder
from tokenroom.model.layers import Integers, Params
from tokenroom.model.sampling import draw
from tokenroom.model.transformer import TransformerConfig

Ids = list[int]
_TOGETHER = 8  # texts are let go of by eight: the decoder is fastest with a multiple of it
_TURN = (
    0.0005  # seconds: lanes take turns in many short steps; Python's 0.005 would let one wait for longer than it works
)
_SHARED = 4  # answers to each prompt from which on it pays to look at the prompt together


def rollouts(
    params: Params,
    config: TransformerConfig,
    prompts: Sequence[Sequence[int]],
    longest: int,
    stop: int,
    rng: np.random.Generator,
    temperature: float = 1.0,
    threads: int = 1,
    lanes: int = 2,
) -> list[Ids]:
    """Draw one answer to each prompt, until it draws `stop` (which is its last token) or has `longest` tokens.

    Args:
        params: the weights of the policy.
        config: the shape of the transformer.
        prompts: B token-id lists of any lengths; to draw several answers to one, give it several times.
        longest: the most tokens that an answer may have.
        stop: the id that ends an answer.
        rng: the source of chance.
        temperature: logits are divided by it; 0 always takes the likeliest token.
        threads: how many work at once; changes the time and nothing else.
        lanes: into how many shares the prompts are cut, each with chance of its own.

    Raises:
        ValueError: a prompt is empty, or it and the longest answer do not fit into the context.
    """
    shares = _shares(prompts, lanes)
    chances = rng.spawn(len(shares))

    def work(job: tuple[Integers, np.random.Generator]) -> list[Ids]:
        share, chance = job
        return _answers(params, config, [prompts[i] for i in share], longest, stop, chance, temperature)

    answers: list[Ids] = [[] for _ in prompts]
    blas = ThreadpoolController().limit(limits=1, user_api="blas")
    with blas, _short_turns(), ThreadPoolExecutor(threads, "rollouts") as pool:
        for share, drawn in zip(shares, pool.map(work, zip(shares, chances, strict=True)), strict=True):
            for i, answer in zip(share, drawn, strict=True):
                answers[i] = answer
    return answers


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let the interpreter go from thread to thread sooner, and put it back as it was."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _TURN))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _shares(prompts: Sequence[Sequence[int]], lanes: int) -> list[Integers]:
    """Return the places of the prompts of each lane: like ones together, and some of every length for everyone."""
    order = sorted(range(len(prompts)), key=lambda i: (len(prompts[i]), *prompts[i]))
    same = [list(places) for _, places in groupby(order, key=lambda i: tuple(prompts[i]))]
    if len(same) < lanes:
        return [share for share in np.array_split(np.array(order, np.int64), lanes) if len(share)]
    return [np.concatenate(same[lane::lanes]) for lane in range(lanes)]


def _answers(
    params: Params,
    config: TransformerConfig,
    prompts: Sequence[Sequence[int]],
    longest: int,
    stop: int,
    rng: np.random.Generator,
    temperature: float,
) -> list[Ids]:
    different = list(dict.fromkeys(tuple(prompt) for prompt in prompts))
    if _SHARED * len(different) > len(prompts):
        different = [tuple(prompt) for prompt in prompts]
    padded, unread = flush_right(different, filler=stop)  # (U, T), (U,)
    if padded.shape[1] + longest > config.context:
        raise ValueError(f"a prompt of {padded.shape[1]} tokens and an answer of {longest} exceed {config.context}")
    room = msgspec.structs.replace(config, context=padded.shape[1] + longest)  # the less memory, the sooner it is read
    decoder = Decoder(params, room, len(different), unread)
    logits = decoder.read(padded)  # (U, V)
    if len(different) < len(prompts):
        places = {prompt: place for place, prompt in enumerate(different)}
        begun = np.array([places[tuple(prompt)] for prompt in prompts])  # (B,)
        logits = logits[begun]  # (B, V)
        decoder.fork(begun)
    drawn = np.full((len(prompts), longest), stop)  # (B, longest)
    rows, growing = np.arange(len(prompts)), np.ones(len(prompts), bool)  # still decoded; which of them have no end
    for t in range(longest):
        tokens = draw(logits, temperature, None, None, rng)  # one for each row
        drawn[rows[growing], t] = tokens[growing]
        growing &= tokens != stop
        if t + 1 == longest or not growing.any():
            break
        left = int(growing.sum())
        left = left if left < _TOGETHER else -(-left // _TOGETHER) * _TOGETHER
        if left < len(rows):
            kept = np.sort(np.argsort(~growing, kind="stable")[:left])  # all that grow, and some that have an end
            decoder.keep(kept)
            rows, tokens, growing = rows[kept], tokens[kept], growing[kept]
        logits = decoder.read(tokens[:, None])
    return [_to_end(row, stop) for row in drawn.tolist()]


def flush_right(texts: Sequence[Sequence[int]], filler: int) -> tuple[Integers, Integers]:
    """Return texts of any lengths as ids (B, T) that end together, and how much padding stands before each (B,).

    Raises:
        ValueError: a text is empty.
    """
    if not all(len(text) for text in texts):
        raise ValueError("a prompt must have at least one token")
    longest = max(map(len, texts))
    unread = np.array([longest - len(text) for text in texts])
    return np.array([[filler] * (longest - len(text)) + list(text) for text in texts]), unread


def _to_end(row: Ids, stop: int) -> Ids:
    return row[: row.index(stop) + 1] if stop in row else row
