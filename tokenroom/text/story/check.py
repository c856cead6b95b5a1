"""Whether all that a grammar holds can happen: every step, every wording, every slot, walked through before telling.

The walk forgets nothing (a fact that could once be so stays possible), so it may call reachable what never comes
together; what it calls unreachable surely is.
"""

from __future__ import annotations

from tokenroom.errors import BadInput
from tokenroom.text.story.facts import Condition, Effect, Possible, could_hold, effect_keys, note_effects
from tokenroom.text.story.grammar import Beat, Grammar, Line, Plot, Step
from tokenroom.text.story.lexicon import PRONOUNS
from tokenroom.text.story.template import Any, Count, Part, Reference, Slot, pieces


def check_grammar(grammar: Grammar) -> None:
    """Walk through every plot.

    Raises:
        BadInput: a step or wording that no plot can reach, a beat that nothing can fill, a slot that nothing fills, a
            cast too large for its table.
    """
    reached: set[Step | Line] = set()
    for plot in grammar.plots:
        _check_cast(plot)
        reached |= _Walk(plot, grammar).reached
    for plot in grammar.plots:
        for beat in plot.story:
            for step in beat.steps:
                _check_reached(step, reached)


def _check_cast(plot: Plot) -> None:
    for i, casting in enumerate(plot.cast):
        rivals = sum(other.table == casting.table for other in plot.cast[:i])
        if not casting.needs and len(casting.candidates) <= rivals:
            wrong = f"has {len(casting.candidates)} candidates, and {rivals} may be taken"
            raise BadInput(plot.file, f"plot.cast.{casting.role}", wrong, "add to the table or ask for less")


def _check_reached(step: Step, reached: set[Step | Line]) -> None:
    if step not in reached:
        needed = ", ".join(condition.key for condition in step.needs)
        raise BadInput(step.file, f"{step.key}.needs", f"can never be so ({needed})", "let an earlier step make it so")
    for line in step.lines:
        if line not in reached:
            raise BadInput(step.file, line.key, "can never be told", "let a step make its condition so, or drop it")


class _Walk:
    """One way through a plot that takes every step which could be taken."""

    def __init__(self, plot: Plot, grammar: Grammar) -> None:
        self.plot, self.words = plot, grammar.lexicon.words
        self.reached: set[Step | Line] = set()
        self.possible: Possible = {key: {0} for key in plot.numbers}
        for casting in plot.cast:
            self._note_candidates(casting.candidates)
        self._check_effects(plot.start, "plot.start")
        for beat in plot.story:
            self._beat(beat)
        for line in [*plot.titles, *(line for pair in plot.asks for line in pair)]:
            self._line(line, plot.file)

    def _note_candidates(self, candidates: tuple[dict[str, str | int], ...]) -> None:
        for facts in candidates:
            for key, value in facts.items():
                self.possible.setdefault(key, set()).add(value)

    def _beat(self, beat: Beat) -> None:
        open_steps = [step for step in beat.steps if self._could(step.needs)]
        if beat.steps and not open_steps:
            wrong = f"has the beat {beat.name!r}, which nothing can fill there"
            raise BadInput(self.plot.file, "plot.story", wrong, "give it a step without needs")
        for step in open_steps:
            self.reached.add(step)
            self._check_effects(step.makes, f"{step.key}.makes")  # what is told, is told of the world after it
            for line in step.lines:
                if self._could(line.needs):
                    self.reached.add(line)
                    self._line(line, step.file)

    def _could(self, needs: tuple[Condition, ...]) -> bool:
        return all(could_hold(condition, self.possible) for condition in needs)

    def _check_effects(self, effects: tuple[Effect, ...], key: str) -> None:
        for effect in effects:
            for used in effect_keys(effect):
                self._known(used, key, self.plot.file)
            note_effects((effect,), self.possible)

    def _line(self, line: Line, file: object) -> None:
        for part in pieces(line.parts):
            self._part(part, line.key, file)

    def _part(self, part: Part, key: str, file: object) -> None:
        if isinstance(part, Slot):
            for reference in part.references:
                self._reference(reference, key, file)
        elif isinstance(part, Count):
            self._known(part.key, key, file)
            if part.role:
                self._known(f"{part.role}.plural", key, file)
        elif isinstance(part, Any) and part.name not in self.words:
            raise BadInput(str(file), key, f"names the list {part.name!r}", f"there is {', '.join(sorted(self.words))}")

    def _reference(self, reference: Reference, key: str, file: object) -> None:
        attribute = "is" if reference.attribute in PRONOUNS["it"] else reference.attribute
        if reference.via:
            self._known(reference.via, key, file)
            roles = [str(role) for role in self.possible[reference.via]]
        else:
            roles = [reference.role]
        for role in roles:
            self._known(f"{role}.{attribute}", key, file)

    def _known(self, key: str, where: str, file: object) -> None:
        if key not in self.possible:
            wrong = f"has {key!r}, which is never set in the plot {self.plot.name!r}"
            raise BadInput(str(file), where, wrong, "spell it as the cast, the table or the step that makes it so")
