"""The room in browsers: who may come in, how many, whose records, and that nothing is asked of anybody else."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from tests.serving.chromium import needs_chromium, page_at
from tokenroom.serving.apart import Command
from tokenroom.serving.room_server import COOKIE, make_app
from tokenroom.serving.rooms import Rooms

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds that a server has to open and to close
SMALL_ROOM = """
import os
from textual.app import App
from textual.widgets import Static
class Small(App):
    def compose(self):
        yield Static(f"pid {os.getpid()} home {os.path.basename(os.environ['TOKENROOM_HOME'])} size")
    def on_key(self, event):
        if event.key == "q":
            self.exit()
Small().run()
"""


def homes(folder: Path) -> Rooms:
    numbers = count(1)

    def variables(visitor: str) -> Mapping[str, str]:
        return {"TOKENROOM_HOME": str(folder / visitor)}

    command = Command((sys.executable, "-c", SMALL_ROOM), folder)
    return Rooms(command, 2, variables, lambda: f"visitor-number-{next(numbers):04}")


@asynccontextmanager
async def opened(rooms: Rooms) -> AsyncIterator[TestServer]:
    server = TestServer(make_app(rooms))
    async with server:
        yield server
        await rooms.close()


@asynccontextmanager
async def visitor(server: TestServer) -> AsyncIterator[TestClient]:
    """A browser: what it was given as a cookie it keeps."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        client = Browser(server, session)
        await client.page()
        yield client  # type: ignore[misc]
        await client.leave()


class Browser:
    def __init__(self, server: TestServer, session: aiohttp.ClientSession) -> None:
        self._server, self.session = server, session
        self._rooms: list[aiohttp.ClientWebSocketResponse] = []

    def url(self, path: str) -> str:
        return str(self._server.make_url(path))

    async def page(self) -> tuple[int, str]:
        async with self.session.get(self.url("/")) as response:
            return response.status, await response.text()

    async def room(self, **headers: str) -> aiohttp.ClientWebSocketResponse:
        room = await self.session.ws_connect(self.url("/ws?width=90&height=30"), headers=headers)
        self._rooms.append(room)
        return room

    async def leave(self) -> None:
        for room in self._rooms:
            await room.close()


async def painted(socket: aiohttp.ClientWebSocketResponse, words: str) -> str:
    """What the room painted, once the words are among it."""
    seen = b""
    async with asyncio.timeout(30):
        while words.encode() not in seen:
            seen += await socket.receive_bytes()
    return seen.decode("utf-8", "replace")


async def test_every_visitor_has_a_room_of_their_own_and_the_third_must_wait(tmp_path: Path) -> None:
    rooms = homes(tmp_path)
    async with opened(rooms) as server, visitor(server) as ada, visitor(server) as ben, visitor(server) as cleo:
        first, second = await ada.room(), await ben.room()
        assert "visitor-number-0001" in await painted(first, "size")
        assert "visitor-number-0002" in await painted(second, "size")
        status, text = await cleo.page()
        assert (status, "All rooms are taken" in text, "2 people are playing" in text) == (503, True, True)
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await cleo.room()
        assert refused.value.status == 503
        await first.send_json(["stdin", "q"])
        async with asyncio.timeout(30):
            while not first.closed:
                await first.receive()
            while (await cleo.page())[0] != 200:
                await asyncio.sleep(0.02)
        assert "visitor-number-0003" in await painted(await cleo.room(), "size")


async def test_another_tab_of_the_same_browser_takes_the_place_of_the_first(tmp_path: Path) -> None:
    rooms = homes(tmp_path)
    async with opened(rooms) as server, visitor(server) as ada:
        first = await ada.room()
        await painted(first, "size")
        second = await ada.room()
        assert "visitor-number-0001" in await painted(second, "size")
        async with asyncio.timeout(30):
            while not first.closed:
                await first.receive()
        assert len(rooms.open) == 1


async def test_pages_from_elsewhere_and_strangers_without_the_page_may_not_come_in(tmp_path: Path) -> None:
    async with opened(homes(tmp_path)) as server, visitor(server) as ada:
        for headers in ({"Origin": "http://elsewhere.example"}, {"Origin": "null"}):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await ada.room(**headers)
            assert refused.value.status == 403
        async with aiohttp.ClientSession() as stranger:
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await stranger.ws_connect(ada.url("/ws"))
            assert refused.value.status == 403
            async with stranger.get(ada.url("/"), headers={"Host": "elsewhere.example"}) as response:
                assert response.status == 421


async def test_a_room_is_ended_even_if_its_server_does_not_wait_for_it(tmp_path: Path) -> None:
    rooms = homes(tmp_path)
    async with opened(rooms) as server, visitor(server) as ada:
        socket = await ada.room()
        pid = int((await painted(socket, "size")).partition("pid ")[2].split()[0])
        await socket.close()  # a server for tests then cancels what it does for this browser
        async with asyncio.timeout(30):
            while rooms.open:
                await asyncio.sleep(0.01)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.usefixtures("uncollected")
async def test_what_makes_no_sense_ends_no_room(tmp_path: Path) -> None:
    async with opened(homes(tmp_path)) as server, visitor(server) as ada:
        socket = await ada.room()
        await painted(socket, "size")
        for nonsense in ("", "[", "[" * 5000, "{}", '["stdin"]', '["resize", {"width": "x"}]', '["stdin", 3]', "[[]]"):
            await socket.send_str(nonsense)
        await socket.send_json(["resize", {"width": 10**12, "height": -5}])
        await socket.send_json(["ping", 7])
        async with asyncio.timeout(30):
            while (frame := await socket.receive()).type != aiohttp.WSMsgType.TEXT:
                assert frame.type == aiohttp.WSMsgType.BINARY
        assert frame.json() == ["pong", 7]


async def test_the_page_names_nothing_from_elsewhere(tmp_path: Path) -> None:
    async with opened(homes(tmp_path)) as server, visitor(server) as ada:
        async with ada.session.get(ada.url("/")) as response:
            text, rule = await response.text(), response.headers["Content-Security-Policy"]
        assert "<title>tokenroom</title>" in text
        assert sys.executable not in text
        assert "default-src 'none'" in rule
        addresses = [part.split('"')[0] for part in text.split('="')[1:] if "//" in part.split('"')[0]]
        assert addresses == [ada.url("/ws").replace("http", "ws")]
        for path in ("/room.css", "/static/css/xterm.css"):
            async with ada.session.get(ada.url(path)) as response:
                assert "url(" not in await response.text()


@asynccontextmanager
async def served(home: Path, *options: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """`tokenroom serve` itself, and its address."""
    variables = {**os.environ, "TOKENROOM_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-m", "tokenroom", "serve", "--port", "0", *options)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, env=variables)
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
        yield process, line.split()[-1]
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.wait(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@needs_chromium
async def test_the_whole_room_in_a_browser_asks_nothing_of_anybody_else(tmp_path: Path) -> None:
    async with served(tmp_path / "home") as (_, url), page_at(url, tmp_path / "profile") as page:
        await page.until("document.body && document.body.classList.contains('-first-byte')")
        assert await page.value("document.title") == "tokenroom"
        await page.until("document.activeElement.classList.contains('xterm-helper-textarea')")
        await page.type("\x11")  # Ctrl+Q leaves
        await page.until("document.body.classList.contains('-closed')")
        assert await page.value("document.querySelector('.closed').innerText.includes('is closed')")
        own = (url, url.replace("http", "ws"), "data:")
        assert [address for address in page.requests if not address.startswith(own)] == []
        assert any(address.startswith("ws:") for address in page.requests)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in Linux's way")
async def test_no_room_outlives_its_server(tmp_path: Path) -> None:
    async with served(tmp_path, "--sessions", "2") as (process, url), aiohttp.ClientSession() as session:
        async with session.get(url) as response:
            token = response.cookies[COOKIE].value
        socket = await session.ws_connect(f"{url}ws", headers={"Cookie": f"{COOKIE}={token}"})
        await painted(socket, "t o k e n")
        (child,) = children(process.pid)
        process.kill()
        async with asyncio.timeout(30):
            while Path(f"/proc/{child}/cmdline").exists() and Path(f"/proc/{child}/cmdline").read_bytes():
                await asyncio.sleep(0.05)
        await socket.close()
    assert len(list((tmp_path / "served").iterdir())) == 1
