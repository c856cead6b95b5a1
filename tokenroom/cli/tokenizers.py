"""`tokenroom tokenizer`: learning a vocabulary from corpora."""

from __future__ import annotations

import math
from pathlib import Path

import click

from tokenroom.cli.say import say
from tokenroom.errors import BadInput


@click.command()
@click.argument("corpora", nargs=-1)
@click.option(
    "--size", type=click.IntRange(260, 200_000), default=4096, help="Tokens, the three special ones included."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The .tiktoken file to write."
)
def tokenizer(corpora: tuple[str, ...], size: int, out: Path) -> int:
    """Learn byte-pair merges from the training documents of CORPORA and write them in tiktoken's format.

    A corpus may be given a share, such as storyteller=0.1 or korean=2: so much of its documents is learned from.
    """
    from tokenroom.text.corpus import find_corpus, load_corpus
    from tokenroom.text.tokenizer import SPECIAL_TOKENS, save_ranks, train_ranks

    texts: list[str] = []
    for name, share in map(_with_share, corpora or ("english",)):
        documents = load_corpus(find_corpus(name)).training
        times, rest = divmod(max(1, round(share * len(documents))), len(documents))
        read = [document.text for document in (documents if times else documents[:rest])]
        texts += times * read + read[:rest]
    ranks = train_ranks(texts, size)
    save_ranks(out, ranks)
    say(f"{out}: {len(ranks):,} tokens and {len(SPECIAL_TOKENS)} special ones from {len(texts)} documents")
    return 0


def _with_share(written: str) -> tuple[str, float]:
    name, _, share = written.partition("=")
    try:
        number = float(share or 1.0)
    except ValueError:
        number = math.nan
    if not 0.0 < number <= 100.0:
        raise BadInput("tokenizer", written, "does not end with a share", "write e.g. korean=2")
    return name, number
