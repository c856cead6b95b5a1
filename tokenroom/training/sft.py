"""Supervised fine-tuning (SFT): a model that goes on with any text learns to answer, from examples of answers.

Nothing is new but the examples and the mask: the loss is the same cross-entropy, but only what the assistant says
counts.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import msgspec
import numpy as np

from tokenroom.model import optimisers
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.layers import NOT_COUNTED, Dropout, Integers, Params
from tokenroom.model.transformer import TransformerConfig, logits_at
from tokenroom.schema import Data
from tokenroom.scoring import Floats, log_softmax
from tokenroom.text.chat import ChatTokens
from tokenroom.training.lanes import Lanes, MicroBatch
from tokenroom.training.tuning import TuneState, TuneStep, by_length, flush_left, micro_batches, take_step

_ORDER_STREAM, _STEP_STREAM = 21, 22  # separate streams of chance from one seed


class SftSettings(Data, frozen=True, kw_only=True):
    """How to fine-tune on some thousand dialogues."""

    epochs: int = 3
    batch: int = 32  # dialogues a step
    micro_batch: int = 8  # dialogues that go through the model at once, on the average
    lanes: int = 2
    rates: optimisers.Rates = optimisers.Rates(muon=0.02, adam=0.004)
    warm_up: float = 0.05
    cool_down: float = 0.9
    dropout: float = 0.0
    context: int = 192  # tokens that the tuned model sees at once: more than it was pre-trained with
    seed: int = 1


def ready_to_chat(checkpoint: Checkpoint, end_of_text: int, chat_ids: Sequence[int], context: int) -> Checkpoint:
    """Return the base model with chat tokens that begin like the end of a text, and a context of `context` tokens.

    In pre-training they never came, so their rows hold nothing but "this never comes".
    """
    params = {name: array.copy() for name, array in checkpoint.params.items()}
    for token in chat_ids:
        params["embedding"][token] = params["embedding"][end_of_text]
        params["bias"][token] = params["bias"][end_of_text]
    config = msgspec.structs.replace(checkpoint.config, context=context)
    return Checkpoint(params, config, checkpoint.phrases, checkpoint.tokenizer, checkpoint.corpora, checkpoint.training)


def steps_in(settings: SftSettings, dialogues: int) -> int:
    """Return how many steps the whole fine-tuning takes."""
    return settings.epochs * -(-dialogues // settings.batch)


def fine_tune(
    config: TransformerConfig,
    chats: Sequence[ChatTokens],
    settings: SftSettings,
    state: TuneState,
    threads: int = 1,
) -> Generator[TuneStep, None, None]:
    """Fine-tune to the end, from wherever `state` stands, and yield after every step.

    Args:
        config: the shape of the transformer.
        chats: the training dialogues; of one that is longer than the context, the beginning counts.
        settings: how.
        state: from `tuning.start_from`, or as an earlier call left it; it is changed in place.
        threads: how many work at once; the result does not depend on it.

    Raises:
        Diverged: the loss or the gradient is NaN or infinite.
        ValueError: there is no dialogue.
    """
    if not chats:
        raise ValueError("there is no dialogue to learn from")
    total, per_epoch = steps_in(settings, len(chats)), steps_in(settings, len(chats)) // settings.epochs
    with Lanes(settings.lanes, threads) as lanes:
        while state.step < total:
            epoch, place = divmod(state.step, per_epoch)
            order = np.random.default_rng((settings.seed, _ORDER_STREAM, epoch)).permutation(len(chats))
            batch = [chats[i] for i in order[place * settings.batch : (place + 1) * settings.batch]]
            batches = _micro_batches(batch, config, settings, state.step)
            counted = sum(micro.counted for micro in batches)
            works = [micro.work(config, 1.0 / counted) for micro in batches]
            lr = optimisers.schedule((state.step + 0.5) / total, settings.warm_up, settings.cool_down)
            yield take_step(state, lanes, works, settings.rates, lr, total)


def _micro_batches(
    batch: Sequence[ChatTokens], config: TransformerConfig, settings: SftSettings, step: int
) -> list[MicroBatch]:
    batches = []
    for group in micro_batches([len(chat.ids) for chat in batch], settings.micro_batch, settings.lanes):
        ids, targets = masked([batch[i] for i in group], config.context)
        chance = np.random.default_rng((settings.seed, _STEP_STREAM, step, group[0]))
        batches.append(MicroBatch(ids, targets, Dropout(settings.dropout, chance)))
    return [micro for micro in batches if micro.counted]


def masked(chats: Sequence[ChatTokens], context: int) -> tuple[Integers, Integers]:
    """Return ids and targets (B, T) each: a target is counted where the assistant speaks, and nowhere else."""
    ids = flush_left([chat.ids[: context + 1] for chat in chats], filler=0)  # (B, T + 1)
    asked = flush_left([chat.asked[: context + 1] for chat in chats], filler=0).astype(bool)
    return ids[:, :-1], np.where(asked[:, 1:], ids[:, 1:], NOT_COUNTED)


def answer_surprises(params: Params, config: TransformerConfig, chats: Sequence[ChatTokens]) -> list[Floats]:
    """Return the surprise in nats of every token that the assistant says, by dialogue."""
    found: list[Floats] = [np.empty(0)] * len(chats)
    for group in by_length([len(chat.ids) for chat in chats], 8):
        ids, targets = masked([chats[i] for i in group], config.context)
        asked = targets != NOT_COUNTED  # (B, T)
        log_p = log_softmax(logits_at(params, config, ids, np.flatnonzero(asked)))  # (R, V)
        said = -log_p[np.arange(len(log_p)), targets[asked]]  # (R,)
        for i, surprises in zip(group, np.split(said, np.cumsum(asked.sum(axis=1))[:-1]), strict=True):
            found[i] = surprises
    return found
