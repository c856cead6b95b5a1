"""The ending of the mechanic *prompt*: every context that was compared, the tries, and the hidden questions."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from tokenroom.game.names import YOU
from tokenroom.game.prompt_events import ContextLoss, HiddenOpened
from tokenroom.game.prompt_figures import context_in_words
from tokenroom.room.draw.ending import Draw, Ending
from tokenroom.room.draw.lines import bar, cell, right, stack, wrapped
from tokenroom.room.draw.merge_ending import told_at_the_end
from tokenroom.room.draw.prompt import curve_text, header_text
from tokenroom.room.draw.report import verdict_text
from tokenroom.room.ink import BAR, CURRENT, MUTED, TITLE
from tokenroom.room.ink import YOU as YOUR_INK
from tokenroom.room.prompt_view import PromptView
from tokenroom.text.display import safe_text

NAME, CURVES = 30, 10  # columns of a name, lines of the picture
FIGURES = 27  # columns of the figures of a hidden answer


def prompt_ending(view: PromptView) -> Ending:
    """Return the ending of a session."""
    assert view.ended is not None
    return Ending(view.ended, lambda width, _: header_text(view, width), tuple(_parts(view)), seen_first=2)


def _parts(view: PromptView) -> Iterator[Draw]:
    ended, opened = view.ended, view.opened
    assert ended is not None
    assert opened is not None
    yield lambda width, _: verdict_text(ended.won, ended.goal, width)
    yield lambda width, _: contexts_text(opened.contexts, width)
    yield lambda width, _: curve_text(view, min(width, 100), CURVES)
    yield from told_at_the_end(ended)
    yield lambda width, _: written_text(opened.contexts, min(width, 84))
    yield lambda width, _: answers_text(opened, min(width, 110))


def contexts_text(contexts: tuple[ContextLoss, ...], width: int) -> Text:
    """Return every context's loss on the hidden answers, cheapest first."""
    lines = [Text("On the hidden answers, nats a token:", style=TITLE)]
    for each in contexts:
        you = each.name == YOU
        line = Text.assemble(
            ("▸ " if you else "  ", YOUR_INK),
            (cell(context_in_words(each.name), NAME), YOUR_INK if you else ""),
            (f"{each.loss:6.2f}", CURRENT if you else ""),
        )
        line.append(f"  {bar(each.loss / contexts[-1].loss, max(4, min(30, width - NAME - 12)))}", style=BAR)
        lines.append(line)
    return stack(lines)


def written_text(contexts: tuple[ContextLoss, ...], width: int) -> Text:
    """Return all contexts as they were written."""
    lines = [Text("The contexts, ⏎ for the end of a line:", style=TITLE)]
    for each in contexts:
        shown = safe_text(each.context, 1_000).replace("\n", "⏎ ")
        lines += wrapped(f"{context_in_words(each.name)}: {shown}", width)
    return stack(lines)


def answers_text(opened: HiddenOpened, width: int) -> Text:
    """Return the hidden questions with their answers and what each cost."""
    room = max(20, width - FIGURES)
    heads = "".join(right(name, 9) for name in ("alone", "yours", "rival"))
    lines = [Text.assemble((cell("The questions that were hidden", room), TITLE), (heads, MUTED))]
    for each in opened.answers:
        figures = "".join(right(f"{nats:.2f}", 9) for nats in (each.without, each.yours, each.rival))
        words = wrapped(safe_text(f"{each.question} {each.answer}"), room - 1)
        lines.append(Text.assemble(cell(words[0].plain, room), figures))
        lines += words[1:]
    return stack(lines)
