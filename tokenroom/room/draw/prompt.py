"""What each part of the prompt screen shows: the context as tokens, what it costs, what the model says, all tries."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from tokenroom.game.prompt_events import Completion, ContextTried, TokenCost
from tokenroom.game.prompt_model import ContextTokens
from tokenroom.room.draw.curves import Curve, curves_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import bar, cell, right, rule, stack, wrapped
from tokenroom.room.ink import BAR, BETTER, CURRENT, MUTED, RIVAL, TITLE, WORSE, YOU
from tokenroom.room.prompt_view import PromptView, Stage
from tokenroom.text.display import safe_text, token_label

LAST = (Key("Esc", "leave", "leave"), Key("F1", "help", "help"))
KEYS: dict[Stage, tuple[Key, ...]] = {
    "telling": (Key("Enter", "go on", "go_on"), *LAST),
    "writing": (
        Key("F2", "try it", "try"),
        Key("F4", "finish", "finish"),
        Key("F3", "result", "look"),
        Key("^T", "hint", "hint"),
        Key("F5", "anew", "anew"),
        *LAST,
    ),
    "tried": (Key("Enter", "write on", "go_on"), Key("F4", "finish", "finish"), *LAST),
}
NAME = 16  # columns of a row's name
MARKS = {"without": "-", "rival": "~", "you": "●"}


def header_text(view: PromptView, width: int) -> Text:
    """Return the first line of the room: the level, which try, and the best so far."""
    if view.started is None:
        return Text()
    tried = view.tried[-1] if view.tried else None
    words = f"{view.left} of {view.started.tries} tries left"
    if tried is not None and tried.number:
        words += f" · best {tried.best:.2f}, the goal {'is reached' if view.reached else 'not yet'}"
    return rule(view.started.title, words, width)


def count_text(tokens: ContextTokens, room: int, kept: int, width: int) -> Text:
    """Return how many of the model's tokens a context takes, as a bar and in figures; and what is lost."""
    used, lost = len(tokens.read) + len(tokens.forgotten), len(tokens.forgotten)
    figures = f" {used} of {room} tokens with a question, {kept} more kept for the answer"
    line = Text.assemble((bar(used / room, max(4, min(24, width - len(figures) - 1))), WORSE if lost else BAR), figures)
    line.truncate(width, overflow="crop")
    if lost:
        words = f"× Too long: the first {lost} tokens are lost. The model never sees them."
        return stack([line, *wrapped(words, width, WORSE)])
    return line


def tokens_text(tokens: ContextTokens, width: int, height: int) -> Text:
    """Return a context token by token, the last ones if there is no room for all; what is lost stands in × ×."""
    lost = [(f"×{_label(text)}×", WORSE) for text in tokens.forgotten[-200:]]
    read = [(_label(text), CURRENT if n % 2 else "") for n, text in enumerate(tokens.read)]
    lines = [Text()]
    for label, style in [*lost, *read]:
        if cell_len(lines[-1].plain) + cell_len(label) + 1 > width:
            lines.append(Text())
        lines[-1].append(label, style=style)
        lines[-1].append("|", style=MUTED)
    return stack(lines[-max(1, height) :])


def losses_text(tried: ContextTried, width: int) -> Text:
    """Return what the hidden answers cost now, beside no context and somebody who knows the point."""
    rows = [("no context", tried.without, MUTED), ("the rival's", tried.rival, RIVAL)]
    if tried.number:
        rows[1:1] = [("yours now", tried.loss, YOU), ("your best", tried.best, CURRENT)]
    room = max(4, min(30, width - NAME - 9))
    most = max(nats for _, nats, _ in rows)
    lines = [(*row, bar(row[1] / most, room)) for row in rows]
    return stack(
        Text.assemble((cell(name, NAME), ink), (right(f"{nats:.2f}", 6), CURRENT), "  ", (drawn, BAR))
        for name, nats, ink, drawn in lines
    )


def curve_text(view: PromptView, width: int, height: int) -> Text:
    """Return the loss over the tries, with lines for no context and the rival's."""
    if view.started is None or not view.tried:
        return Text()
    last, most = view.tried[-1], view.started.tries
    flat = {"without": (last.without, MUTED), "rival": (last.rival, RIVAL)}
    curves = [Curve([(0, nats), (most, nats)], MARKS[name], ink) for name, (nats, ink) in flat.items()]
    points = [(tried.number, tried.loss) for tried in view.tried]
    title = Text.assemble(("nats a token ", TITLE), ("- none ", MUTED), ("~ rival ", RIVAL), ("● you", YOU))
    title.truncate(width, overflow="crop")
    return stack([title, curves_text([*curves, Curve(points, MARKS["you"], YOU)], most, width, max(3, height - 1))])


def said_text(completions: Sequence[Completion], width: int, height: int) -> Text:
    """Return how the model went on behind each question, as many lines of each as there is room for."""
    each = max(1, height // max(1, len(completions)) - 1)
    lines: list[Text] = []
    for completion in completions:
        lines.append(Text(cell(completion.question, width), style=MUTED))
        answer = wrapped(_one_line(completion.text), width - 2, CURRENT)
        lines += [Text.assemble("  ", line) for line in answer[:each]]
    return stack(lines)


def costs_text(tried: ContextTried, width: int) -> Text:
    """Return the first visible answer token by token, what each cost without a context, and what it costs now."""
    rows = [("no context", tried.costs_without, MUTED)]
    if tried.number:
        rows.append(("yours now", tried.costs, CURRENT))
    lines = [_costs_line("", tried.costs, [_label(cost.text) for cost in tried.costs], width, MUTED)]
    for name, costs, ink in rows:
        lines.append(_costs_line(name, tried.costs, [f"{cost.nats:.1f}" for cost in costs], width, ink))
    return stack(lines)


def asked_words(view: PromptView) -> str:
    """Return the visible question and answer whose tokens are shown."""
    if view.started is None:
        return ""
    first = view.started.visible[0]
    return f"{first.question} {first.answer}"


def reminder_text(view: PromptView, width: int) -> Text:
    """Say what to do before the first try, and what the last one gave after it."""
    if view.tried and view.tried[-1].number:
        return outcome_text(view.tried[-1], width)
    words = "Write {question} where the question goes; the answer comes behind your last word. F2 tries it."
    return stack(wrapped(words, width, TITLE))


def outcome_text(tried: ContextTried, width: int) -> Text:
    """Say in a line what a try gave."""
    if not tried.number:
        return stack(wrapped("This is what it makes of a question alone.", width, TITLE))
    gain = tried.without - tried.loss
    beside = f"{abs(gain):.2f} {'below' if gain >= 0 else 'above'} no context"
    words = f"Try {tried.number}: {tried.loss:.2f} nats a token, {beside}."
    lost = f" The first {tried.lost} of {tried.tokens} tokens were lost." if tried.lost else ""
    mark = "✓ The goal is reached. " if tried.reached else ""
    return stack(wrapped(f"{mark}{words}{lost}", width, BETTER if tried.reached else TITLE))


def _costs_line(name: str, costs: Sequence[TokenCost], cells: Sequence[str], width: int, ink: str) -> Text:
    """Cells under the tokens that they are of; tokens cut otherwise, as at the beginning of a line, shift a little."""
    sizes = [max(4, cell_len(_label(cost.text))) for cost in costs]
    line = Text(cell(name, 11), style=ink)
    for text, size in zip(cells, [*sizes, *([4] * len(cells))], strict=False):
        line.append(right(text, size) + " ", style=ink)
    line.truncate(width, overflow="crop")
    return line


def _label(text: str) -> str:
    return token_label(text, 16)


def _one_line(text: str) -> str:
    return safe_text(text.strip(" "), 400).replace("\n", "⏎ ")
