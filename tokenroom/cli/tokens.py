"""`tokenroom tokens`: how vocabularies cut a text, and where each token comes from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tokenroom.cli.say import say, say_json
from tokenroom.errors import BadInput

if TYPE_CHECKING:
    from tokenroom.text.cutting import Cut, Cutter

SHOWN = 60  # tokens that are listed in lines; --json gives all
OURS = "tokenroom"


@click.command()
@click.argument("text", required=False)
@click.option("--file", "file", type=click.Path(allow_dash=True), help="The text of a file; - is standard input.")
@click.option("--tokenizer", "names", multiple=True, help="A vocabulary; more than one may be named. Default: all.")
@click.option("--steps", "token", metavar="TOKEN", help="How a token was merged: its text, or its id.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with all ids.")
def tokens(text: str | None, file: str | None, names: tuple[str, ...], token: str | None, as_json: bool) -> int:
    """Cut TEXT into tokens: with our vocabulary, and with those of tiktoken's that are on this machine.

    Nothing is fetched: an encoding whose file is not in tiktoken's cache is named as missing.
    """
    asked = text is not None or file is not None
    if (text is not None and file is not None) or not (asked or token is not None):
        raise click.UsageError("give a TEXT or --file, one of the two")
    cutters, missing = _cutters(names) if asked or names else ([_open(OURS)], {})
    found = None if token is None else _find(cutters[0], token)
    cuts, missing = _cut_all(cutters, _text(text, file), missing) if asked else ([], {})
    if as_json:
        _say_json(cuts, missing, cutters[0], found)
        return 0
    if found is not None:
        _say_steps(cutters[0], found)
    if asked:
        _say_lines(cuts, missing, listed=cuts if names else cuts[:1])
    return 0


def _text(text: str | None, file: str | None) -> str:
    from tokenroom.text.cutting import LONGEST, opened_text

    if file is not None and file != "-":
        return opened_text(Path(file))
    text = _standard_input(4 * LONGEST) if text is None else text
    if len(text) > LONGEST:
        raise BadInput(file or "TEXT", "", f"is longer than {LONGEST:,} characters", "cut it into parts")
    return text


def _standard_input(most: int) -> str:
    raw = sys.stdin.buffer.read(most + 1)
    if len(raw) > most:
        raise BadInput("standard input", "", f"is larger than {most:,} bytes", "cut it into parts")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("standard input", f"byte {error.start}", "is not UTF-8", "send it as UTF-8") from error


def _cutters(names: tuple[str, ...]) -> tuple[list[Cutter], dict[str, str]]:
    """The vocabularies that were named, or all; and for those that are not here, why not."""
    from tokenroom.text.cutting import other_cutters

    if not names:
        here, missing = other_cutters()
        return [_open(OURS), *here], missing
    return [_open(name) for name in dict.fromkeys(names)], {}


def _open(name: str) -> Cutter:
    from tokenroom.rivals.field import tokenizer_path
    from tokenroom.text.cutting import open_cutter, our_cutter
    from tokenroom.text.encodings import NotHere, public_names
    from tokenroom.text.tokenizer import load_tokenizer

    ours = sorted(path.stem for path in tokenizer_path(OURS).parent.glob("*.tiktoken"))
    if name in ours:
        return our_cutter(load_tokenizer(tokenizer_path(name)))
    if name not in public_names():
        raise BadInput("--tokenizer", name, "there is no such vocabulary", ", ".join([*ours, *public_names()]))
    try:
        return open_cutter(name)
    except NotHere as error:
        right = "tokenroom fetches nothing; tiktoken does when another program asks it for this encoding"
        raise BadInput("--tokenizer", name, str(error), right) from error


def _cut_all(cutters: list[Cutter], text: str, missing: dict[str, str]) -> tuple[list[Cut], dict[str, str]]:
    from tokenroom.text.cutting import cut
    from tokenroom.text.encodings import NotHere

    cuts, missing = [], dict(missing)
    for cutter in cutters:
        try:
            cuts.append(cut(cutter, text))
        except NotHere as error:
            missing[cutter.name] = str(error)
    return cuts, missing


def _find(cutter: Cutter, named: str) -> int:
    token = cutter.find(named)
    if token is None:
        raise BadInput("--steps", named[:40], f"is no token of {cutter.name}", "give a token's text, or its id")
    return token


def _say_lines(cuts: list[Cut], missing: dict[str, str], listed: list[Cut]) -> None:
    say(f"{'vocabulary':<16} {'size':>9} {'tokens':>10} {'tokens a byte':>14}")
    for c in cuts:
        say(f"{c.cutter.name:<16} {c.cutter.vocabulary:>9,} {len(c.ids):>10,} {c.tokens_per_byte:>14.3f}")
    for name, why in missing.items():
        say(f"{name:<16} {why}")
    for line in (line for c in listed for line in _listed(c)):
        say(line)


def _listed(c: Cut) -> Iterator[str]:
    """A line for each token: its id, its text, and the two that it was merged from."""
    yield ""
    yield f"{c.cutter.name} cuts it so:"
    for token in c.ids[:SHOWN]:
        steps = c.cutter.steps(token)
        made = f"= {_label(steps[-1].left)} + {_label(steps[-1].right)}" if steps else "a byte, or whole from the start"
        yield f"{token:>8}  {_label(c.cutter.bytes_of(token)):<20} {made}"
    if len(c.ids) > SHOWN:
        yield f"          and {len(c.ids) - SHOWN:,} more; --json gives all ids"


def _say_steps(cutter: Cutter, token: int) -> None:
    """Say how a token was merged, step by step and down to bytes."""
    say(f"{cutter.name}, token {token}: {_label(cutter.bytes_of(token))}")
    steps = cutter.steps(token)
    for n, step in enumerate(steps, start=1):
        say(f"  {n:>2}. {_label(step.left)} + {_label(step.right)} = {_label(step.whole)}, rank {step.rank:,}")
    if not steps:
        say("  No merge made it: it is a byte, a special token, or stands whole in the table.")


def _say_json(cuts: list[Cut], missing: dict[str, str], cutter: Cutter, token: int | None) -> None:
    import json

    told: dict[str, object] = {"cuts": [_cut_told(c) for c in cuts], "missing": missing}
    if token is not None:
        steps = [{"left": _text_of(s.left), "right": _text_of(s.right), "rank": s.rank} for s in cutter.steps(token)]
        text = _text_of(cutter.bytes_of(token))
        told["token"] = {"tokenizer": cutter.name, "id": token, "text": text, "steps": steps}
    say_json(json.dumps(told))


def _cut_told(c: Cut) -> dict[str, object]:
    return {
        "tokenizer": c.cutter.name,
        "vocabulary": c.cutter.vocabulary,
        "tokens": len(c.ids),
        "bytes": c.n_bytes,
        "tokens_per_byte": c.tokens_per_byte,
        "ids": c.ids,
        "texts": [_text_of(c.cutter.bytes_of(token)) for token in c.ids],
    }


def _label(raw: bytes) -> str:
    from tokenroom.text.symbol_names import symbol_label

    return symbol_label(_text_of(raw))


def _text_of(raw: bytes) -> str:
    from tokenroom.text.merging import symbol_text

    return symbol_text(raw)
