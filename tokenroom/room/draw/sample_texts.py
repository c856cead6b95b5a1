"""Texts one token at a time: what goes in and what comes out, your draws and their costs, both texts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from tokenroom.game.sample_events import Costed, FragmentGiven, TextsCompared
from tokenroom.room.draw.lines import bar, cell, padded, percent, right, stack, wrapped
from tokenroom.room.ink import BAR, BETTER, CURRENT, MUTED, RIVAL, TITLE, TRUTH, WORSE, YOU
from tokenroom.room.sample_view import SampleView
from tokenroom.text.display import joined_text, safe_text, token_label

TOKEN, SHARE, READ = 12, 9, 5  # columns of a token that came out, of its probability, and of how many went in
LAST = 20  # draws in the column beside
GAP = 3  # columns between two texts
MOST = 3  # tokens that are named below a text


def fragments_text(view: SampleView, width: int, height: int) -> Text:
    """Return the steps so far, a line each: all that went in, and the one token that came out."""
    room = width - READ - TOKEN - SHARE - 7 - _bars(width)
    head = Text.assemble(
        (cell("  in", READ + 2), MUTED),
        (cell("the whole text goes in, again and again", room), MUTED),
        (cell("    one token comes out", TOKEN + SHARE + 4), MUTED),
    )
    texts = [token.text for token in view.prompt]
    lines = []
    for step in view.fragments:
        lines.append(_step(texts, step, room, _bars(width), step is view.fragments[-1]))
        texts.append(step.text)
    if not view.fragments or not view.fragments[-1].is_last:
        lines.append(_waiting(texts, room))
    lines = lines[-max(1, height - 1) :]
    return stack([head, *lines])


def mine_text(view: SampleView, goal: str, width: int, height: int) -> Text:
    """Return the last tokens drawn from you: what each cost you and the model, and the mean so far."""
    if not view.mine:
        words = "A token is drawn from exactly what you write. The model is asked what it would have given it."
        return stack([*wrapped(words, width, MUTED), Text(), *wrapped(f"To win: {goal}.", width, MUTED)])
    label = max(4, width - 15)
    head = Text.assemble(cell("drawn", label), (right("you", 7), YOU), (right("model", 8), RIVAL))
    room = max(1, min(LAST, height - 6))
    rows = [
        Text.assemble(cell(token_label(each.text), label), f"{each.own:7.2f}", f"{each.model:8.2f}")
        for each in view.mine[-room:]
    ]
    mean = wrapped(f"So far your text costs the model {view.mine[-1].mean:.2f} nats a token.", width, TITLE)
    lines = [head, *rows, Text(), *mean]
    told = wrapped(f"To win: {goal}.", width, MUTED)
    return stack([*lines, Text(), *told] if len(lines) + len(told) < height else lines)


def texts_text(
    compared: TextsCompared, prompt: Sequence[str], goal: str | None, width: int, height: int | None = None
) -> Text:
    """Return both texts side by side with their costs, the model's on the left; without a model's text, yours alone.

    Args:
        compared: the texts.
        prompt: the tokens that both begin with.
        goal: the goal in words; None where it is told elsewhere.
        width: columns.
        height: lines; where they are few, what stands lowest beside the texts gives way to the goal.
    """
    half = (width - GAP) // 2 if compared.model else width
    costs = f"It cost the model {compared.model_mean:.2f} nats a token, and you {compared.own_mean:.2f}."
    yours = _column("you would have said", YOU, prompt, compared.yours, half), _costs(costs, compared.yours, half)
    mark, ink = ("✓", BETTER) if compared.reached else ("×", WORSE)
    told = [] if goal is None else [Text(), *wrapped(f"{mark} The goal: {goal}.", width, ink)]
    if compared.model_own_mean is None:
        return stack([*_cut([*yours[0], Text(), *yours[1]], told, height), *told])
    own = f"It cost the model {compared.model_own_mean:.2f} nats a token."
    models = _column("the model said", RIVAL, prompt, compared.model, half), _costs(own, compared.model, half)
    rows = [row for left, right_half in zip(models, yours, strict=True) for row in _beside(left, right_half, half)]
    return stack([*_cut(rows, told, height), *told])


def _cut(rows: list[Text], told: Sequence[Text], height: int | None) -> list[Text]:
    return rows if height is None else rows[: max(0, height - len(told))]


def _beside(left: Sequence[Text], right_half: Sequence[Text], half: int) -> list[Text]:
    rows = zip_longest([*left, Text()], [*right_half, Text()], fillvalue=Text())
    return [Text.assemble(_fitted(one, half), (" │ ", MUTED), other) for one, other in rows]


def _column(title: str, ink: str, prompt: Sequence[str], tokens: Sequence[Costed], width: int) -> list[Text]:
    whole = _shown(prompt) + _shown(token.text for token in tokens).rstrip("\n")
    return [padded(title, ink, width), *wrapped(whole, width)]


def _costs(words: str, tokens: Sequence[Costed], width: int) -> list[Text]:
    """What a text cost, and the tokens that cost the model most, so that it is seen where the text is strange to it."""
    rows = sorted(tokens, key=lambda token: -token.model)[:MOST]
    most = max((row.model for row in rows), default=1.0)
    room = max(0, width - TOKEN - 9)
    drawn = [
        Text.assemble(
            cell(f"  {token_label(row.text)}", TOKEN), f"{row.model:7.2f}  ", (bar(row.model / most, room), BAR)
        )
        for row in rows
    ]
    return [*wrapped(words, width, TITLE), Text("dearest to the model:", style=MUTED), *drawn]


def _bars(width: int) -> int:
    """Columns of the bar behind a step: where there is room for one."""
    return 30 if width >= 110 else 0


def _step(texts: Sequence[str], step: FragmentGiven, room: int, bars: int, is_last: bool) -> Text:
    ink = TRUTH if is_last else ""
    return Text.assemble(
        (right(f"{step.read}", READ), MUTED),
        "  ",
        (_tail(_shown(texts), room), "" if is_last else MUTED),
        (" → ", CURRENT),
        padded(token_label(step.text, TOKEN), ink, TOKEN),
        (right(percent(step.p), SHARE), "" if is_last else MUTED),
        (f"  {bar(step.p, bars - 2)}" if bars else "", BAR),
    )


def _waiting(texts: Sequence[str], room: int) -> Text:
    inside = _tail(_shown(texts), room)
    return Text.assemble(
        (right(f"{len(texts)}", READ), MUTED), "  ", (inside, CURRENT), (" → ", CURRENT), ("▓▓▓▓", MUTED)
    )


def _tail(text: str, width: int) -> str:
    """The end of a text in exactly `width` columns, none where there are none."""
    flat = text.replace("\n", "⏎")
    if cell_len(flat) <= width:
        return cell(flat, width)
    kept = len(flat)
    while kept and cell_len(flat[kept - 1 :]) < width:
        kept -= 1
    return cell(f"…{flat[kept:]}", width)


def _fitted(text: Text, width: int) -> Text:
    fitted = text.copy()
    fitted.truncate(width, pad=True)
    return fitted


def _shown(texts: Iterable[str]) -> str:
    return safe_text(joined_text(texts), limit=100_000)
