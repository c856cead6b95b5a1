"""What all rounds of the mechanic *sample* share: setup and state, the model's distributions, chance, the story."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from tokenroom.game.branches import ROOT, Tree
from tokenroom.game.events import ItemAsked, Said, Shown
from tokenroom.game.level import Level
from tokenroom.game.ranking import likeliest
from tokenroom.game.reveal import options
from tokenroom.game.reveal import shown as shown_tokens
from tokenroom.game.sample_events import Costed, Drawn
from tokenroom.game.sample_figures import Bins, Knobs, bins_of
from tokenroom.game.sample_level import AnyRound, Hundred, Sample, SampleGoal, Yours
from tokenroom.game.session import CommandError
from tokenroom.rivals.base import Rival
from tokenroom.scoring import Floats
from tokenroom.text.vocabulary import Vocabulary

SamplePhase = Literal["ready", "hand", "fragments", "asked", "compared", "ended"]
LEAST = -1e4  # nats: what a player holds impossible, so that no loss is infinite
CANDIDATES = 12  # tokens of the instinct that are offered
_CHANCE = 30  # the stream that draws come from


@dataclass(frozen=True)
class SampleSetup:
    """All that a session is played with; nothing in it changes."""

    level: Level
    mechanic: Sample
    goal: SampleGoal
    seed: int
    vocabulary: Vocabulary
    end_of_text: int
    model: Rival
    instincts: dict[str, Rival]  # by name, those that the rounds name
    prompts: tuple[tuple[int, ...], ...]  # token ids, a prompt a round
    seconds_per_nat: float = 0.0  # nothing here gives a shock

    @property
    def items(self) -> int:
        """How many rounds there are."""
        return len(self.mechanic.rounds)


@dataclass(frozen=True, slots=True)
class SampleState:
    """Where a session stands."""

    phase: SamplePhase = "ready"
    round: int = 0  # from 1; 0 before the first
    hints: int = 0  # given
    chance: int = 0  # tokens that chance has chosen, in all rounds
    tree: Tree = field(default_factory=Tree)
    at: int = ROOT  # where in the tree the text ends
    knobs: Knobs = field(default_factory=Knobs)
    taken: int = 0  # tokens in this round
    text: tuple[Costed, ...] = ()  # behind the prompt, of the model's or of your text
    told: frozenset[str] = frozenset()  # what is told once and has been
    drawn: tuple[Drawn, ...] = ()  # a round of draws each
    yours: tuple[tuple[Costed, ...], ...] = ()  # your texts
    models: tuple[tuple[Costed, ...], ...] = ()  # the model's
    won: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What an answer is written for: its options, and whether all of them are listed."""

    vocabulary: Vocabulary
    lists_whole_vocabulary: bool


class SampleTable:
    """A session's setup and state, and what its rounds do with them; `SampleSession` carries commands out on it."""

    def __init__(self, setup: SampleSetup) -> None:
        self.setup = setup
        self.state = SampleState()
        self._model_next = lru_cache(maxsize=128)(self._of_model)  # what is walked back to need not be computed again
        self._instinct_next = lru_cache(maxsize=4)(self._of_instinct)

    @property
    def spec(self) -> AnyRound:
        """The round that is played, as the level has it."""
        return self.setup.mechanic.rounds[max(0, self.state.round - 1)]

    @property
    def prompt(self) -> tuple[int, ...]:
        """Its prompt as token ids."""
        return self.setup.prompts[max(0, self.state.round - 1)]

    @property
    def text(self) -> tuple[int, ...]:
        """The prompt and all that stands behind it now, as token ids."""
        behind = self.state.tree.tokens(self.state.at)
        return (*self.prompt, *behind, *(token.id for token in self.state.text))

    @property
    def model_next(self) -> Floats:
        """The model's log-probabilities of what follows the text, (V,)."""
        return self._model_next(self.text)

    @property
    def bins(self) -> Bins:
        """The bins into which draws fall (only in a round of draws)."""
        assert isinstance(self.spec, Hundred)
        return bins_of(self.model_next, self.setup.vocabulary, self.spec.listed)

    @property
    def part(self) -> Desk:
        """What an answer is written for: the bins where draws are foreseen, else the whole vocabulary."""
        if isinstance(self.spec, Hundred):
            return Desk(self.bins.vocabulary, lists_whole_vocabulary=True)
        return Desk(self.setup.vocabulary, lists_whole_vocabulary=False)

    @property
    def instinct(self) -> Floats:
        """Log-probabilities that an answer is added to, (V,), or (bins,) where draws are foreseen."""
        return self.bins.uniform if isinstance(self.spec, Hundred) else self._instinct_next(self.text)

    def chance(self) -> np.random.Generator:
        """Return the source of the next draw: one of its own, so that no draw depends on how others were asked for."""
        generator = np.random.default_rng((self.setup.seed, _CHANCE, self.state.chance))
        self.state = replace(self.state, chance=self.state.chance + 1)
        return generator

    def shown(self, tokens: tuple[int, ...]) -> tuple[Shown, ...]:
        """Return tokens as everyone may see them."""
        return shown_tokens(self.setup.vocabulary, tokens)

    def told(self, cue: str) -> tuple[Said, ...]:
        """Return what the story tells at a cue."""
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def told_once(self, cue: str) -> tuple[Said, ...]:
        """Return what the story tells at a cue, the first time; then nothing."""
        if cue in self.state.told:
            return ()
        self.state = replace(self.state, told=self.state.told | {cue})
        return self.told(cue)

    def require(self, phase: SamplePhase, otherwise: str) -> None:
        """See that this is the phase (raises CommandError)."""
        if self.state.phase != phase:
            raise CommandError(otherwise)

    def ask(self) -> ItemAsked:
        """Ask for a distribution: of the draws, or of what comes next in your text."""
        self.state = replace(self.state, phase="asked")
        desk, instinct = self.part, self.instinct
        order = range(len(instinct)) if desk.lists_whole_vocabulary else likeliest(instinct, CANDIDATES)
        offered = options(desk.vocabulary, instinct, order)
        return ItemAsked(item=len(self.state.text) + 1, position=len(self.text), hidden=0, candidates=offered)

    def _of_model(self, text: tuple[int, ...]) -> Floats:
        return np.asarray(np.maximum(self.setup.model.log_probs(text), LEAST))

    def _of_instinct(self, text: tuple[int, ...]) -> Floats:
        assert isinstance(self.spec, Yours)
        return np.asarray(np.maximum(self.setup.instincts[self.spec.instinct].log_probs(text), LEAST))
