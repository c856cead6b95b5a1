"""Adding somebody's own texts as a corpus: find, decode, extract, cut, choose what is held out, keep. No terminal."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.files import holding, user_root
from tokenroom.gather.cleaning import Cleaner
from tokenroom.gather.decode import NotText, find_encoding
from tokenroom.gather.events import Added, Clock, Event, Reading
from tokenroom.gather.extract import extract
from tokenroom.gather.found import Found
from tokenroom.gather.heldout import Choice, choose
from tokenroom.gather.limits import MB, Limits
from tokenroom.gather.opening import find_sources
from tokenroom.gather.pieces import cut, piece_size
from tokenroom.gather.request import Request, checked, free_name, is_address
from tokenroom.gather.store import whole_folder, write_info
from tokenroom.gather.writer import PieceWriter
from tokenroom.text.corpus import Corpus, load_corpus, own_root
from tokenroom.text.curation.extraction import Extraction
from tokenroom.text.curation.language import guess_language
from tokenroom.text.sources import TextInfo

HELD_OUT, HELD_OUT_BYTES = 0.1, 1 * MB  # the share that is held out if none is asked for, and the most it comes to
MOST_HELD_OUT = 5 * MB  # even if a larger share is asked for: all runs of what may be held out are kept in memory


def add_corpus(request: Request, limits: Limits, clock: Clock) -> Generator[Event, None, None]:
    """Make a corpus of the texts at `request.source` in the user's folder; yields progress, and `Added` at the end.

    No text is held whole but a Markdown file or a web page, one at a time. If anything fails, or whoever asks stops
    asking, nothing is left behind.

    Args:
        request: what to add.
        limits: how much is read at most.
        clock: seconds.

    Raises:
        BadInput: a name that cannot be taken, a source that cannot be read, is no text, too short, or too large.
    """
    request = checked(request)
    place = own_root() / free_name(request)
    with ExitStack() as stack:
        lock = user_root() / "locks" / f"corpus-{place.name}.lock"
        stack.enter_context(holding(lock, "wait for it, or choose another name with --name"))
        free_name(request)  # somebody may have finished meanwhile
        files = yield from find_sources(request, limits, clock, stack)
        folder = stack.enter_context(whole_folder(place))
        writer, cleaner = PieceWriter(folder), Cleaner(request.filters)
        yield from _write(writer, cleaner, files, limits, clock, request.filters.extraction)
        _check_content(request.source, writer, cleaner)
        choice = yield from choose(writer.documents, _wanted(request, writer))
        _finish(request, writer, choice, _title(place, files, writer))
        added = _added(place, load_corpus(folder), writer, cleaner, choice)
    yield added


def _write(
    writer: PieceWriter,
    cleaner: Cleaner,
    files: Sequence[Found],
    limits: Limits,
    clock: Clock,
    extraction: Extraction,
) -> Iterator[Event]:
    """Write what the filters leave of all files; among many, those that are no text are left out."""
    begun, total = clock(), sum(file.size for file in files)
    largest = piece_size(total)
    for file in filter(cleaner.admits, files):
        try:
            encoding = find_encoding(file)
        except NotText:
            if len(files) == 1:
                raise
            writer.skipped += 1
            continue
        writer.encodings[encoding] += 1
        blocks = extract(replace(file, encoding=encoding), limits, extraction)
        for piece in cut(blocks, file.name.stem, largest):
            if left := cleaner.piece(piece, file.name):
                writer.write(file.name, left)
            yield Reading(file.place, writer.n_bytes, total, clock() - begun)


def _check_content(source: str, writer: PieceWriter, cleaner: Cleaner) -> None:
    """Refuse texts that hold nothing to learn or nothing to ask about."""
    right = "give at least some paragraphs, so that a part can be held out"
    if cleaner.taken:
        right += f"; the filters took something: {', '.join(taken.filter for taken in cleaner.taken)}"
    characters = {c for c in writer.characters if not c.isspace()}
    if not characters:
        raise BadInput(source, "", "holds no text", right)
    if len(characters) == 1:
        raise BadInput(source, "", f"holds nothing but {min(characters)!r}, over and over", right)
    if len(writer.documents) < 2:
        again = f", the same {writer.repeated + 1:,} times over" if writer.repeated else ""
        raise BadInput(source, "", f"holds only {writer.n_bytes:,} bytes of text{again}", right)


def _wanted(request: Request, writer: PieceWriter) -> int:
    """Return how many bytes to hold out: the share that was asked for, else a tenth, but not more than takes long."""
    if request.held_out is None:
        return min(int(HELD_OUT * writer.n_bytes), HELD_OUT_BYTES)
    return min(int(request.held_out * writer.n_bytes), MOST_HELD_OUT)


def _title(place: Path, files: Sequence[Found], writer: PieceWriter) -> str:
    return writer.title if len(files) == 1 else place.name


def _finish(request: Request, writer: PieceWriter, choice: Choice, title: str) -> None:
    """Take away what is dropped and write `corpus.toml`."""
    for name in choice.dropped:
        (writer.folder / f"{name}.txt").unlink()
    info = TextInfo(
        format_version=1,
        title=title,
        language=request.language or request.filters.language or guess_language(writer.sample),
        licence=request.licence,
        tokenizer=request.tokenizer,
        held_out=choice.held_out,
        source=request.source if is_address(request.source) else str(Path(request.source).resolve()),
    )
    write_info(writer.folder, info)


def _added(place: Path, corpus: Corpus, writer: PieceWriter, cleaner: Cleaner, choice: Choice) -> Added:
    sizes = corpus.sizes()
    return Added(
        name=place.name,
        folder=place,
        language=corpus.info.language,
        documents=len(corpus.documents),
        held_out=len(corpus.held_out),
        n_bytes=sizes.n_bytes,
        held_out_bytes=sizes.held_out_bytes,
        encodings=dict(writer.encodings),
        skipped=writer.skipped,
        repeated=writer.repeated,
        dropped=len(choice.dropped),
        shared=len(choice.shared),
        taken=cleaner.taken,
    )
