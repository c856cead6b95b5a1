"""What the verify screen shows at the bench: the checker and where it errs, the line that is typed, what it may say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from tokenroom.game.verify_events import AnswerTried, CheckerWritten, Judged, VerifyMeasured
from tokenroom.game.verify_figures import WAYS, checker_words, measured_words, share_words
from tokenroom.room.draw.lines import bar, cell, padded, percent, right, stack, wrapped
from tokenroom.room.draw.verify import indented
from tokenroom.room.ink import BAR, BETTER, CURRENT, MUTED, TITLE, WORSE
from tokenroom.room.verify_view import VerifyView
from tokenroom.text.checker import NAMES
from tokenroom.text.display import safe_text

KIND, QUESTION = 26, 13  # columns
LONGEST = 600  # characters of an answer that are looked at
CHECKER_CHIPS = (*NAMES, "has(", "(", ")", "==", "!=", "<", ">", "+", "-", "*", "//", "and", "or", "not", "1", "2", "⌫")
ANSWER_CHIPS = (*"0123456789", "+", "=", ",", "␣", "⌫")


@dataclass(frozen=True, slots=True)
class Typed:
    """The line that is typed: a checker, or an answer to the sum on the bench."""

    text: str = ""
    is_answer: bool = False

    @property
    def chips(self) -> tuple[str, ...]:
        """What may be clicked into it."""
        return ANSWER_CHIPS if self.is_answer else CHECKER_CHIPS

    def with_chip(self, chip: str) -> str:
        """Return the text with a chip clicked into it."""
        if chip == "⌫":
            return self.text[:-1] if self.is_answer else self.text.rstrip().rpartition(" ")[0]
        if self.is_answer:
            return self.text + (" " if chip == "␣" else chip)
        return f"{self.text} {chip}".strip()


def checker_text(view: VerifyView, width: int) -> Text:
    """Return the checker in force and what it makes of the drawer."""
    if view.written is None:
        return Text()
    w = view.written
    mark, ink = ("✓", BETTER) if w.sound else ("×", WORSE)
    lines = [Text.assemble("  The checker  ", (safe_text(w.expression), CURRENT))]
    lines += [Text.assemble("  ", (mark, ink), " ", line) for line in wrapped(checker_words(w), width - 4)]
    return stack(lines)


def drawer_text(view: VerifyView, width: int, height: int) -> Text:
    """Return answers that the checker gets wrong, one of each kind, as many as fit."""
    w = view.written
    if w is None:
        return Text()
    if not w.misjudged:
        return stack(indented("No answer in the drawer fools it, and it refuses none that is right.", width, MUTED))
    head = (
        "  " + cell("truth", 7) + cell("checker", 9) + cell("kind of answer", KIND) + cell("sum", QUESTION) + "answer"
    )
    room = max(1, height - 1)
    shown = w.misjudged if len(w.misjudged) <= room else w.misjudged[: room - 1]
    lines = [Text(head, style=MUTED), *(_judged(j, width) for j in shown)]
    if len(shown) < len(w.misjudged):
        lines.append(Text(f"  and {len(w.misjudged) - len(shown)} more kinds", style=MUTED))
    for line in lines:
        line.truncate(width)
    return stack(lines)


def _judged(j: Judged, width: int) -> Text:
    truth, ink = ("right", BETTER) if j.right else ("wrong", WORSE)
    row = Text.assemble(
        "  ", padded(truth, ink, 7), cell(f"{j.score:.2f}", 9), cell(j.kind, KIND), cell(j.question, QUESTION)
    )
    answer = safe_text(j.answer, LONGEST).replace("\n", "⏎") or "(nothing)"
    room = max(2, width - row.cell_len)
    return row.append(answer if len(answer) <= room else f"…{answer[1 - room :]}")  # how it ends is what counts


def latest_text(view: VerifyView, width: int) -> Text:
    """Return what was done last: an answer typed, a model trained, something taken back."""
    if view.note:
        return stack(indented(f"{view.note[:1].upper()}{view.note[1:]}.", width))
    if view.answered is not None:
        return _answered(view.answered, width)
    return Text()


def _answered(a: AnswerTried, width: int) -> Text:
    verdict = f"The checker {'accepts' if a.accepted else 'refuses'} it ({a.score:.2f}), and it is "
    ending = " You have fooled it." if a.fooled else " It has failed you." if a.right != a.accepted else ""
    answer = safe_text(a.answer, 60).replace("\n", "⏎") or "(nothing)"
    words = f"{a.question}: {answer}. {verdict}{'right' if a.right else 'wrong'}.{ending}"
    return stack(indented(words, width, TITLE if a.fooled else ""))


def line_text(view: VerifyView, typed: Typed, width: int) -> Text:
    """Return the line that is typed; the end of it is what is seen."""
    name = f"An answer to {view.question}" if typed.is_answer else "A checker"
    room = max(4, width - len(name) - 8)
    shown = safe_text(typed.text, 400).replace("\n", "⏎")
    shown = shown if len(shown) <= room else "…" + shown[1 - room :]
    return Text.assemble("  ", (name, TITLE), (" ▸ ", CURRENT), shown, ("▏", CURRENT))


def chip_lines(chips: Sequence[str], width: int) -> list[list[tuple[int, str]]]:
    """Return chips line by line, each with the column that it begins at."""
    lines: list[list[tuple[int, str]]] = [[]]
    at = 2
    for chip in chips:
        if at + len(chip) > width and lines[-1]:
            lines.append([])
            at = 2
        lines[-1].append((at, chip))
        at += len(chip) + 2
    return lines


def chips_text(typed: Typed, width: int) -> Text:
    """Return what may be clicked into the line: also all that a checker may say."""
    lines = chip_lines(typed.chips, width)
    return stack(Text("  " + "  ".join(chip for _, chip in line), style=MUTED) for line in lines)


def measured_text(m: VerifyMeasured, width: int) -> Text:
    """Return the model before and after on held-out sums: the truth with intervals, and what the checker says."""
    of = m.right_after["aloud"].of
    lines = [*indented(f"On {of} sums that it has never seen, each asked in both ways:", width, TITLE)]
    lines.append(Text("  " + cell("", 19) + cell("truly right, 95 % interval", 37) + "by the checker", style=MUTED))
    for way in WAYS:
        sides = ((m.right_before, m.accepted_before), (m.right_after, m.accepted_after))
        for name, (share, accepted) in zip(("before", "now"), sides, strict=True):
            figures = cell(share_words(share[way]), 24)
            drawn = (bar(share[way].share, 12), BAR)
            mark = right(percent(accepted[way]), 9)
            lines.append(Text.assemble("  ", cell(way, 10), cell(name, 9), figures, drawn, "  ", mark))
    for line in lines:
        line.truncate(width)
    return stack([*lines, *indented(measured_words(m), width, TITLE)])


def says_text(m: VerifyMeasured, width: int, height: int) -> Text:
    """Return what the model says now, marked by the truth and by the checker."""
    rows = [_judged(j, width) for j in m.says]
    head = "  " + cell("truth", 7) + cell("checker", 9) + cell("asked", KIND) + cell("sum", QUESTION) + "it says now"
    lines = [Text(head, style=MUTED), *rows][: max(2, height)]
    for line in lines:
        line.truncate(width)
    return stack(lines)


def sound_text(w: CheckerWritten, width: int) -> Text:
    """Return the last checker for the ending."""
    return stack(
        [*wrapped(f"Your last checker: {safe_text(w.expression)}", width, TITLE), *wrapped(checker_words(w), width)]
    )
