"""What somebody asks to have added, and whether it can be: the name, the language, the encoding."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from tokenroom.errors import BadInput
from tokenroom.gather.decode import known_encoding
from tokenroom.gather.pieces import slug
from tokenroom.text.corpus import NAME, own_names, own_root, shipped_names
from tokenroom.text.curation.filters import Filters
from tokenroom.text.curation.language import known_languages

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")  # the form of BCP 47

AS_IT_IS = Filters(extraction="main")  # of a page the main text, and nothing else is taken


@dataclass(frozen=True, slots=True)
class Request:
    """What to add and what to call it; None lets the program choose."""

    source: str  # a path, or an address with http or https
    name: str | None = None
    language: str | None = None  # BCP 47
    licence: str = "NOASSERTION"  # SPDX; that is its word for "nobody has said"
    held_out: float | None = None  # share of the bytes
    encoding: str | None = None
    tokenizer: str = "tokenroom"
    filters: Filters = AS_IT_IS  # what is taken out on the way


def checked(request: Request) -> Request:
    """Return the request with its encoding under Python's name (raises BadInput for what cannot be meant)."""
    if not request.source:  # as a path it would mean the folder that somebody happens to be in
        raise BadInput("corpus add", "", "names nothing to add", "name a text, a folder, a zip or a web address")
    if request.language is not None and not _LANGUAGE.fullmatch(request.language):
        raise BadInput("--language", request.language, "is no language tag", "such as en, pt-BR or und")
    request = replace(request, filters=_in_known_language(request.filters))
    if request.encoding is None:
        return request
    encoding = known_encoding(request.encoding)
    if encoding is None:
        raise BadInput("--encoding", request.encoding, "is no encoding that Python knows", "such as utf-8 or cp1252")
    return replace(request, encoding=encoding)


def _in_known_language(filters: Filters) -> Filters:
    """Take the first part of the tag of the language that is wanted: that is what can be told apart."""
    if filters.language is None:
        return filters
    language = filters.language.partition("-")[0].lower()
    if language not in known_languages():
        wrong, right = "is no language that can be told", "such as en, fr, pt or ko"
        raise BadInput("--only-language", filters.language, wrong, right)
    return replace(filters, language=language)


def free_name(request: Request) -> str:
    """Return the name of the corpus to be, one that nobody has (raises BadInput)."""
    name = request.name or slug(_stem(request.source))
    right = "choose another with --name"
    if not name:
        raise BadInput(request.source, "", "gives no name for a corpus", "choose one with --name")
    if not NAME.fullmatch(name):
        raise BadInput("--name", name, "is no name for a corpus", "small letters, digits, - and _, at most 64")
    if name in shipped_names():
        raise BadInput("--name", name, "is a corpus that comes with the program", right)
    if name in own_names():
        raise BadInput("--name", name, "is there already", f"{right}, or: tokenroom corpus remove {name}")
    if (own_root() / name).exists():
        raise BadInput(own_root() / name, "", "is in the way, and no corpus", f"take it away, or {right}")
    return name


def _stem(source: str) -> str:
    try:
        if is_address(source):
            address = urlsplit(source)
            return PurePosixPath(address.path).stem or address.netloc
        path = Path(source).resolve()
    except ValueError as error:
        raise BadInput(source, "", f"is no web address: {error}", "write it as a browser shows it") from error
    except RuntimeError as error:  # how Python calls it before 3.13
        raise BadInput(source, "", "is a link that leads to itself", "name the text itself") from error
    return path.name if path.is_dir() else path.stem


def is_address(source: str) -> bool:
    """Whether `source` is meant for the web and not a path."""
    return "://" in source
