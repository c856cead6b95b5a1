"""The server of the single-player room: its page, one WebSocket a room; no request leaves the machine."""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from aiohttp import WSMsgType, web

from tokenroom.errors import BadInput
from tokenroom.serving.apart import ApartRoom
from tokenroom.serving.guard import HEADERS, is_own_host, is_own_origin, own_names
from tokenroom.serving.rooms import Rooms

PAGE = Path(__file__).parent / "room_page"
COOKIE = "tokenroom"
HEARTBEAT = 15.0  # seconds between pings; who does not answer one is gone
LARGEST = 65_536  # bytes of a message from a browser
OWN = {"room.css": "text/css", "room.js": "text/javascript"}
STATICS = {"js/textual.js": "text/javascript", "css/xterm.css": "text/css"}  # all of textual-serve's that is needed
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_ROOMS: web.AppKey[Rooms] = web.AppKey("rooms", Rooms)


def make_app(rooms: Rooms) -> web.Application:
    """Return the application that serves rooms."""
    app = web.Application(middlewares=[_guarded], client_max_size=LARGEST)
    app[_ROOMS] = rooms
    app.router.add_get("/", _page)
    app.router.add_get("/ws", _play)
    for name, kind in OWN.items():
        app.router.add_get(f"/{name}", _file(PAGE / name, kind))
    spec = find_spec("textual_serve")
    assert spec is not None
    assert spec.origin is not None
    for name, kind in STATICS.items():
        app.router.add_get(f"/static/{name}", _file(Path(spec.origin).parent / "static" / name, kind))
    return app


async def serve_rooms(
    rooms: Rooms, address: str, port: int, on_open: Callable[[int], None], stop: asyncio.Event
) -> None:
    """Serve rooms until `stop` is set (raises BadInput if the port cannot be had).

    Args:
        rooms: to serve.
        address: to listen on.
        port: 0 for any that is free.
        on_open: is told the port once the door is open.
        stop: set by whoever wants it to end.
    """
    runner = web.AppRunner(make_app(rooms), access_log=None, handle_signals=False, shutdown_timeout=2.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, address, port).start()
        except OSError as error:
            wrong = f"cannot be listened on: {error.strerror or error}"
            raise BadInput("--port", str(port), wrong, "choose another, or 0 for any that is free") from error
        on_open(int(runner.addresses[0][1]))
        await stop.wait()
    finally:
        await rooms.close()
        await runner.cleanup()


def policy(host: str) -> str:
    """Return the Content-Security-Policy: nothing from elsewhere; the terminal sets styles of its own."""
    own = f"'self' ws://{host}"
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        f"connect-src {own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse hosts that are not ours, and tell browsers what to forbid."""
    if not is_own_host(request.host, own_names()):
        return web.Response(status=421, text="this is not the host that you asked for\n")
    response = await handler(request)
    if not response.prepared:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = policy(request.host)
        response.headers["Server"] = "tokenroom"
    return response


async def _page(request: web.Request) -> web.Response:
    """The terminal, or that all rooms are taken."""
    rooms, visitor = request.app[_ROOMS], _visitor(request)
    full = rooms.is_full(visitor)
    text = (PAGE / ("full.html" if full else "index.html")).read_text(encoding="utf-8")
    size = request.query.get("fontsize", "")
    facts = {
        "{socket}": f"ws://{html.escape(request.host)}/ws",
        "{size}": size if size.isascii() and size.isdecimal() and len(size) < 3 else "16",
        "{words}": "One person is playing." if rooms.most == 1 else f"{rooms.most} people are playing.",
    }
    for name, fact in facts.items():
        text = text.replace(name, fact)
    response = web.Response(status=503 if full else 200, text=text, content_type="text/html")
    if not visitor:
        response.set_cookie(COOKIE, rooms.fresh_token(), httponly=True, samesite="Strict", max_age=365 * 86_400)
    return response


async def _play(request: web.Request) -> web.StreamResponse:
    """One room from its opening to its end."""
    rooms, visitor = request.app[_ROOMS], _visitor(request)
    if not is_own_origin(request.headers.get("Origin"), request.host, request.secure):
        raise web.HTTPForbidden(reason="pages from elsewhere may not come in")
    if not visitor:
        raise web.HTTPForbidden(reason="open the page first")
    await rooms.make_way(visitor)
    if rooms.is_full(visitor):
        raise web.HTTPServiceUnavailable(reason="all rooms are taken")
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST)
    ended = asyncio.Event()
    rooms.open[visitor] = (socket, ended)
    try:
        await socket.prepare(request)
        await _stay(ApartRoom(rooms.command, rooms.variables(visitor), socket), socket, request.query)
    finally:
        del rooms.open[visitor]
        ended.set()
    return socket


async def _stay(room: ApartRoom, socket: web.WebSocketResponse, query: Mapping[str, str]) -> None:
    width, height = (query.get(name, "") for name in ("width", "height"))
    await room.start(_cells(width, 80), _cells(height, 24))
    try:
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                with suppress(ValueError, RecursionError, ConnectionError):
                    await room.take(json.loads(message.data))
    finally:
        await room.end()


def _file(path: Path, kind: str) -> Handler:
    body = path.read_bytes()

    async def file(_: web.Request) -> web.Response:
        return web.Response(body=body, content_type=kind, charset="utf-8")

    return file


def _visitor(request: web.Request) -> str:
    """The token of whoever asks; empty if there is none that we could have given."""
    token = request.cookies.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else ""


def _cells(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else default
