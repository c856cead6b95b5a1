"""The storyteller: tale after tale from a grammar, each by its number, each the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.text.story.check import check_grammar
from tokenroom.text.story.facts import Value, World, carry_out, holds
from tokenroom.text.story.grammar import PARAGRAPH, Beat, Casting, Grammar, Line, Plot, Step
from tokenroom.text.story.reading import read_grammar
from tokenroom.text.story.template import BREAK, Voice, fill

__all__ = ["Dice", "Grammar", "Question", "Tale", "compose", "load_grammar", "tell"]

_GAP = re.compile(r" *\n[\n ]*")
_SMALL_WORD = re.compile("a|an|and|as|at|but|by|for|from|in|into|not|of|on|or|out|over|the|to|under|with")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the tale has told, asked."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Tale:
    """A tale and what is true at its end.

    Args:
        text: first line the title, an empty line, then a paragraph a line with empty lines between.
        plot: name of its plot.
        world: every fact at its end, by its key, such as `thing.at`.
        steps: keys of the steps told, in order, such as `hide: step 3 (put)`.
        questions: what could be asked of a reader, with the answers.
    """

    text: str
    plot: str
    world: Mapping[str, Value]
    steps: tuple[str, ...]
    questions: tuple[Question, ...]


def load_grammar(folder: Path) -> Grammar:
    """Read and check the grammar in `folder` (`words/`, `shared/`, `plots/`).

    Raises:
        BadInput: anything that does not fit: an unknown slot, list, table, column or beat, an empty list, a step or
            wording that nothing can reach.
    """
    grammar = read_grammar(folder)
    check_grammar(grammar)
    return grammar


def tell(grammar: Grammar, seed: int, number: int) -> str:
    """Return the text of tale `number` of `seed`; it depends on nothing else."""
    return _Telling(grammar, seed, number).text()


def compose(grammar: Grammar, seed: int, number: int) -> Tale:
    """Return tale `number` of `seed` with what is true at its end; its text is that of `tell`."""
    telling = _Telling(grammar, seed, number)
    return Tale(telling.text(), telling.plot.name, telling.world, tuple(telling.told), tuple(telling.questions()))


class Dice:
    """Chance drawn in blocks: one call to NumPy for many throws.

    Only the 53-bit doubles of PCG64 are used, which are the same on every machine and in every NumPy.
    """

    def __init__(self, seed: int, number: int) -> None:
        self._rng = np.random.default_rng((seed, number))
        self._block: Iterator[float] = iter(())

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1."""
        for draw in self._block:
            return int(draw * n)
        self._block = iter(self._rng.random(256).tolist())
        return self.below(n)


@dataclass(slots=True)
class _Telling:
    """One tale while it is told."""

    grammar: Grammar
    seed: int
    number: int
    dice: Dice = field(init=False)
    plot: Plot = field(init=False)
    world: World = field(init=False, default_factory=dict)
    voice: Voice = field(init=False)
    told: list[str] = field(init=False, default_factory=list)
    _used: set[Step] = field(init=False, default_factory=set)
    _spoken: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.dice = Dice(self.seed, self.number)
        self.plot = self.grammar.plots[self.dice.below(len(self.grammar.plots))]
        self.voice = Voice(self.world, self.dice, self.grammar.lexicon.words, not self.dice.below(4))

    def text(self) -> str:
        """Tell it from the cast to the title, which comes last since only then all is known."""
        self._cast()
        for name, (low, high) in self.plot.numbers.items():
            self.world[name] = low + self.dice.below(high - low + 1)
        carry_out(self.plot.start, self.world)
        body = " ".join([text for beat in self.plot.story for text in self._beat(beat)])
        self.voice.forget()
        title = in_title_case(fill(self._line(self.plot.titles).parts, self.voice))
        return f"{title}{BREAK}{_GAP.sub(BREAK, body).strip()}\n"

    def questions(self) -> Iterator[Question]:
        """Yield the plot's questions that fit how it ended."""
        for question, answer in self.plot.asks:
            if holds(question.needs, self.world):
                self.voice.forget()
                yield Question(fill(question.parts, self.voice), fill(answer.parts, self.voice))

    def _cast(self) -> None:
        taken: set[tuple[str, Value]] = set()
        for casting in self.plot.cast:
            facts = self._choose(casting, taken)
            taken.add((casting.table, facts[casting.role + ".name"]))
            self.world.update(facts)

    def _choose(self, casting: Casting, taken: set[tuple[str, Value]]) -> World:
        candidates, key = casting.candidates, casting.role + ".name"
        if casting.needs:
            candidates = tuple(c for c in candidates if holds(casting.needs, {**self.world, **c}))
        first = self.dice.below(len(candidates)) if candidates else 0
        for facts in candidates[first:] + candidates[:first]:
            if (casting.table, facts[key]) not in taken:
                return facts
        wrong = f"can be played by nobody in tale {self.number} of seed {self.seed}"
        raise BadInput(self.plot.file, f"plot.cast.{casting.role}", wrong, "ask for less, or add to the table")

    def _beat(self, beat: Beat) -> Iterator[str]:
        if beat.name == PARAGRAPH:
            yield self._break()
        elif beat.percent == 100 or self.dice.below(100) < beat.percent:
            steps = [step for step in beat.steps if holds(step.needs, self.world) and step not in self._used]
            if steps:
                yield from self._step(steps[self.dice.below(len(steps))])
            elif not beat.may_fail:
                wrong = f"cannot fill the beat {beat.name!r} in tale {self.number} of seed {self.seed}"
                raise BadInput(self.plot.file, "plot.story", wrong, "give it a step that always fits, or add ?")

    def _step(self, step: Step) -> Iterator[str]:
        self._used.add(step)
        self.told.append(f"{step.file.stem}: {step.key}")
        carry_out(step.makes, self.world)
        if step.lines:
            parts = self._line(step.lines).parts
            if isinstance(parts[0], str):
                self.voice.subject = ""
                if self._spoken and parts[0].startswith('"'):
                    yield self._break()  # somebody else speaks: a new paragraph
            text = fill(parts, self.voice)
            self._spoken = '"' in text
            yield text

    def _break(self) -> str:
        self.voice.forget()
        self._spoken = False
        return BREAK

    def _line(self, lines: tuple[Line, ...]) -> Line:
        line = lines[self.dice.below(len(lines))]
        if not line.needs or holds(line.needs, self.world):
            return line
        fitting = [line for line in lines if holds(line.needs, self.world)]
        return fitting[self.dice.below(len(fitting))]


def in_title_case(text: str) -> str:
    """Return `text` as a title: capitals, but not on its small words.

    >>> in_title_case("the key in the blue teapot")
    'The Key in the Blue Teapot'
    """
    words = text.split(" ")
    inner = [word if _SMALL_WORD.fullmatch(word) else word[:1].upper() + word[1:] for word in words[1:]]
    return " ".join([words[0][:1].upper() + words[0][1:], *inner])
