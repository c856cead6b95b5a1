"""What each part of the curate screen shows: filters, what is left, a page, two rivals at their work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from tokenroom.game.curate_events import FilterOffer, PageShown
from tokenroom.game.curate_figures import broken_share, compared_in_words, filter_rows
from tokenroom.room.curate_view import CurateView, Stage
from tokenroom.room.draw.curves import Curve, curves_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import bar, cell, padded, percent, right, rule, stack, wrapped
from tokenroom.room.draw.pace import pace
from tokenroom.room.ink import BAR, BETTER, CURRENT, MUTED, RIVAL, TITLE, WORSE, YOU
from tokenroom.text.display import safe_text

Draw = Callable[[int, int], Text]  # from columns and lines to text
NAME, SETTING, PAGES, LEFT = 14, 15, 14, 11  # columns of the table
SHOWN = 6_000  # characters of a page
RAW_MARK, CLEANED_MARK = "○", "●"
KEYS = {
    "filtering": (
        Key("←→", "set", "change(1)"),
        Key("↑↓", "filter", "move(1)"),
        Key("Enter", "train", "go_on"),
        Key("N", "page", "page"),
        Key("T", "taken page", "taken"),
        Key("F1", "help", "help"),
        Key("^T", "hint", "hint"),
        Key("Esc", "leave", "leave"),
        Key("PgDn", "read on", "read_on"),
    ),
    "training": (Key("S", "stop them", "stop"), Key("F1", "help", "help"), Key("^Q", "quit", "app.quit")),
}
GO_ON = (Key("Enter", "go on", "go_on"), Key("F1", "help", "help"), Key("Esc", "leave", "leave"))
AGAIN = (Key("Enter", "go on", "go_on"), Key("←→", "set and try again", "change(1)"), *GO_ON[1:])


def keys(stage: Stage, view: CurateView) -> tuple[Key, ...]:
    """Return the keys that mean something at a stage."""
    if stage == "compared":
        return AGAIN if view.trainings_left else GO_ON
    return KEYS.get(stage, GO_ON)


def header_text(view: CurateView, width: int) -> Text:
    """Return the first line: the level, and what is left of the heap."""
    if view.started is None or view.filtered is None:
        return Text()
    left = f"{view.filtered.pages_left:,} of {view.started.pages:,} pages · trainings left {view.trainings_left}"
    return rule(view.started.title, left, width)


def table_text(view: CurateView, place: int, width: int) -> Text:
    """Return the filters, a line each below their heads; the one at `place` can be set."""
    if view.started is None or view.filtered is None:
        return Text()
    heads = [right(words, size) for words, size in (("pages taken", PAGES), ("good left", LEFT), ("rest left", LEFT))]
    lines = [Text(cell("  filter", NAME + 2) + cell("  setting", SETTING + 4) + "".join(heads), style=MUTED)]
    for number, row in enumerate(filter_rows(view.started, view.filtered)):
        here = number == place
        figures = f"{row.pages_taken:,} of {row.pages_in:,}"
        lines.append(
            Text.assemble(
                ("▸ " if here else "  ", CURRENT),
                padded(row.filter, CURRENT if here else "", NAME),
                ("← " if here else "  ", CURRENT),
                padded(row.setting, CURRENT if row.setting != "off" else MUTED, SETTING),
                ("→ " if here else "  ", CURRENT),
                right(figures, PAGES),
                right(percent(row.good), LEFT),
                right(percent(row.rest), LEFT),
            )
        )
    for line in lines:
        line.truncate(width)
    return stack(lines)


def offer_text(view: CurateView, place: int, width: int) -> Text:
    """Say what the setting at the cursor does."""
    offer = offer_at(view, place)
    if offer is None:
        return Text()
    words = next(option.words for option in offer.options if option.setting == view.settings[offer.filter])
    return stack(wrapped(f"{offer.filter}: {offer.words}. Now: {words}.", width, MUTED)[:2])


def offer_at(view: CurateView, place: int) -> FilterOffer | None:
    """Return the filter at a place of the table, None before there is one."""
    return view.started.filters[place] if view.started is not None and view.filtered is not None else None


def left_text(view: CurateView, width: int) -> Text:
    """Return what is left as three bars: good text, the rest, people's contacts."""
    if view.started is None or view.filtered is None:
        return Text()
    last = filter_rows(view.started, view.filtered)[-1]
    contacts = view.filtered.contacts_left / max(1, view.started.contacts)
    counted = f"{view.filtered.contacts_left:,} of {view.started.contacts:,}"
    broken = broken_share(view.started, view.filtered)
    good = percent(last.good) + (f": markup cuts through {percent(broken)}" if broken else "")
    rows = (
        ("good text left", last.good, good, BETTER),
        ("rest left", last.rest, percent(last.rest), WORSE),
        ("contacts left", contacts, counted, WORSE),
    )
    room = max(4, min(40, width - 19 - max(len(words) for _, _, words, _ in rows)))
    return stack(Text.assemble(cell(f"  {n}", 18), (bar(s, room), ink), f" {words}") for n, s, words, ink in rows)


def page_text(view: CurateView, first: int, width: int, height: int) -> Text:
    """Return a page from line `first` on, as it was found and as it is left, side by side; or how to see one."""
    page = view.page
    if page is None:
        words = "N shows a page, T the next page of which the filter at the cursor takes something."
        return stack(wrapped(words, width, MUTED))
    address = safe_text(page.url, 200)
    head = rule(f"page {page.page} ({page.kind})", cell(address, min(len(address), width // 2)), width)
    half = _half(width)
    sides = (("as it was found", page.raw), (_outcome(page), _behind(page)))
    is_cut = any(_extent(text) for _, text in sides)
    before, after = (
        _page_lines([title, *([_extent(text)] if is_cut else [])], text, first, half, height - 1)
        for title, text in sides
    )
    return stack([head, *(Text.assemble(a, (" │ ", MUTED), b) for a, b in zip(before, after, strict=True))])


def page_length(view: CurateView, width: int) -> int:
    """Return how many lines the longer side of the page has, 0 if none is looked at."""
    sides = (view.page.raw, _behind(view.page)) if view.page else ()
    return max((sum(len(wrapped(part, _half(width))) for part in _parts(text)) for text in sides), default=0)


def _half(width: int) -> int:
    return (width - 3) // 2


def _behind(page: PageShown) -> str:
    return page.left or "\n".join(page.taken)


def _parts(text: str) -> list[str]:
    return [part for part in safe_text(text, SHOWN).split("\n") if part.strip()]


def _extent(text: str) -> str:
    """How much of a text is shown, where it is not all."""
    return f"the first {SHOWN:,} of {len(text):,} characters" if len(text) > SHOWN else ""


def _outcome(page: PageShown) -> str:
    return "as the filters leave it" if page.taken_by is None else f"taken whole: {page.taken_by}"


def _page_lines(heads: Sequence[str], text: str, first: int, width: int, height: int) -> list[Text]:
    """The heads and so many lines of a page, each exactly as wide as asked for."""
    room = max(0, height - len(heads))
    lines = [line.plain for part in _parts(text)[: first + room] for line in wrapped(part, width)][first : first + room]
    lines += [""] * (room - len(lines))
    return [*(padded(head, MUTED, width) for head in heads), *(Text(cell(line, width)) for line in lines)]


def training_text(view: CurateView, rate: float | None, width: int) -> Text:
    """Return how far both rivals are, how fast, and what they cost now.

    Args:
        view: the session so far.
        rate: phrases that each reads in a second; None if nobody knows.
        width: columns.
    """
    if view.began is None:
        return Text()
    point = view.points[-1] if view.points else None
    phrases = point.phrases if point else 0
    share = phrases / view.began.phrases
    progress = f" {phrases:,} of {view.began.phrases:,} phrases{pace(phrases, view.began.phrases, rate, 'phrase')}"
    lines = [Text.assemble("  ", (bar(share, max(4, min(30, width - len(progress) - 4))), BAR), progress)]
    for name, mark, ink in (("raw", RAW_MARK, RIVAL), ("cleaned", CLEANED_MARK, YOU)):
        tokens = view.began.raw_tokens if name == "raw" else view.began.cleaned_tokens
        figures = f"clean English {point.held_out[name]:5.2f}   its own text {point.losses[name]:5.2f}" if point else ""
        lines.append(Text.assemble((f"  {mark} {name:<8}", ink), f"{tokens:>10,} tokens   {figures}"))
    return stack(lines)


def losses_text(view: CurateView, width: int, height: int) -> Text:
    """Return both rivals' losses on clean English as curves, as far as they have come."""
    if view.began is None or not view.points:
        return stack(wrapped("They read their first phrases.", width, MUTED))
    title = Text.assemble(("  nats a token on clean English   ", TITLE), (f"{RAW_MARK} raw  ", RIVAL))
    title.append(f"{CLEANED_MARK} cleaned", style=YOU)
    curves = [
        Curve([(p.phrases, p.held_out[name]) for p in view.points], mark, ink)
        for name, mark, ink in (("raw", RAW_MARK, RIVAL), ("cleaned", CLEANED_MARK, YOU))
    ]
    return stack([title, curves_text(curves, view.began.phrases, width, max(3, height - 1))])


def compared_text(view: CurateView, width: int, with_goal: bool = True) -> Text:
    """Say how the rivals compare and, unless it is told elsewhere, what of the goal is reached."""
    if view.compared is None or view.started is None:
        return Text()
    c = view.compared
    left = f"{percent(c.spared)} of the good text is spared; {c.contacts_left:,} contacts of people are left."
    lines = [*wrapped(compared_in_words(c), width, TITLE), *wrapped(left, width)]
    if with_goal:
        mark, ink = ("✓", BETTER) if c.reached else ("×", WORSE)
        lines += wrapped(f"{mark} The goal: {view.started.goal}.", width, ink)
    return stack(lines)
