"""`tokenroom corpus`: see the corpora, and add or remove some of your own."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tokenroom.cli.say import can_say_over, say, say_json, say_over, warn
from tokenroom.cli.training import Finite
from tokenroom.errors import BadInput
from tokenroom.game.units import percent

if TYPE_CHECKING:
    from tokenroom.cli.corpus_rows import CorpusRow
    from tokenroom.gather.events import Added, Event

_TAKEN = {"addresses": ("file", "left out"), "personal": ("piece", "in which something was taken out")}
_json = click.option("--json", "as_json", is_flag=True, help="One line of JSON.")


@click.group(invoke_without_command=True)
@click.pass_context
def corpus(ctx: click.Context) -> None:
    """See the corpora: texts that are learned from and asked about. Without a command: list them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_corpora, as_json=False)


@corpus.command(name="list")
@_json
def list_corpora(as_json: bool) -> int:
    """List the corpora with size, language, licence and what is held out."""
    from tokenroom.cli.corpus_rows import corpus_row, encoded
    from tokenroom.text.corpus import corpus_names, find_corpus, load_corpus

    rows: list[CorpusRow] = []
    status = 0
    for name in corpus_names():
        try:
            rows.append(corpus_row(load_corpus(find_corpus(name))))
        except BadInput as error:  # the others are no worse for it
            warn(error.line())
            status = error.exit_status
    if as_json:
        say_json(encoded(rows))
        return status
    say(f"{'name':<16} {'kind':<11} {'language':<8} {'documents':>9} {'bytes':>12} {'held out':>8}  licence")
    for row in rows:
        say(
            f"{row.name:<16} {row.kind:<11} {row.language:<8} {row.documents:>9,} {_size(row):>12} "
            f"{percent(row.held_out_share, 1):>8}  {row.licence}"
        )
    if not all(row.exact for row in rows):
        say("~ about: these documents are made when they are asked for")
    return status


@corpus.command()
@click.argument("name")
@click.option("--genre", help="Only the documents of this genre.")
@_json
def show(name: str, genre: str | None, as_json: bool) -> int:
    """Show what the corpus NAME is, and list its documents."""
    from tokenroom.cli.corpus_rows import corpus_row, document_rows, encoded, shown_documents, whole_corpus
    from tokenroom.text.corpus import find_corpus, load_corpus

    folder = find_corpus(name)
    opened = load_corpus(folder)
    if as_json:
        say_json(encoded(whole_corpus(opened, folder, genre)))
        return 0
    row, listed = corpus_row(opened), shown_documents(opened, genre)
    say(f"{row.name}: {row.title}")
    say(f"{row.kind}, {row.language}, {row.licence}; {row.documents:,} documents in {folder}")
    say(f"{_size(row)} bytes, {percent(row.held_out_share, 1)} of them held out; genres: {', '.join(row.genres)}")
    if row.source:
        say(f"from {row.source}")
    for d in document_rows(listed):
        say(f"{d.n_bytes:>7,} {'held out' if d.held_out else 'training'}  {d.name}  {d.title}")
    if not row.exact:
        say(f"and {len(opened.training):,} to learn from, made when they are asked for")
    return 0


@corpus.command()
@click.argument("source", metavar="PATH|URL")
@click.option("--name", help="What to call it; by default as the file, folder or page is called.")
@click.option("--language", help="Its language as a tag, such as en or pt-BR; by default it is guessed.")
@click.option("--licence", default="NOASSERTION", help="Its licence as SPDX calls it, such as CC0-1.0.")
@click.option(
    "--held-out", type=Finite(0.01, 0.3), help="The share to ask about, up to 5 MB; by default a tenth, up to 1."
)
@click.option("--encoding", help="How its files are encoded, such as cp1252; by default that is found out.")
@click.option(
    "--block", type=click.Path(dir_okay=False, path_type=Path), help="Leave out pages from hosts in this file."
)
@click.option("--extract", type=click.Choice(["main", "all"]), default="main", help="Of web pages, how much text.")
@click.option("--only-language", help="Leave out what is in another language than this, such as en.")
@click.option("--dedup/--no-dedup", help="Leave out what is nearly the same as something earlier.")
@click.option("--personal-data", type=click.Choice(["keep", "remove"]), default="keep", help="E-mail and telephone.")
@_json
def add(
    source: str,
    name: str | None,
    language: str | None,
    licence: str,
    held_out: float | None,
    encoding: str | None,
    block: Path | None,
    extract: Literal["main", "all"],
    only_language: str | None,
    dedup: bool,
    personal_data: str,
    as_json: bool,
) -> int:
    """Add a text, Markdown or HTML file, a folder or zip of them, or a web page as a corpus of your own.

    The texts are copied into tokenroom's folder on this machine and never leave it. The filters are those of the level
    "Where phrases come from"; unless they are asked for, nothing is taken.
    """
    from tokenroom.cli.corpus_rows import encoded
    from tokenroom.gather.add import add_corpus
    from tokenroom.gather.events import Added
    from tokenroom.gather.limits import Limits
    from tokenroom.gather.request import Request
    from tokenroom.schema import read_text
    from tokenroom.text.curation.duplicates import ALIKE
    from tokenroom.text.curation.filters import Filters

    filters = Filters(
        blocked=tuple(read_text(block).split("\n")) if block else (),
        extraction=extract,
        language=only_language,
        alike=ALIKE if dedup else None,
        personal="contacts" if personal_data == "remove" else "keep",
    )
    request = Request(source, name, language, licence, held_out, encoding, filters=filters)
    with closing(add_corpus(request, Limits(), time.monotonic)) as events:
        for event in events:
            if not isinstance(event, Added):
                _show_progress(event)
            elif as_json:
                say_json(encoded(event))
            else:
                _tell_added(event)
    return 0


@corpus.command()
@click.argument("name")
def remove(name: str) -> int:
    """Remove NAME, a corpus of your own."""
    from tokenroom.gather.store import remove_corpus

    folder = remove_corpus(name)
    say(f"{name}: removed from {folder}")
    return 0


def _size(row: CorpusRow) -> str:
    return f"{'' if row.exact else '~'}{row.n_bytes:,}"


def _show_progress(event: Event) -> None:
    from tokenroom.gather.events import Comparing, Fetched, Reading

    if not can_say_over():
        return
    match event:
        case Fetched():
            say_over(f"fetched {event.n_bytes:,} bytes{_rate(event.n_bytes, event.seconds)}")
        case Reading():
            say_over(f"read {event.n_bytes:,} of {event.total:,} bytes{_rate(event.n_bytes, event.seconds)}")
        case Comparing():
            say_over(f"compared {event.done:,} of {event.total:,} documents with what is held out")


def _rate(n_bytes: int, seconds: float) -> str:
    return f", {n_bytes / seconds / 1e6:.1f} MB/s" if seconds > 0.5 else ""


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def _tell_added(added: Added) -> None:
    """Say what came of it, and what was left out."""
    if can_say_over():
        say_over("")
    share = added.held_out_bytes / added.n_bytes
    say(
        f"{added.name}: {_counted(added.documents, 'document')}, {added.n_bytes:,} bytes, language {added.language}, "
        f"{_counted(added.held_out, 'document')} held out ({percent(share, 1)})"
    )
    for count, thing, words in (
        (added.skipped, "file", "left out: no text"),
        (added.repeated, "piece", "left out: the same word for word as an earlier one"),
        (added.dropped, "piece", "left out: runs of 8 words in common with what is held out"),
        (added.shared, "piece", "with runs of 8 words in common with what is held out: figures on it will flatter"),
    ):
        if count:
            say(f"{_counted(count, thing)} {words}")
    for taken in added.taken:
        thing, words = _TAKEN.get(taken.filter, ("piece", "left out"))
        what = f"{_counted(taken.count, thing)} {words}, {taken.n_bytes:,} bytes"
        say(f"{taken.filter}: {what}; such as: {'; '.join(taken.examples)}")
    if guessed := ", ".join(f"{name} ({count:,})" for name, count in added.encodings.items() if name != "utf-8"):
        say(f"encodings: {guessed}; if words look wrong, remove it and name another with --encoding")
    say(f"in {added.folder}; next: tokenroom train {added.name}")
