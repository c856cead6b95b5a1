"""The mechanic *sample* as data: what `level.toml` says of it, its goals, and what `solution.toml` holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.game.sample_events import Play
from tokenroom.schema import Data

Text = Annotated[str, msgspec.Meta(min_length=1)]
Prompt = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
Tokens = Annotated[int, msgspec.Meta(ge=1, le=80)]
Temperature = Annotated[float, msgspec.Meta(ge=0.05, le=5.0)]


class ByHand(Data, frozen=True, tag_field="play", tag="hand"):
    """A prompt is gone on with token by token, the knobs in hand; what has been tried stays as a tree."""

    prompt: Prompt
    needed: Tokens = 12  # tokens to take before one may go on
    longest: Tokens = 80  # of a branch


class Hundred(Data, frozen=True, tag_field="play", tag="hundred"):
    """The same prompt many times: how often each token comes first is said beforehand, then drawn."""

    prompt: Prompt
    draws: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100
    listed: Annotated[int, msgspec.Meta(ge=2, le=20)] = 11  # tokens by name; all others are one bin more


class Fragments(Data, frozen=True, tag_field="play", tag="fragments"):
    """The model goes on with a prompt, one token at a time, to the end of a sentence or of the text."""

    prompt: Prompt
    needed: Tokens = 1  # tokens before the end of a sentence ends it
    longest: Tokens = 40
    temperature: Temperature = 1.0


class Yours(Data, frozen=True, tag_field="play", tag="yours"):
    """The same with the player's distributions in the model's place."""

    prompt: Prompt
    needed: Tokens = 12
    longest: Tokens = 40
    instinct: Literal["uniform", "unigram", "bigram"] = "bigram"


AnyRound = ByHand | Hundred | Fragments | Yours
PLAYS: dict[type[AnyRound], Play] = {ByHand: "hand", Hundred: "hundred", Fragments: "fragments", Yours: "yours"}


class Sample(Data, frozen=True, tag_field="kind", tag="sample"):
    """The mechanic of going on with a text: by hand, a hundred times, one token at a time, and from oneself."""

    corpus: Text
    rounds: tuple[AnyRound, ...]
    model: str | None = None  # the player whose distribution is sampled; the one that has read most if left out
    answer_in: Literal["scores", "chips", "guess"] = "chips"

    def check(self, path: Path) -> None:
        """Refuse what reads well but cannot be played (raises BadInput naming `path` and key)."""
        if not self.rounds:
            raise BadInput(path, "mechanic.rounds", "there is none", "at least one")
        for n, each in enumerate(self.rounds):
            if not isinstance(each, Hundred) and each.needed > each.longest:
                key = f"mechanic.rounds[{n}].needed"
                raise BadInput(path, key, "is more than may be taken", f"at most {each.longest}")


class Foreseen(Data, frozen=True, tag_field="kind", tag="foreseen"):
    """Reached with a mean cost of the draws at most so many nats above what they cost the model itself."""

    nats: Annotated[float, msgspec.Meta(gt=0)]

    def words(self) -> str:
        """Say the goal to a person."""
        return f"foresee the draws within {self.nats:.2f} nats a draw of the model's own figure"


class Fluent(Data, frozen=True, tag_field="kind", tag="fluent"):
    """Reached with texts of one's own that cost the model less than so many nats a token."""

    nats: Annotated[float, msgspec.Meta(gt=0)]

    def words(self) -> str:
        """Say the goal to a person."""
        return f"have a text drawn from you that costs the model less than {self.nats:.2f} nats a token"


SampleGoal = Foreseen | Fluent


class SolvedRound(Data, frozen=True):
    """What is done in one round: tokens are taken, draws are foreseen, or chips are laid out token by token."""

    take: tuple[str, ...] = ()  # by hand: tokens by their text, "" lets chance choose
    chips: dict[str, int] = msgspec.field(default_factory=dict)  # the draws: chips by the token's text
    answers: tuple[dict[str, int], ...] = ()  # your own text: chips for each of its tokens


class SampleSolution(Data, frozen=True):
    """What `solution.toml` says of a level of this mechanic: a seed, and rounds that reach the goal with it."""

    format_version: Literal[1]
    seed: Annotated[int, msgspec.Meta(ge=0)]
    rounds: tuple[SolvedRound, ...]
