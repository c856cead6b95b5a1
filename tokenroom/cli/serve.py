"""`tokenroom serve`: the single-player room in a browser, for a machine on which nothing may be installed."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import shutil
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

import tokenroom
from tokenroom.cli.say import say, warn
from tokenroom.errors import BadInput

WEEK = 7 * 86_400.0  # seconds after which what a visitor left is deleted
LOOPBACK = "127.0.0.1"
SESSIONS = 8  # with --lan, unless another number is given


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
@click.option("--lan", is_flag=True, help="Let others in this network in; without it only this machine is.")
@click.option(
    "--sessions",
    type=click.IntRange(1, 200),
    help=f"How many may play at a time (1, with --lan {SESSIONS}). Each takes a process of about 100 MB.",
)
def serve(port: int, lan: bool, sessions: int | None) -> int:
    """Serve the room to browsers. Alone on this machine it is your own; else every browser has records of its own."""
    _check_extra()
    from tokenroom.serving.apart import Command
    from tokenroom.serving.rooms import Rooms

    most = sessions or (SESSIONS if lan else 1)
    is_own = most == 1 and not lan
    _delete_old()
    command = Command((sys.executable, "-m", "tokenroom"), Path(tokenroom.__file__).parents[1])
    rooms = Rooms(command, most, _own if is_own else _of_visitor, lambda: secrets.token_urlsafe(24))
    asyncio.run(_serve(rooms, lan, port))
    return 0


async def _serve(rooms: object, lan: bool, port: int) -> None:
    from tokenroom.serving.room_server import serve_rooms
    from tokenroom.serving.rooms import Rooms

    assert isinstance(rooms, Rooms)
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends the loop instead
            loop.add_signal_handler(name, stop.set)
    await serve_rooms(rooms, "0.0.0.0" if lan else LOOPBACK, port, lambda at: _announce(rooms.most, lan, at), stop)


def _announce(most: int, lan: bool, port: int) -> None:
    """Say where the room is, who can reach it, and whose records it has."""
    from tokenroom.serving.guard import lan_addresses

    addresses = (lan_addresses() if lan else []) or [LOOPBACK]
    say(f"The room is open at {' or '.join(f'http://{address}:{port}/' for address in addresses)}")
    if lan:
        say("Everybody in the network of this machine can reach it. What is sent can be read by whoever listens in it.")
    else:
        say("Only this machine can reach it; --lan lets in the network that it is in.")
    if lan or most > 1:
        say(f"At most {most} may play at a time. Every browser has records of its own, deleted after a week unused.")
    else:
        say("One may play at a time, with your own records; --sessions lets in more, each with their own.")
    say("Ctrl-C closes it.")


def _check_extra() -> None:
    from importlib.util import find_spec

    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        raise BadInput("serve", "", "needs textual-serve", "pip install 'tokenroom[serve]'")


def _own(_visitor: str) -> Mapping[str, str]:
    from tokenroom.files import user_root

    return {"TOKENROOM_HOME": str(user_root().resolve())}


def _of_visitor(visitor: str) -> Mapping[str, str]:
    """A folder for each browser; its name does not tell the token that leads to it."""
    folder = _root() / hashlib.sha256(visitor.encode()).hexdigest()[:24]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.touch()
    return {"TOKENROOM_HOME": str(folder.resolve())}


def _root() -> Path:
    from tokenroom.files import user_root

    return user_root() / "served"


def _delete_old() -> None:
    """Delete what browsers left that have not been back for a week."""
    if not _root().is_dir():
        return
    old = [folder for folder in _root().iterdir() if time.time() - _last_used(folder) > WEEK]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    if old:
        warn(f"{len(old)} visitors have not been back for a week; what they left has been deleted")


def _last_used(folder: Path) -> float:
    times = [path.stat().st_mtime for path in (folder, *folder.iterdir())] if folder.is_dir() else [0.0]
    return max(times)
