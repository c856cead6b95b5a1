"""The workshop of *verify*: the model as it stands, the training at work, and what can be taken back. Never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tokenroom.game.verify_events import VerifyMeasured, VerifyMeasuring, VerifyUpdated
from tokenroom.game.verify_figures import WAYS, share_of
from tokenroom.game.verify_model import Lesson, Measured, Speaker, group_of
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.text.checker import Rule
from tokenroom.text.sums import Sum, Way, is_right
from tokenroom.training.policy import PolicyStep

LOOK_EVERY, LOOK_AT = 10, 20  # updates between two looks at held-out sums, and how many sums in each way
SAYS = 4  # answers in each way that are shown after a training
Told = VerifyMeasuring | VerifyUpdated | VerifyMeasured


@dataclass(frozen=True)
class Workshop:
    """One moment of it.

    Attributes:
        speaker: asks models.
        now: the model as it stands.
        earlier: what it was before each thing that it learned, the latest last.
        number: of the training at work, from 1; 0 where the model that ships is taken.
        rule: that it is measured by.
        lesson: the training at work, if there is one.
        after: what comes of it, once it is over.
    """

    speaker: Speaker
    now: Measured
    earlier: tuple[Measured, ...] = ()
    number: int = 0
    rule: Rule | None = None
    lesson: Lesson | None = None
    after: Measured | None = None

    def taught(self, number: int, lesson: Lesson) -> Workshop:
        """Return the workshop with a training begun."""
        return replace(self, number=number, rule=lesson.rule, lesson=lesson, after=None)

    def replaced(self, model: Checkpoint, rule: Rule) -> Workshop:
        """Return the workshop with another model to be measured, which then takes the place of this one."""
        return replace(self, number=0, rule=rule, lesson=None, after=Measured(model, self.now.sums))

    def stopped(self) -> Workshop:
        """Return the workshop with its training stopped; what was learned is kept, if anything was."""
        assert self.lesson is not None
        if not self.lesson.updates:
            return replace(self, lesson=None, after=None)
        return replace(self, lesson=replace(self.lesson, stopped=True))

    def undone(self) -> Workshop:
        """Return the workshop as it was before the model learned last."""
        return replace(self, now=self.earlier[-1], earlier=self.earlier[:-1])

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be done."""
        return self.lesson is not None or self.after is not None

    def gone_on(self) -> tuple[Workshop, Told]:
        """Return the workshop one step later, and what happened (raises Diverged)."""
        if self.now.done < self.now.of:
            now = self.now.asked_on(self.speaker)
            return replace(self, now=now), VerifyMeasuring(now.done, now.of, "before")
        if self.lesson is not None and not self.lesson.is_over:
            lesson, step = self.lesson.advanced(self.speaker.threads)
            return replace(self, lesson=lesson), self._updated(lesson, step)
        after = self.after or Measured(self._learned(), self.now.sums)
        after = after.asked_on(self.speaker)
        if after.done < after.of:
            return replace(self, after=after), VerifyMeasuring(after.done, after.of, "after")
        measured = self._measured(after)
        return replace(self, now=after, earlier=(*self.earlier, self.now), lesson=None, after=None), measured

    def _learned(self) -> Checkpoint:
        assert self.lesson is not None
        return self.lesson.stage.checkpoint()

    def _updated(self, lesson: Lesson, step: PolicyStep) -> VerifyUpdated:
        told = [(*lesson.prompts[r.prompt], self.speaker.text(r.answer), r) for r in step.rollouts]
        right: dict[Way, float] = {}
        accepted: dict[Way, float] = {}
        for way in WAYS:
            of_way = [(is_right(asked, answer), r.reward) for asked, asked_way, answer, r in told if asked_way == way]
            if of_way:
                right[way] = sum(good for good, _ in of_way) / len(of_way)
                accepted[way] = sum(reward for _, reward in of_way) / len(of_way)
        shown = self._most_mixed(step)
        asked, way = lesson.prompts[shown]
        tries = group_of(asked, [self.speaker.text(r.answer) for r in step.rollouts if r.prompt == shown], lesson.rule)
        looked = self._look(lesson) if step.update % LOOK_EVERY == 0 else {}
        return VerifyUpdated(
            training=self.number,
            update=step.update,
            updates=step.total,
            right=right,
            accepted=accepted,
            length=step.length,
            question=asked.question,
            way=way,
            tries=tries,
            held_out={name: share_of(good, LOOK_AT) for name, good in looked.items()},
        )

    def _most_mixed(self, step: PolicyStep) -> int:
        """Return the prompt whose tries differ most in reward: there is most to learn from it."""
        groups: dict[int, list[float]] = {}
        for rollout in step.rollouts:
            groups.setdefault(rollout.prompt, []).append(abs(rollout.advantage))
        return max(groups, key=lambda prompt: sum(groups[prompt]))

    def _look(self, lesson: Lesson) -> dict[Way, int]:
        """Return how many of a few held-out sums are right now, in each way."""
        looked = Measured(lesson.stage.checkpoint(), self.now.sums[:LOOK_AT])
        while looked.done < looked.of:
            looked = looked.asked_on(self.speaker)
        return {way: sum(map(is_right, looked.sums, answers)) for way, answers in looked.answers.items()}

    def _measured(self, after: Measured) -> VerifyMeasured:
        assert self.rule is not None
        return VerifyMeasured(
            training=self.number,
            expression=self.rule.text,
            updates=self.lesson.updates if self.lesson else 0,
            right_before=self.now.right(),
            right_after=after.right(),
            accepted_before=self.now.accepted(self.rule),
            accepted_after=after.accepted(self.rule),
            says=after.says(self.rule, SAYS),
        )


def new_workshop(speaker: Speaker, start: Checkpoint, held_out: tuple[Sum, ...]) -> Workshop:
    """Return a workshop in which nothing was learned yet."""
    return Workshop(speaker, Measured(start, held_out))
