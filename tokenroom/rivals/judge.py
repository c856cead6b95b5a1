"""The judge that no policy ever saw: fixed rules over fixed questions, and how far a model has strayed on its answers.

Nothing of it goes into a reward. What it says of a model is therefore no part of what the model was made to reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.policy import kl_divergence, log_probs_of
from tokenroom.model.rollouts import rollouts
from tokenroom.model.transformer import logits_at
from tokenroom.text.chat import Message, answer_prompt
from tokenroom.text.judging import Question, verdict
from tokenroom.text.tokenizer import Tokenizer

LONGEST = 40  # tokens of an answer
AT_ONCE = 8  # texts that go through a model at once
Ids = list[int]


@dataclass(frozen=True)
class Drawn:
    """Answers drawn to questions, one each: the prompts' tokens, the answers', and what these say."""

    prompts: list[Ids]
    answers: list[Ids]
    texts: list[str]


def judged(
    checkpoint: Checkpoint,
    tokenizer: Tokenizer,
    questions: Sequence[Question],
    rng: np.random.Generator,
    temperature: float = 1.0,
    threads: int = 1,
) -> NDArray[np.bool_]:
    """Draw an answer to each question and return which of them pass: (questions,)."""
    drawn = drawn_answers(checkpoint, tokenizer, [asked.question for asked in questions], rng, temperature, threads)
    return passes(questions, drawn.texts)


def passes(questions: Sequence[Question], texts: Sequence[str]) -> NDArray[np.bool_]:
    """Return which answers pass: (questions,)."""
    return np.array([verdict(asked, text).passed for asked, text in zip(questions, texts, strict=True)])


def drawn_answers(
    checkpoint: Checkpoint,
    tokenizer: Tokenizer,
    questions: Sequence[str],
    rng: np.random.Generator,
    temperature: float = 1.0,
    threads: int = 1,
) -> Drawn:
    """Draw an answer to each question; the same generator always gives the same.

    Args:
        checkpoint: a model that has learned what a chat is.
        tokenizer: whose ids it speaks.
        questions: each asked in a chat of its own; of one that is too long the beginning is forgotten.
        rng: the source of chance.
        temperature: logits are divided by it; 0 always takes the likeliest token.
        threads: how many work at once; changes the time and nothing else.
    """
    room = checkpoint.config.context - LONGEST
    prompts = [answer_prompt(tokenizer, [Message(role="user", content=asked)], room) for asked in questions]
    config, stop = checkpoint.config, tokenizer.im_end
    answers = rollouts(checkpoint.params, config, prompts, LONGEST, stop, rng, temperature, threads)
    return Drawn(prompts, answers, [said(tokenizer, answer) for answer in answers])


def said(tokenizer: Tokenizer, answer: Sequence[int]) -> str:
    """Return what an answer says, without the token that ends it."""
    return tokenizer.decode(token for token in answer if token != tokenizer.im_end)


def strayed(checkpoint: Checkpoint, reference: Checkpoint, drawn: Drawn) -> float:
    """Return the KL divergence of a model from `reference` over answers that it drew, in nats a token."""
    rows = list(zip(drawn.prompts, drawn.answers, strict=True))
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]) + len(rows[i][1]))  # little padding
    kl = []
    for first in range(0, len(order), AT_ONCE):
        some = [rows[i] for i in order[first : first + AT_ONCE]]
        kl.append(kl_divergence(*(_said_log_probs(model, some) for model in (checkpoint, reference))))
    return float(np.concatenate(kl).mean())


def answer_log_probs(checkpoint: Checkpoint, prompt: Ids, answers: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """Return how likely each whole answer to a prompt is, as a log-probability in nats: (answers,)."""
    log_p = _said_log_probs(checkpoint, [(prompt, answer) for answer in answers])  # (R, V)
    tokens = np.concatenate([np.array(answer) for answer in answers])  # (R,)
    ends = np.cumsum([len(answer) for answer in answers])
    own = log_p[np.arange(len(tokens)), tokens].astype(np.float64)  # (R,)
    return np.array([part.sum() for part in np.split(own, ends[:-1])])


def _said_log_probs(
    checkpoint: Checkpoint, rows: Sequence[tuple[Sequence[int], Sequence[int]]]
) -> NDArray[np.floating]:
    """Return the log-probabilities at the places where each token of the answers is predicted: (R, V)."""
    width = max(len(prompt) + len(answer) for prompt, answer in rows) - 1
    ids = np.zeros((len(rows), width), np.int64)  # (B, T)
    places = []
    for row, (prompt, answer) in enumerate(rows):
        text = [*prompt, *answer][:-1]
        ids[row, : len(text)] = text
        places.append(row * width + len(prompt) - 1 + np.arange(len(answer)))
    return log_probs_of(logits_at(checkpoint.params, checkpoint.config, ids, np.concatenate(places)))
