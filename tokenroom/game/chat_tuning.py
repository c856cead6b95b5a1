"""The fine-tuning of a session of *chat* at one moment: some steps at a time, never changed in place."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

from tokenroom.game.chat_events import ChatTuned, ChatTuningBegan, ChatTuningEnded, Outcome
from tokenroom.game.chat_models import ChatModels
from tokenroom.game.session import CommandError
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.training.pretrain import Diverged
from tokenroom.training.sft import fine_tune, steps_in
from tokenroom.training.tuning import TuneState, TuneStep, Tuning, start_from

STEPS = 2  # a command: about half a second
MEASURE_EVERY = 16  # steps


@dataclass(frozen=True)
class ChatTuning:
    """The base model on its way to an assistant; `advanced` gives it a little farther on."""

    models: ChatModels
    tuning: Tuning[TuneStep]

    @classmethod
    def begun(cls, models: ChatModels) -> ChatTuning:
        """Return a fine-tuning of which no step has been taken."""
        base, settings = models.base, models.settings

        def train(state: TuneState, threads: int) -> Generator[TuneStep, None, None]:
            return fine_tune(base.config, models.training, settings, state, threads)

        return cls(models, Tuning(train, steps_in(settings, len(models.training)), start_from(base.params)))

    @property
    def is_done(self) -> bool:
        """Whether all steps are taken."""
        return self.tuning.is_done

    def began(self) -> ChatTuningBegan:
        """Return what there is to say before the first step."""
        asked = sum(sum(chat.asked) for chat in self.models.training)
        nats = self.models.held_out(self.models.base, self.models.sample)
        return ChatTuningBegan(
            steps=self.tuning.total,
            dialogues=len(self.models.training),
            asked=asked,
            unasked=sum(len(chat.ids) for chat in self.models.training) - asked,
            sample=len(nats),
            held_out=float(nats.mean()),
        )

    def advanced(self) -> tuple[ChatTuning, ChatTuned]:
        """Return the fine-tuning some steps on, and what they gave (raises CommandError if it has diverged)."""
        try:
            tuning, _ = self.tuning.advanced(STEPS, self.models.threads)
        except Diverged as error:
            raise CommandError(f"the training cannot go on: {error}; keep what there is, or undo it") from error
        on = replace(self, tuning=tuning)
        step = tuning.state.step
        due = step // MEASURE_EVERY > self.tuning.state.step // MEASURE_EVERY or tuning.is_done
        held_out = float(self.models.held_out(on.checkpoint(), self.models.sample).mean()) if due else None
        return on, ChatTuned(step, tuning.total, tuning.state.loss, held_out)

    def ended(self, outcome: Outcome) -> ChatTuningEnded:
        """Return how it ended."""
        return ChatTuningEnded(outcome, self.tuning.state.step, self.tuning.total)

    def checkpoint(self) -> Checkpoint:
        """Return the model as it is now."""
        return replace(self.models.base, params=self.tuning.state.params, stage="chat")
