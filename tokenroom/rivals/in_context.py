"""In-context learning: what answers cost a model behind a context that somebody wrote, and what it says there.

A context is a text with the mark `{question}` in it. For each question the mark is replaced by it, and what stands
behind the last word is the answer. No weight of the model changes. Source: Brown et al. 2020, *Language Models are
Few-Shot Learners*, section 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import ThreadpoolController

from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.layers import Integers
from tokenroom.model.rollouts import rollouts
from tokenroom.model.transformer import logits_at
from tokenroom.scoring import Floats, log_softmax, log_sum_exp
from tokenroom.text.tokenizer import SPECIAL_TOKENS, Tokenizer

MARK = "{question}"
STOP = "."  # what every answer ends in
_TOGETHER = 2  # texts in one forward pass: more need much memory, and cost no less
Ids = list[int]
_BEFORE_WORDS = ("\n", '"', "'", "(", "“", "‘", "«")  # what a word may stand behind without a space


@dataclass(frozen=True, slots=True)
class PromptTokens:
    """What a model reads before it answers.

    Attributes:
        ids: its tokens; an end-of-text token first, unless the beginning was lost.
        forgotten: the tokens of the beginning that did not fit.
        lead: what stands before the answer's first letter: a space, or nothing at the beginning of a line.
    """

    ids: tuple[int, ...]
    forgotten: tuple[int, ...]
    lead: str


def prompt_tokens(tokenizer: Tokenizer, context: str, question: str, room: int) -> PromptTokens:
    """Put a question into a context and keep the last `room` tokens of it.

    Spaces at the end are left out: a token holds the space before its word, so they would stand there twice.
    """
    text = context.replace(MARK, question).rstrip(" ")
    ids = (tokenizer.end_of_text, *tokenizer.encode(text))
    cut = max(0, len(ids) - room)
    return PromptTokens(ids[cut:], ids[:cut], "" if not text or text.endswith(_BEFORE_WORDS) else " ")


def stop_ids(tokenizer: Tokenizer) -> Integers:
    """Return the tokens that are a full stop and the end of its line, however that is written: (S,).

    They may hold a quotation mark or a blank line. A vocabulary that has none stops with the full stop alone.
    """
    end = STOP.encode()
    known = [n for n in range(tokenizer.size - len(SPECIAL_TOKENS)) if tokenizer.token_bytes(n).startswith(end)]
    stops = [n for n in known if tokenizer.token_bytes(n).endswith(b"\n")]
    return np.array(stops or tokenizer.encode(STOP), np.int64)


def answer_surprises(
    checkpoint: Checkpoint, tokenizer: Tokenizer, prompts: Sequence[PromptTokens], answers: Sequence[str]
) -> list[Floats]:
    """Return the surprise of each token of each answer behind its prompt, in nats: (A,) for an answer of A tokens.

    The last token is the full stop, which must end the line: an answer that does not stop is none.

    Raises:
        ValueError: an answer does not end in a full stop, or does not fit into the model's context with its prompt.
    """
    asked = [tokenizer.encode(p.lead + answer) for p, answer in zip(prompts, answers, strict=True)]
    full_stop = tokenizer.encode(STOP)
    if not all(answer[-1:] == full_stop for answer in asked):
        raise ValueError("every answer must end in a full stop")
    stops = stop_ids(tokenizer)
    pairs = list(zip(prompts, asked, strict=True))
    with ThreadpoolController().limit(limits=1, user_api="blas"):
        return [
            costs
            for start in range(0, len(pairs), _TOGETHER)
            for costs in _surprises(checkpoint, pairs[start : start + _TOGETHER], stops)
        ]


def _surprises(checkpoint: Checkpoint, pairs: Sequence[tuple[PromptTokens, Ids]], stops: Integers) -> list[Floats]:
    """Read some prompts with their answers side by side, in one pass."""
    read = [[*prompt.ids, *answer[:-1]] for prompt, answer in pairs]
    longest, config = max(map(len, read)), checkpoint.config
    if longest > config.context:
        raise ValueError(f"a prompt and its answer have {longest} tokens, and the context {config.context}")
    ids = np.array([row + [0] * (longest - len(row)) for row in read])  # (B, T), whatever stands behind an answer
    rows = [n * longest + len(p.ids) - 1 + at for n, (p, answer) in enumerate(pairs) for at in range(len(answer))]
    said = log_softmax(logits_at(checkpoint.params, config, ids, np.array(rows)))  # (R, V)
    costs = -said[np.arange(len(rows)), [token for _, answer in pairs for token in answer]]  # (R,)
    ends = np.cumsum([len(answer) for _, answer in pairs])
    costs[ends - 1] = -log_sum_exp(said[ends - 1][:, stops])[:, 0]
    return np.split(costs, ends[:-1])


def answers_drawn(
    checkpoint: Checkpoint,
    tokenizer: Tokenizer,
    prompts: Sequence[PromptTokens],
    longest: int,
    rng: np.random.Generator,
    temperature: float,
) -> list[str]:
    """Return how the model goes on from each prompt, `longest` tokens or until it ends the text.

    Raises:
        ValueError: a prompt and so many tokens do not fit into the model's context.
    """
    ids, end = [p.ids for p in prompts], tokenizer.end_of_text
    drawn = rollouts(checkpoint.params, checkpoint.config, ids, longest, end, rng, temperature)
    return [tokenizer.decode(answer[:-1] if answer[-1:] == [end] else answer) for answer in drawn]
