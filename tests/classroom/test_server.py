"""The server of a class: the same lesson over real sockets, and what it refuses."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from tests.classroom.lessons import PLAN, SECRET, SmallGames, picture
from tokenroom.classroom import codes
from tokenroom.classroom.game import Job
from tokenroom.classroom.hosting import Came, Failed, Goes, Host, Learned
from tokenroom.classroom.room import Founding
from tokenroom.classroom.store import Store
from tokenroom.errors import BadInput
from tokenroom.rivals.field import Field
from tokenroom.serving import guard
from tokenroom.serving.guard import is_own_host, is_own_origin
from tokenroom.serving.pump import LONGEST_QUEUE, Line, Pump
from tokenroom.serving.server import Where, make_app, pumping, serve

CLASS, REMOTE = codes.class_code(SECRET), codes.remote_code(SECRET)


@asynccontextmanager
async def opened(folder: Path, small: Field) -> AsyncIterator[tuple[TestClient, Host]]:
    """A class that is served, and a client of it."""

    def fail(fault: Exception) -> None:
        raise fault

    path = folder / "class.sqlite"
    store = Store(path) if path.exists() else Store.found(path, Founding(SECRET, 7, PLAN, 0.0))
    host = Host(store.room(SmallGames(folder, small)), store, fail)
    app = make_app(host, time.time, Where())
    async with TestClient(TestServer(app)) as client, pumping(app):
        yield client, host
    store.close()


class Socket:
    """One connection: what is said on it, and what is heard until something of a kind comes."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, kind: str, **fields: Any) -> None:
        await self.socket.send_str(json.dumps({"kind": kind, **fields}))

    async def until(self, kind: str, **fields: Any) -> dict[str, Any]:
        while True:
            message = json.loads(await self.socket.receive_str(timeout=10))
            if message["kind"] == kind and all(message[name] == value for name, value in fields.items()):
                return dict(message)


async def get(client: TestClient, path: str, **headers: str) -> aiohttp.ClientResponse:
    """What a page is answered, read to its end."""
    async with client.get(path, headers=headers) as response:
        await response.read()
        return response


async def come(client: TestClient, role: str, name: str = "") -> Socket:
    socket = Socket(await client.ws_connect("/ws"))
    await socket.say("enter", version=1, role=role, code=REMOTE if role == "remote" else CLASS)
    await socket.until("entered")
    if name:
        await socket.say("join", id="j", device=f"device-of-{name}-0123456789", name=name)
    return socket


async def test_a_lesson_over_sockets_and_again_after_the_host_was_gone(tmp_path: Path, small: Field) -> None:
    async with opened(tmp_path, small) as (client, host):
        remote, projector = await come(client, "remote"), await come(client, "projector")
        ada, ben = await come(client, "student", "Ada"), await come(client, "student", "Ben")
        seated = await ada.until("seated")
        await ben.until("seated")
        for n in range(3):
            await remote.say("next", id=f"n{n}")
        for socket in (ada, ben, projector, remote):
            asked = await socket.until("stage", phase="asked")
        answer = {"command": "scores", "scores": {str(asked["view"]["candidates"][0]["id"]): 2}}
        await ada.say("answer", id="a1", play=1, item=1, answer=answer)
        assert await ada.until("kept") == {"kind": "kept", "id": "a1", "play": 1, "item": 1, "late": False}
        await projector.until("count", answered=1, present=2)
        await remote.say("reveal", id="r1")
        assert (await ada.until("yours"))["surprise"] > 0
        assert (await ben.until("behind"))["class_item"] == 1
        assert (await projector.until("stage", phase="revealed"))["view"]["figures"]["answered"] == 1
        assert len((await projector.until("spread"))["surprises"]) == 1
        before = picture(host.room)
    async with opened(tmp_path, small) as (client, host):
        assert picture(host.room) == before
        again = Socket(await client.ws_connect("/ws"))
        await again.say("resume", version=1, token=seated["token"])
        assert (await again.until("seated"))["name"] == "Ada"
        assert (await again.until("stage"))["phase"] == "revealed"
        await again.say("answer", id="a1", play=1, item=1, answer=answer)
        assert (await again.until("kept"))["late"] is False


async def test_everyone_is_told_when_the_host_ends(tmp_path: Path, small: Field) -> None:
    store = Store.found(tmp_path / "class.sqlite", Founding(SECRET, 7, PLAN, 0.0))
    host, where, stop = (
        Host(store.room(SmallGames(tmp_path, small)), store, lambda fault: None),
        Where(port=0),
        asyncio.Event(),
    )
    ports = asyncio.Queue[int]()
    serving = asyncio.create_task(serve(make_app(host, time.time, where), where, ports.put_nowait, stop))
    port = await ports.get()
    async with aiohttp.ClientSession() as session:
        where_json = await (await session.get(f"http://127.0.0.1:{port}/where.json")).json()
        assert where_json == {"students": [f"http://127.0.0.1:{port}/"]}
        ada = Socket(await session.ws_connect(f"http://127.0.0.1:{port}/ws"))
        await ada.say("enter", version=1, role="student", code=CLASS)
        await ada.until("entered")
        stop.set()
        assert (await ada.until("out"))["why"] == "closed"
        assert (await ada.socket.receive()).type == aiohttp.WSMsgType.CLOSE
        await ada.socket.close()
        await serving
    store.close()


async def test_a_page_from_elsewhere_may_not_come_in(tmp_path: Path, small: Field) -> None:
    async with opened(tmp_path, small) as (client, _):
        own = f"http://127.0.0.1:{client.port}"
        assert (await get(client, "/ws", Origin="http://evil.example")).status == 403
        assert (await get(client, "/", Host=f"evil.example:{client.port}")).status == 421
        socket = await client.ws_connect("/ws", origin=own)
        await socket.close()


def test_a_network_without_a_way_out_has_addresses_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(":" not in address and not address.startswith("127.") for address in guard.lan_addresses())
    monkeypatch.setattr(guard, "_on_the_way_out", list)
    monkeypatch.setattr(guard, "_of_name", lambda: ["127.0.1.1"])
    monkeypatch.setattr(guard, "_of_interfaces", lambda: ["127.0.0.1", "192.168.7.2", "192.168.7.2", "10.1.1.1"])
    assert guard.lan_addresses() == ["192.168.7.2", "10.1.1.1"]
    assert Where("0.0.0.0", 80).urls(81) == ["http://192.168.7.2:81/", "http://10.1.1.1:81/"]
    monkeypatch.setattr(guard, "_on_the_way_out", lambda: ["172.16.0.4"])
    assert guard.lan_addresses() == ["172.16.0.4"]


def test_interfaces_tell_their_addresses() -> None:
    found = guard._of_interfaces()
    assert "127.0.0.1" in found or sys.platform != "linux"


def test_hosts_and_origins() -> None:
    names = frozenset({"localhost", "laptop.local"})
    assert all(
        is_own_host(host, names) for host in ("127.0.0.1:8000", "[fd00::1]:80", "Laptop.local:8000", "localhost")
    )
    assert not any(is_own_host(host, names) for host in ("evil.example:8000", "", "127.0.0.1.evil.example", "laptop"))
    assert is_own_origin(None, "a:1", False)
    assert is_own_origin("https://a:1", "a:1", True)
    assert not any(is_own_origin(origin, "a:1", False) for origin in ("https://a:1", "http://a", "null", "http://b:1"))


async def test_pages_forbid_inline_scripts_and_everything_from_elsewhere(tmp_path: Path, small: Field) -> None:
    async with opened(tmp_path, small) as (client, _):
        page = await get(client, "/")
        policy = page.headers["Content-Security-Policy"]
        assert page.status == 200
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert "<script>" not in await page.text()
        for path in ("/../server.py", "/%2e%2e/server.py", "/pages/index.html", "/nothing"):
            assert (await get(client, path)).status == 404
        assert (await get(client, f"/qr.svg?code={CLASS}")).content_type == "image/svg+xml"
        assert (await get(client, "/qr.svg?code=<b>")).status == 400
        where = await (await get(client, "/where.json")).json()
        assert where == {"students": ["http://127.0.0.1:8000/"]}


async def test_an_endless_message_costs_only_its_sender(tmp_path: Path, small: Field) -> None:
    async with opened(tmp_path, small) as (client, _):
        ada, ben = await come(client, "student", "Ada"), await come(client, "student", "Ben")
        await ada.until("seated")
        await ben.until("seated")
        await ada.say("find", id="f", text="a" * 20_000)
        assert (await ada.until("refused"))["code"] == "malformed"
        await ada.socket.send_bytes(b"\xff\xfe{")
        assert (await ada.until("refused"))["code"] == "malformed"
        await ada.socket.send_str("x" * 200_000)
        assert (await ada.socket.receive(timeout=10)).type == aiohttp.WSMsgType.CLOSE
        await ada.socket.close()
        await ben.say("find", id="f", text="a")
        assert (await ben.until("refused"))["code"] == "not_now"


async def test_a_port_that_is_taken_and_a_bad_certificate_are_told(tmp_path: Path, small: Field) -> None:
    async with opened(tmp_path, small) as (client, host):
        assert client.port is not None
        where, stop = Where(port=client.port), asyncio.Event()
        with pytest.raises(BadInput, match="cannot be listened on"):
            await serve(make_app(host, time.time, where), where, lambda port: None, stop)
        bad = Where(port=0, certificate=Path(__file__))
        with pytest.raises(BadInput, match="PEM"):
            await serve(make_app(host, time.time, bad), bad, lambda port: None, stop)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
async def test_a_class_is_served_over_tls_when_given_a_certificate(tmp_path: Path, small: Field) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    store = Store.found(tmp_path / "class.sqlite", Founding(SECRET, 7, PLAN, 0.0))
    host = Host(store.room(SmallGames(tmp_path, small)), store, lambda fault: None)
    where, ports, stop = Where(port=0, certificate=certificate, key=key), asyncio.Queue[int](), asyncio.Event()
    serving = asyncio.create_task(serve(make_app(host, time.time, where), where, ports.put_nowait, stop))
    port = await ports.get()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as session:
        url = f"https://127.0.0.1:{port}"
        ada = Socket(await session.ws_connect(f"{url}/ws", origin=url))
        await ada.say("enter", version=1, role="student", code=CLASS)
        assert (await ada.until("entered"))["role"] == "student"
        await ada.socket.close()
    stop.set()
    await serving
    store.close()


async def test_who_reads_too_slowly_is_cut_off_and_nobody_waits_for_them() -> None:
    line = Line(1, "10.0.0.9")
    for n in range(LONGEST_QUEUE):
        line.put(str(n))
    assert not line.is_cut_off.is_set()
    line.put("one too many")
    assert line.is_cut_off.is_set()


async def test_a_class_that_can_no_longer_be_kept_is_ended_and_nobody_was_told(tmp_path: Path, small: Field) -> None:
    store = Store.found(tmp_path / "class.sqlite", Founding(SECRET, 7, PLAN, 0.0))
    host = Host(store.room(SmallGames(tmp_path, small)), store, lambda fault: None)
    where, ports = Where(port=0), asyncio.Queue[int]()
    serving = asyncio.create_task(serve(make_app(host, time.time, where), where, ports.put_nowait, asyncio.Event()))
    port = await ports.get()
    async with aiohttp.ClientSession() as session:
        ada = Socket(await session.ws_connect(f"http://127.0.0.1:{port}/ws"))
        await ada.say("enter", version=1, role="student", code=CLASS)
        await ada.until("entered")
        store.close()  # as a full disk would
        await ada.say("join", id="j", device="d" * 22, name="Ada")
        heard = json.loads(await ada.socket.receive_str(timeout=10))
        assert heard == {"kind": "out", "why": "closed"}
        await ada.socket.close()
        with pytest.raises(BadInput, match="cannot be used"):
            await serving


class SlowStudent:
    """A host whose model learns: it counts how often it was asked for the next steps."""

    is_deleted = False

    def __init__(self) -> None:
        self.asked = 0

    def job(self) -> Job:
        self.asked += 1
        return lambda: ()

    def learned(self, result: Learned | Failed, now: float) -> Goes:
        return Goes()

    def handle(self, came: Sequence[Came], now: float) -> Goes:
        return Goes()

    def farewell(self) -> Goes:
        return Goes()


async def test_a_model_learns_on_only_when_its_last_steps_are_told() -> None:
    host = SlowStudent()
    pump = Pump(host, time.time)  # type: ignore[arg-type]
    await pump._let_learn()
    assert pump._learning is not None
    await pump._learning  # its steps are done, and wait in the queue: the teacher may stop it before they are told
    await pump._let_learn()
    assert host.asked == 1
    running = asyncio.create_task(pump.run())
    async with asyncio.timeout(10):
        while host.asked < 2:
            await asyncio.sleep(0)
    running.cancel()
    await asyncio.wait({running})
    await pump.close()


async def test_who_goes_leaves_nothing_behind(tmp_path: Path, small: Field) -> None:
    async with opened(tmp_path, small) as (client, _):
        before = len(asyncio.all_tasks())
        for name in ("Ada", "Ben"):
            student = await come(client, "student", name)
            await student.until("seated")
            await student.socket.close()
        async with asyncio.timeout(10):
            while len(asyncio.all_tasks()) > before:
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("turns", range(5))
async def test_what_comes_at_the_last_moment_does_not_keep_it_from_ending(turns: int) -> None:
    pump = Pump(SlowStudent(), time.time)  # type: ignore[arg-type]
    pump._host.job = lambda: None  # type: ignore[method-assign]
    running = asyncio.create_task(pump.run())
    await asyncio.sleep(0)
    pump.connect("10.0.0.9")
    for _ in range(turns):
        await asyncio.sleep(0)
    running.cancel()
    done, _ = await asyncio.wait({running}, timeout=5)
    running.cancel()
    assert done
    await pump.close()
