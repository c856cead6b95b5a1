"""The server of a class: pages, and one WebSocket address for everybody; no request leaves the room."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from tokenroom.classroom.hosting import Host
from tokenroom.classroom.wire import LARGEST
from tokenroom.errors import BadInput
from tokenroom.serving.descriptors import Space
from tokenroom.serving.guard import HEADERS, is_own_host, is_own_origin, lan_addresses, own_names, policy
from tokenroom.serving.pump import Line, Pump
from tokenroom.serving.qr import qr_svg

LOOPBACK = "127.0.0.1"
MOST_CONNECTIONS = 1_200
MOST_OF_ADDRESS = 400  # of these: a whole school may share one, but one phone is not to take all; not for this machine
HEARTBEAT = 20.0  # seconds between pings; who does not answer one is gone
PAGES = Path(__file__).parent / "pages"
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
_CODE = re.compile(r"[A-Za-z0-9]{0,12}")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Where:
    """Where to listen, and how students are told to come.

    Attributes:
        address: to listen on; loopback unless others are to reach it.
        port: 0 for any that is free.
        certificate: a file in PEM for TLS, or None.
        key: its private key, if that is another file.
        names: names that this machine is called by, beside those that it knows.
    """

    address: str = LOOPBACK
    port: int = 8000
    certificate: Path | None = None
    key: Path | None = None
    names: tuple[str, ...] = ()

    def url(self, name: str, port: int) -> str:
        """Return the address of the student's page under a name or an address of this machine."""
        scheme = "http" if self.certificate is None else "https"
        return f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}/"

    def urls(self, port: int) -> list[str]:
        """Return where students come in, the likeliest first."""
        addresses = [LOOPBACK] if self.address == LOOPBACK else lan_addresses() or [LOOPBACK]
        return [self.url(name, port) for name in (*self.names, *addresses)]


@dataclass
class _Place:
    """Where it listens, once it does."""

    where: Where
    port: int
    space: Space = field(default_factory=Space)
    connections: Callable[[], int] = int  # open ones, pages that are loaded among them; 0 until it is known


_PUMP: web.AppKey[Pump] = web.AppKey("pump", Pump)
_PLACE: web.AppKey[_Place] = web.AppKey("place", _Place)
_NAMES: web.AppKey[frozenset[str]] = web.AppKey("names", frozenset)


def make_app(host: Host, now: Callable[[], float], where: Where) -> web.Application:
    """Return the application of a class.

    Args:
        host: the class and its file.
        now: the time in seconds since the epoch.
        where: it will listen.
    """
    app = web.Application(middlewares=[_guarded], client_max_size=LARGEST)
    app[_PUMP] = Pump(host, now)
    app[_NAMES] = own_names() | {name.casefold() for name in where.names}
    app.router.add_get("/ws", _talk)
    app[_PLACE] = _Place(where, where.port)
    app.router.add_get("/where.json", _where)
    app.router.add_get("/qr.svg", _qr)
    for path in sorted(PAGES.rglob("*")):
        if path.suffix in TYPES:
            name = path.relative_to(PAGES).as_posix()
            route = "/" if name == "index.html" else f"/{name.removesuffix('.html')}"
            _serve(app, route, path.read_bytes(), TYPES[path.suffix])
    return app


async def serve(
    app: web.Application,
    where: Where,
    on_open: Callable[[int], None],
    stop: asyncio.Event,
    space: Space | None = None,
) -> None:
    """Serve until `stop` is set (raises BadInput if the port cannot be had, or the class can no longer be kept).

    Args:
        app: from `make_app`.
        where: to listen.
        on_open: is told the port once the door is open.
        stop: set by whoever wants it to end.
        space: for how many connections there is room; None for any number.
    """
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2.0)
    await runner.setup()
    place = app[_PLACE]
    place.space = space or Space()
    place.connections = lambda: len(runner.server.connections) if runner.server is not None else 0
    asyncio.get_running_loop().set_exception_handler(partial(_take_fault, place.space))
    pump = app[_PUMP]
    try:
        site = web.TCPSite(runner, where.address, where.port, ssl_context=_tls(where), backlog=512)
        try:
            await site.start()
        except OSError as error:
            wrong = f"cannot be listened on: {error.strerror or error}"
            raise BadInput("--port", str(where.port), wrong, "choose another, or 0 for any that is free") from error
        port = int(runner.addresses[0][1])
        place.port = port
        on_open(port)
        pumping, stopping = asyncio.create_task(pump.run()), asyncio.create_task(stop.wait())
        await asyncio.wait({pumping, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if pumping.done():
            pumping.result()
        pumping.cancel()
        with suppress(asyncio.CancelledError):
            await pumping
    finally:
        await pump.close()
        await asyncio.sleep(0.2)  # for the last words
        await runner.cleanup()


def _take_fault(space: Space, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Take a fault that nobody waits for: the loop tries to let people in again by itself."""
    if not space.is_exhausted_by(context.get("exception")):
        loop.default_exception_handler(context)


@asynccontextmanager
async def pumping(app: web.Application) -> AsyncIterator[None]:
    """Carry messages of an application that somebody else serves, as tests do."""
    task = asyncio.create_task(app[_PUMP].run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await app[_PUMP].close()


def _tls(where: Where) -> ssl.SSLContext | None:
    if where.certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(where.certificate, where.key)
    except (OSError, ssl.SSLError) as error:
        right = "give a certificate and its key in PEM"
        raise BadInput("--certificate", str(where.certificate), f"cannot be used: {error}", right) from error
    return context


def _serve(app: web.Application, route: str, body: bytes, kind: str) -> None:
    charset = "utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else None

    async def page(request: web.Request) -> web.Response:
        return web.Response(body=body, content_type=kind, charset=charset)

    app.router.add_get(route, page)


async def _where(request: web.Request) -> web.Response:
    """Where students come in."""
    place = request.app[_PLACE]
    return web.json_response({"students": place.where.urls(place.port)})


async def _qr(request: web.Request) -> web.Response:
    """Where students come in as a QR code; with `code`, which who asks must know, so that it need not be typed."""
    place, code = request.app[_PLACE], request.query.get("code", "")
    if not _CODE.fullmatch(code):
        raise web.HTTPBadRequest(reason="that is no code")
    url = place.where.urls(place.port)[0]
    return web.Response(text=qr_svg(f"{url}#{code}" if code else url), content_type="image/svg+xml")


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse hosts that are not ours, and tell browsers what to forbid."""
    if not is_own_host(request.host, request.app[_NAMES]):
        return web.Response(status=421, text="this is not the host that you asked for\n")
    try:
        response = await handler(request)
    except web.HTTPException as error:
        response = web.Response(status=error.status, text=f"{error.status} {error.reason}\n")
    if not response.prepared:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = policy(request.host)
        response.headers["Server"] = "tokenroom"
        if not _has_room(request):
            response.force_close()  # a page that was loaded keeps its connection for a while otherwise
    return response


def _has_room(request: web.Request) -> bool:
    place = request.app[_PLACE]
    return place.space.holds(place.connections())


async def _talk(request: web.Request) -> web.StreamResponse:
    """One connection from its first word to its last."""
    pump = request.app[_PUMP]
    if not is_own_origin(request.headers.get("Origin"), request.host, request.secure):
        raise web.HTTPForbidden(reason="pages from elsewhere may not come in")
    address = request.remote or ""
    if pump.connections >= MOST_CONNECTIONS or pump.of_address(address) >= MOST_OF_ADDRESS:
        raise web.HTTPServiceUnavailable(reason="the room is full")
    if not _has_room(request):
        request.app[_PLACE].space.refuse()
        raise web.HTTPServiceUnavailable(reason="the host may not open more connections")
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=2 * LARGEST, compress=False)
    await socket.prepare(request)
    line = pump.connect(address)
    writing = asyncio.create_task(_write(socket, line))
    try:
        async for message in socket:
            if message.type in {WSMsgType.TEXT, WSMsgType.BINARY}:
                pump.said(line, message.data)
    finally:
        pump.disconnect(line)
        writing.cancel()
        with suppress(asyncio.CancelledError, ConnectionError):
            await writing
    return socket


async def _write(socket: web.WebSocketResponse, line: Line) -> None:
    """Send what waits, until the line is closed or cut off."""
    cut = asyncio.create_task(line.is_cut_off.wait())
    try:
        while True:
            text = line.queue.get_nowait() if not line.queue.empty() else await _next_of(line, cut)
            if cut.done():
                await socket.close(code=WSCloseCode.POLICY_VIOLATION)
                return
            if text is None:
                await socket.close(code=WSCloseCode.GOING_AWAY)
                return
            await socket.send_str(text)
    except ConnectionError:  # gone meanwhile: the reader will notice
        return
    finally:
        cut.cancel()


async def _next_of(line: Line, cut: asyncio.Task[bool]) -> str | None:
    """Return what comes to be sent; an empty text if the line is cut off first."""
    waiting = asyncio.create_task(line.queue.get())
    try:
        await asyncio.wait({waiting, cut}, return_when=asyncio.FIRST_COMPLETED)
        return waiting.result() if waiting.done() else ""
    finally:
        waiting.cancel()  # also when the connection goes: nobody is left to wait for it
