"""A home of its own for each test, texts to add, a way to add them, and a small web server."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tokenroom.gather.add import add_corpus
from tokenroom.gather.events import Added, Event
from tokenroom.gather.limits import Limits
from tokenroom.gather.request import Request

WORDS = (
    "lamp",
    "quay",
    "ferry",
    "fog",
    "baker",
    "heron",
    "rope",
    "tide",
    "gull",
    "stone",
    "bell",
    "oar",
    "loaf",
    "salt",
)
Add = Callable[..., Added]


def prose(n_bytes: int, seed: int = 1) -> str:
    """Sentences of words by chance, in paragraphs: so long that hardly a run of eight words comes twice."""
    rng = random.Random(seed)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < n_bytes:
        sentences = (" ".join(rng.choices(WORDS, k=rng.randint(5, 12))).capitalize() + "." for _ in range(4))
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs) + "\n"


def events(source: Path | str, limits: Limits | None = None, **options: object) -> Generator[Event, None, None]:
    return add_corpus(Request(str(source), **options), limits or Limits(), time.monotonic)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_PROXY", "*")
    return tmp_path / "home"


@pytest.fixture
def add() -> Add:
    def call(source: Path | str, limits: Limits | None = None, **options: object) -> Added:
        *_, last = events(source, limits, **options)
        assert isinstance(last, Added)
        return last

    return call


class Site:
    """Pages by path: each a function that answers a request."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[dict[str, str]] = []

    def page(self, path: str, content: str, body: bytes) -> str:
        """Serve `body` and return its address."""
        return self.answer(path, 200, {"Content-Type": content, "Content-Length": str(len(body))}, lambda: [body])

    def answer(self, path: str, status: int, headers: dict[str, str], body: Callable[[], Iterator[bytes]]) -> str:
        def handle(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name, value)
            request.end_headers()
            for part in body():
                request.wfile.write(part)

        self.pages[path] = handle
        return self.address + path


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(dict(self.headers))
            with suppress(OSError):  # whoever asked has gone
                served.pages.get(self.path, lambda request: request.send_error(404))(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield served
    server.shutdown()
    server.server_close()
    thread.join()
