"""The ending of the mechanic *merge*: every way to cut the held-out text, what each needs, and what was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from rich.text import Text

from tokenroom.game.events import SessionEnded
from tokenroom.game.merge_events import MergeScore, MergeScored
from tokenroom.game.merge_report import CHARACTERS, GREEDY, SHIPPED, WORDS, cutter_in_words
from tokenroom.game.names import YOU
from tokenroom.room.draw.ending import Draw, Ending
from tokenroom.room.draw.lines import bar, cell, right, rule, stack, wrapped
from tokenroom.room.draw.report import verdict_text
from tokenroom.room.draw.voice import story_text
from tokenroom.room.ink import BAR, CURRENT, MUTED, TITLE
from tokenroom.room.ink import YOU as YOUR_INK
from tokenroom.room.merge_view import MergeView
from tokenroom.text.display import safe_text
from tokenroom.text.symbol_names import symbol_label

NAME, FIGURES = 18, 49  # columns of a name, and of a line of figures
_NOTES = {
    YOU: "the pairs that you picked",
    GREEDY: "as many pairs, the most frequent each time",
    CHARACTERS: "a token for each character",
    WORDS: "a token a word; unknown ones by characters",
    SHIPPED: "the same rule, gone on with much longer",
}


def merge_ending(view: MergeView) -> Ending:
    """Return the ending of a session of *merge*."""
    ended, scored = view.ended, view.scored
    assert ended is not None
    assert scored is not None
    parts: tuple[Draw, ...] = (
        lambda width, _: verdict_text(ended.won, ended.goal, width),
        lambda width, _: scores_text(scored, width),
        lambda width, _: made_text(scored, width),
        *told_at_the_end(ended),
        lambda width, _: stack(wrapped(f"The text is from “{safe_text(ended.source)}”.", width, MUTED)),
    )
    return Ending(ended, partial(header, view), parts)


def told_at_the_end(ended: SessionEnded) -> Iterator[Draw]:
    """What could have been known, and what to remember, where the level has something to say."""
    if ended.debrief:
        words = sum(len(said.text.split()) for said in ended.debrief)
        yield lambda width, _: story_text(ended.debrief, words, min(width, 84), gap=True)
    if ended.journal:
        yield lambda width, _: stack(wrapped(f"For your journal: {safe_text(ended.journal)}", min(width, 84), TITLE))


def header(view: MergeView, width: int, _height: int) -> Text:
    """Return the first line of the screen."""
    title = view.started.title if view.started else ""
    saved = view.picks[-1].saved if view.picks else 0
    return rule(title, f"{len(view.picks)} picks · you saved {saved:,} tokens", width)


def scores_text(scored: MergeScored, width: int) -> Text:
    """Return everyone's tokens a byte on the held-out text and the vocabulary that they need, fewest tokens first."""
    words = f"On {scored.held_out_bytes:,} bytes of pages that nobody has learned from:"
    heads = (("tokens a byte", 14), ("vocabulary", 12))
    head = Text(" " * (NAME + 2) + "".join(right(name, size) for name, size in heads), style=MUTED)
    return stack([*wrapped(words, width, TITLE), head, *(_score_line(score, width) for score in scored.scores)])


def made_text(scored: MergeScored, width: int) -> Text:
    """Return the symbols that you and the greedy rule made, in order; those that both made are marked."""
    both = set(scored.yours) & set(scored.greedys)
    lines = []
    for name, made in (("You made", scored.yours), ("The machine makes", scored.greedys)):
        lines += wrapped(f"{name}: {_listed(made, both)}", width)
    return stack([*lines, *wrapped("= made by both", width, MUTED)])


def _score_line(score: MergeScore, width: int) -> Text:
    you = score.player == YOU
    line = Text.assemble(
        ("▸ " if you else "  ", YOUR_INK),
        (cell(cutter_in_words(score.player), NAME), YOUR_INK if you else ""),
        (f"{score.tokens_per_byte:14.3f}{score.vocabulary:12,}", CURRENT if you else ""),
    )
    room = width - FIGURES
    if room >= 24:
        line.append(f"   {bar(score.tokens_per_byte, 16)}", style=BAR)
    if room >= 24 + 43:
        line.append(f" {_NOTES.get(score.player, '')}", style=MUTED)
    line.truncate(width, overflow="ellipsis")
    return line


def _listed(made: Sequence[str], both: set[str]) -> str:
    return ", ".join(f"{'=' * (symbol in both)}{symbol_label(symbol)}" for symbol in made) or "nothing"
