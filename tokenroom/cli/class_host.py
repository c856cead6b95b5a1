"""Hosting a class from the terminal: says where to come in and who can, and serves until Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import time
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from tokenroom.classroom import codes
from tokenroom.classroom.hosting import Host
from tokenroom.classroom.opening import OpenGames
from tokenroom.classroom.room import Room
from tokenroom.classroom.store import Store
from tokenroom.cli.say import say, warn
from tokenroom.errors import one_line
from tokenroom.plain.page import knows_utf8
from tokenroom.rivals.field import open_field
from tokenroom.serving.descriptors import Space, raise_limit, warning
from tokenroom.serving.qr import qr_lines
from tokenroom.serving.server import LOOPBACK, Where, make_app, serve


def run_class(path: Path, where: Where) -> bool:
    """Host the class in `path` until somebody ends it; return whether the teacher wants it deleted.

    Raises:
        BadInput: it cannot be served or kept.
    """
    open_games = OpenGames(cache(open_field))
    with closing(Store(path)) as store:
        room = store.room(open_games)
        threading.Thread(target=_warm, args=(open_games, room), daemon=True).start()
        host = Host(room, store, _tell_fault)
        asyncio.run(_serve(host, where))
    if not host.is_deleted:
        say(f"The class is closed; all of it is in {path}")
    return host.is_deleted


async def _serve(host: Host, where: Where) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends the loop instead
            loop.add_signal_handler(name, stop.set)
    limit = raise_limit()
    if few := warning(limit):
        warn(few)
    app = make_app(host, time.time, where)
    await serve(app, where, lambda port: _announce(host.room, where, port), stop, Space(limit, warn, time.monotonic))


def _announce(room: Room, where: Where, port: int) -> None:
    """Say where to come in, with which code, and who can."""
    secret, urls = room.founding.secret, where.urls(port)
    code = codes.class_code(secret)
    for line in qr_lines(f"{urls[0]}#{code}") if knows_utf8(sys.stdout) else []:
        say(line)
    say(f"{room.founding.plan.title}: {len(room.state.seats)} seats are taken")
    say(f"Students: {' or '.join(urls)}   code {code}")
    say(f"          in a terminal: tokenroom class join {urls[0]} {code}")
    say(f"Projector: {where.url(LOOPBACK, port)}projector#{code}")
    say(f"Remote:    {urls[0]}remote   code {codes.remote_code(secret)}")
    say(_reach(where))
    say("Ctrl-C closes the class; start it again with the same command, and it goes on where it was.")


def _reach(where: Where) -> str:
    """Say plainly who can reach it."""
    if where.address == LOOPBACK:
        return "Only this machine can reach it; --lan lets in the network that it is in."
    if LOOPBACK in urlsplit(where.urls(where.port)[0]).netloc:
        return "No network was found: join one, or give this machine's address by --hostname."
    secrecy = "" if where.certificate is not None else " What is sent can be read by whoever listens in it."
    return f"Everybody in the network of this machine can reach it, and needs the code.{secrecy}"


def _tell_fault(fault: Exception) -> None:
    warn(one_line(f"a fault of tokenroom's own cost one message: {type(fault).__name__}: {fault}", 300))


def _warm(open_games: OpenGames, room: Room) -> None:
    """Read what the lesson's levels need before anybody asks for them."""
    with suppress(Exception):  # whoever opens the level will meet the same fault, and tell it
        for step in room.founding.plan.steps:
            open_games.warm(step)
