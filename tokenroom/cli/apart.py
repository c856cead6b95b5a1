"""`tokenroom daily` and `tokenroom practice`: what can be played beside the campaign."""

from __future__ import annotations

import sys

import click

from tokenroom.cli.say import say, warn

_plain = click.option("--plain", is_flag=True, help="Lines in, lines out: for screen readers and pipes.")


@click.command()
@_plain
@click.option("--share", is_flag=True, help="Print how today's phrase went, as text that spoils nothing.")
def daily(plain: bool, share: bool) -> int:
    """Play today's phrase: five tokens, the same for everyone."""
    from tokenroom.cli.play import open_front_end

    if plain and share:
        raise click.UsageError("--plain plays and --share tells how it went: give one")
    return _share() if share else open_front_end("daily", plain)


@click.command()
@click.argument("corpus", default="english")
@click.option("--genre", default="", help="Only its documents of this genre.")
@_plain
def practice(corpus: str, genre: str, plain: bool) -> int:
    """Practise on CORPUS (default: english), or on one genre of it, as long as you like."""
    from tokenroom.cli.play import open_front_end
    from tokenroom.game.practice import practice_name

    _check_playable(corpus, genre)
    return open_front_end(practice_name(corpus, genre), plain)


def _share() -> int:
    from tokenroom.cli.play import announced_campaign
    from tokenroom.game.share import share_text
    from tokenroom.plain.page import knows_utf8

    campaign = announced_campaign()
    report = campaign.daily_report()
    if report is None:
        warn("today's phrase is not played yet: tokenroom daily")
        return 1
    for line in share_text(report, campaign.today(), ascii_only=not knows_utf8(sys.stdout)).split("\n"):
        say(line)
    return 0


def _check_playable(corpus: str, genre: str) -> None:
    """See, before a front end opens, that there is such a corpus, and something to ask of the genre."""
    from tokenroom.errors import BadInput
    from tokenroom.text.corpus import find_corpus, load_corpus

    genres = {document.genre for document in load_corpus(find_corpus(corpus)).held_out}
    if genre and genre not in genres:
        right = f"there is {', '.join(sorted(genres))}"
        raise BadInput("--genre", genre, f"is no genre of {corpus} to ask about", right)
