"""The drawer: answers to sums, right ones and wrong ones of every kind that fools somebody, to try a checker on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenroom.game.verify_events import CheckerWritten, Judged
from tokenroom.text.checker import Rule
from tokenroom.text.sums import Sum, is_right


@dataclass(frozen=True, slots=True)
class Case:
    """An answer to a sum, of a kind."""

    asked: Sum
    answer: str
    kind: str

    @property
    def right(self) -> bool:
        """Whether the last number is the total: that is what right means here."""
        return is_right(self.asked, self.answer)


def drawer(sums: Sequence[Sum]) -> tuple[Case, ...]:
    """Return all kinds of answers to each of some sums."""
    return tuple(Case(asked, answer, kind) for asked in sums for kind, answer in _answers(asked))


def _answers(asked: Sum) -> Iterator[tuple[str, str]]:
    total, aloud, question = asked.total, asked.answer("aloud"), asked.question
    steps, before = aloud.split(", "), aloud.rpartition("=")[0]
    first = asked.terms[0] + asked.terms[1]
    yield from (
        ("the total alone", f"{total}"),
        ("each step", aloud),
        ("a whole sentence", f"It comes to {total}."),
        ("the sum and its total", f"{question}={total}"),
        ("a slip that is put right", f"{total + 1}, no: {total}"),
        ("a wrong step, a right end", f"{asked.terms[0]}+{asked.terms[1]}={first + 1}, so {total}"),
        ("one too many", f"{total + 1}"),
        ("one too few", f"{total - 1}"),
        ("nothing", ""),
        ("no number", "many"),
        ("the sum again", f"{question}={question}"),
        ("steps without the last", ", ".join(steps[:-1]) or f"{first + 1}"),
        ("true steps, another end", f"{aloud}, so {total + 1}"),
        ("a wrong last step", f"{before}={total + 1}"),
        ("all numbers there are", " ".join(map(str, range(1, 61)))),
        ("numbers around it", f"{total - 1} {total} {total + 1}"),
        ("right, then another mind", f"{total}, no: {total - 1}"),
        ("the total first", f"{total} is {question}"),
        ("true steps of other sums", ", ".join(["1+1=2"] * max(2, len(asked.terms) - 1))),
        ("begins with the total", f"{total}0"),
    )


def judge(rule: Rule, cases: Sequence[Case]) -> CheckerWritten:
    """Return what a checker makes of the drawer: it is sound if it takes all that is right and nothing else."""
    judged = [Judged(c.asked.question, c.answer, c.kind, c.right, rule(c.asked, c.answer)) for c in cases]
    accepted = [rule.accepts(c.asked, c.answer) for c in cases]
    wrongly = {j.kind: j for j, taken in zip(reversed(judged), reversed(accepted), strict=True) if taken != j.right}
    kept = [taken for j, taken in zip(judged, accepted, strict=True) if j.right]
    fell = [taken for j, taken in zip(judged, accepted, strict=True) if not j.right]
    kinds = list(dict.fromkeys(case.kind for case in cases))
    misjudged = tuple(wrongly[kind] for kind in kinds if kind in wrongly)
    return CheckerWritten(rule.text, sum(kept), len(kept), sum(fell), len(fell), misjudged, not misjudged)
