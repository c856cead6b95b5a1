"""The figures of *chat* in sentences, as all front ends tell them."""

from __future__ import annotations

from tokenroom.game.chat_events import ChatCompared, ChatItemsDone, ChatStarted, ChatTuningBegan, ChatTuningEnded


def items_in_words(done: ChatItemsDone) -> str:
    """Say what the items have cost."""
    return (
        f"As the assistant you paid {done.yours:.2f} nats an item; the base model {done.base:.2f}, your instinct alone "
        f"{done.instinct:.2f}."
    )


def offer_in_words(started: ChatStarted) -> str:
    """Say what the base model can learn from, and what else there is to do."""
    shipped = " Or take the one that comes with the program, which has done the same." if started.shipped else ""
    return (
        f"The base model can learn from {started.training:,} dialogues now, while you look on; {started.held_out:,} "
        f"others are kept from it.{shipped}"
    )


def tuning_in_words(began: ChatTuningBegan) -> str:
    """Say what counts while it learns."""
    return (
        f"{began.asked:,} tokens of the assistant count; the other {began.unasked:,} are read and cost nothing. "
        f"Held-out: {began.sample:,} tokens, always the same."
    )


def outcome_in_words(ended: ChatTuningEnded) -> str:
    """Say how a fine-tuning ended."""
    match ended.outcome:
        case "undone":
            return "What it had learned is gone."
        case "shipped":
            return "The chat model that comes with the program takes its place."
        case "kept":
            return f"It keeps what it has learned in {ended.step:,} of {ended.total:,} steps."
        case "done":
            return f"It has taken all {ended.total:,} steps."


def compared_in_words(compared: ChatCompared | None) -> list[str]:
    """Say how both models compare, in two sentences; nothing before they were compared."""
    if compared is None:
        return []
    margin = "" if compared.margin is None else f" ± {compared.margin:.2f}"
    side = "better" if compared.gain >= 0 else "worse"
    return [
        f"On {compared.dialogues:,} held-out dialogues ({compared.tokens:,} tokens of the assistant) the base model "
        f"pays {compared.before:.2f} nats a token, the tuned one {compared.after:.2f}: {side} by "
        f"{abs(compared.gain):.2f}{margin}.",
        f"On your own items: you {compared.yours:.2f}, the base model {compared.base:.2f}, the tuned one "
        f"{compared.tuned:.2f}.",
    ]
