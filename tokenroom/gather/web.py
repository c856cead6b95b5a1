"""One page from the web: http and https alone, and never more bytes, seconds or redirects than it is given."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import requests

from tokenroom import __version__
from tokenroom.errors import BadInput
from tokenroom.gather.decode import known_encoding
from tokenroom.gather.events import Fetched
from tokenroom.gather.found import Kind, kind_of
from tokenroom.gather.limits import Limits

CHUNK = 65_536
LOOK = 0.1  # seconds between two looks at how far it is
PATIENCE = 15.0  # seconds without a byte
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})
_ZIP = frozenset({"application/zip", "application/x-zip-compressed"})
# Compressed pages could swell in one step; so plain ones are asked for.
_HEADERS = {"User-Agent": f"tokenroom/{__version__} (one page, for its reader)", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that lies in a file now: what it is, and what its server says of its encoding."""

    path: Path
    name: PurePosixPath
    kind: Kind
    is_zip: bool
    encoding: str | None


@dataclass
class _Download:
    """What the thread that waits for the network and the one that waits for it tell each other."""

    n_bytes: int = 0
    page: Page | None = None
    error: BadInput | None = None
    stop: threading.Event = field(default_factory=threading.Event)


def fetch(url: str, path: Path, limits: Limits, clock: Callable[[], float]) -> Iterator[Fetched | Page]:
    """Download `url` into the file `path`: yields how far it is, and last the page.

    The download runs in a thread of its own: neither a name server nor a server that is silent can hold us longer than
    the time that is given.

    Args:
        url: with http or https.
        path: written to; whoever calls removes it.
        limits: bytes, seconds, redirects.
        clock: seconds.

    Raises:
        BadInput: another scheme, no such host, a refused connection or certificate, an error status, a page that is no
            text, too large, too slow or sends us round in circles.
    """
    download, begun = _Download(), clock()
    thread = threading.Thread(target=_run, args=(url, path, limits, download), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(LOOK)
            yield Fetched(download.n_bytes, clock() - begun)
            if thread.is_alive() and clock() - begun > limits.web_seconds:
                wrong = f"took longer than {limits.web_seconds:g} seconds"
                raise BadInput(url, "", wrong, "save the page to a file and add that")
    finally:
        download.stop.set()
    if download.error is not None:
        raise download.error
    assert download.page is not None  # a thread that ends without an error leaves a page
    yield download.page


def _run(url: str, path: Path, limits: Limits, download: _Download) -> None:
    try:
        download.page = _download(url, path, limits, download)
    except BadInput as error:
        download.error = error
    except Exception as error:  # whatever a server brings about, it ends in one line
        download.error = BadInput(url, "", _reason(error), "see whether a browser can open it")


def _download(url: str, path: Path, limits: Limits, download: _Download) -> Page:
    with requests.Session() as session, _open(session, url, limits) as response:
        page = _page(response, path)
        with path.open("wb") as file:
            for chunk in response.iter_content(CHUNK):
                file.write(chunk)
                download.n_bytes += len(chunk)
                if download.n_bytes > limits.web_bytes:
                    wrong = f"does not end within {limits.web_bytes:,} bytes"
                    raise BadInput(url, "", wrong, "save what you want of it to a file and add that")
                if download.stop.is_set():
                    break
    return page


def _open(session: requests.Session, url: str, limits: Limits) -> requests.Response:
    """Ask for the page, following redirects by hand, so that each can be looked at before it is followed."""
    session.auth = _no_password  # else requests would send what ~/.netrc holds
    asked = url
    for _ in range(limits.redirects + 1):
        _check_scheme(url, asked)
        response = session.get(asked, headers=_HEADERS, stream=True, timeout=PATIENCE, allow_redirects=False)
        if not response.is_redirect:
            return _checked(url, response)
        response.close()
        asked = urljoin(asked, response.headers["location"])
    raise BadInput(url, "", f"redirects more than {limits.redirects} times", "name the page where it ends")


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _check_scheme(url: str, asked: str) -> None:
    if urlsplit(asked).scheme.lower() not in {"http", "https"}:
        wrong = "is no web address" if asked == url else f"redirects to {asked!r}, which is not on the web"
        raise BadInput(url, "", wrong, "only http and https are fetched")


def _checked(url: str, response: requests.Response) -> requests.Response:
    if response.status_code != 200:
        response.close()
        raise BadInput(url, "", f"answers {response.status_code} {response.reason}", "see whether the address is right")
    return response


def _page(response: requests.Response, path: Path) -> Page:
    """Tell from the header what comes (raises BadInput if it is no text)."""
    header = Message()
    header["Content-Type"] = response.headers.get("Content-Type", "application/octet-stream")
    name = PurePosixPath(PurePosixPath(unquote(urlsplit(response.url).path)).name or urlsplit(response.url).netloc)
    kind, is_zip, content = kind_of(name), name.suffix.lower() == ".zip", header.get_content_type()
    if content in _HTML:
        kind = "html"
    elif content in _MARKDOWN:
        kind = "markdown"
    elif content in _ZIP:
        is_zip = True
    elif not content.startswith("text/") and content != "application/octet-stream":
        raise BadInput(response.url, "", f"is {content}, which is no text", "name a text, a web page or a zip")
    return Page(path, name, kind, is_zip, known_encoding(header.get_content_charset() or ""))


def _reason(error: Exception) -> str:
    """Say in a few words what went wrong on the way."""
    text = str(error)
    match error:
        case requests.exceptions.SSLError():
            return "has a certificate that cannot be trusted, or speaks no TLS"
        case requests.exceptions.Timeout():
            return f"was silent for {PATIENCE:g} seconds"
        case requests.exceptions.ConnectionError() if "NameResolution" in text or "getaddrinfo" in text:
            return "names a host that cannot be found"
        case requests.exceptions.ConnectionError():
            return "cannot be reached, or broke off"
        case _:
            return f"cannot be fetched: {text}"
