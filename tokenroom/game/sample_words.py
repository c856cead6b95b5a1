"""What the mechanic *sample* says in words, the same in every front end; pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.answer import MAX_CHIPS
from tokenroom.game.sample_events import Costed, Drawn, NextWeighed, SampleOpened, TextsCompared
from tokenroom.game.wire import Shown
from tokenroom.text.display import joined_text, safe_text, token_label


def asked_words(opened: SampleOpened) -> str:
    """Say what is to be done in a round."""
    match opened.play:
        case "hand":
            return f"Go on with this, by hand: at least {opened.needed} tokens."
        case "hundred":
            asked = f"{opened.needed} times the same. How often will each come first?"
            return f"{asked} Lay out up to {MAX_CHIPS} chips; all that you keep is spread evenly."
        case "fragments":
            warm = f", at temperature {opened.temperature:g}" if opened.temperature != 1.0 else ""
            return f"The model goes on with this, one token at a time{warm}."
        case "yours":
            ends = f"Once there are {opened.needed}, the end of a sentence ends the text"
            return f"Now you are the model: tokens are drawn from what you write. {ends}."


def knobs_words(weighed: NextWeighed) -> str:
    """Say how the knobs stand.

    >>> knobs_words(NextWeighed(0, 0.7, None, 0.9, (), 0, 0.0, 0.0, 3, (), 0, True))
    'temperature 0.7, top-k all, top-p 0.9'
    """
    k = "all" if weighed.top_k is None else f"{weighed.top_k:,}"
    p = "all" if weighed.top_p is None else f"{weighed.top_p:g}"
    return f"temperature {weighed.temperature:g}, top-k {k}, top-p {p}"


def looped_words(tokens: Sequence[Shown], ago: int) -> str:
    """Say which tokens came again, and how long ago they stood there."""
    again = "".join(token_label(token.text) for token in tokens)
    return f"It repeats itself: “{again}”, the same {len(tokens)} tokens in a row, stood there {ago} tokens ago."


def drawn_words(drawn: Drawn) -> list[str]:
    """Say how often the likeliest came, and what everyone paid."""
    top = max(drawn.bins, key=lambda each: (each.text != drawn.bins[-1].text, each.p))
    counted = f"{token_label(top.text)} has {100 * top.p:.0f} %: it came {top.came} times in {len(drawn.draws)}."
    costs = f"A draw cost you {drawn.yours:.2f} nats, the model itself {drawn.model:.2f}"
    return [counted, f"{costs}; spread evenly, {drawn.uniform:.2f}."]


def texts_words(compared: TextsCompared) -> list[str]:
    """Say what both texts are and cost."""
    lines = []
    if compared.model:
        lines += [
            f"The model said:{text_of(compared.model)}",
            f"It cost the model {compared.model_own_mean:.2f} nats a token.",
        ]
    lines.append(f"You would have said:{text_of(compared.yours)}")
    costs = f"It cost the model {compared.model_mean:.2f} nats a token, and you {compared.own_mean:.2f}"
    return [*lines, f"{costs}: what you were to yourself, over {len(compared.yours)} tokens."]


def text_of(tokens: Sequence[Costed | Shown]) -> str:
    """Return tokens as one text that is safe to show, its line ends as marks."""
    return safe_text(joined_text(token.text for token in tokens)).replace("\n", "⏎")
