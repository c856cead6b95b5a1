"""`tokenroom check` and `tokenroom corpus`: proofs about levels and corpora, and what there is."""

from __future__ import annotations

from pathlib import Path

import click

from tokenroom.cli.say import say, warn


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> int:
    """Validate levels and corpora in PATHS (default: all that ship) and play every level's solution."""
    from functools import cache

    from tokenroom.errors import BadInput
    from tokenroom.files import content_root
    from tokenroom.game.check import check_folder, content_folders
    from tokenroom.rivals.field import open_field, open_field_in

    shipped = (content_root() / "corpora", content_root() / "levels")
    status, open_cached = 0, cache(open_field)
    for folder in [folder for path in paths or shipped for folder in content_folders(path)]:
        try:
            for proof in check_folder(folder, open_cached, open_field_in):
                say(f"{proof.subject}: {proof.words}")
        except BadInput as error:
            warn(error.line())
            status = max(status, error.exit_status)
    return status


@click.group(invoke_without_command=True)
@click.pass_context
def corpus(ctx: click.Context) -> None:
    """See the corpora: texts that are learned from and asked about. Without a command: list them."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_corpora)


@corpus.command(name="list")
def list_corpora() -> int:
    """List the corpora with size, language and licence."""
    from tokenroom.text.corpus import corpus_names, find_corpus, load_corpus

    for name in corpus_names():
        c = load_corpus(find_corpus(name))
        held_out = sum(len(d.text.encode()) for d in c.held_out) / c.n_bytes
        say(
            f"{c.name:<12} {c.info.title}: {c.info.language}, {len(c.documents)} documents, {c.n_bytes:,} bytes, "
            f"{held_out:.0%} held out, {c.info.licence}"
        )
    return 0


@corpus.command()
@click.argument("name")
def show(name: str) -> int:
    """List the documents of the corpus NAME."""
    from tokenroom.text.corpus import find_corpus, load_corpus

    for d in load_corpus(find_corpus(name)).documents:
        say(f"{len(d.text.encode()):>7,} {'held out' if d.held_out else 'training'}  {d.name}  {d.title}")
    return 0
