"""Joining or leading a class in the room: the app of a student or of a teacher, with a connection of its own."""

from __future__ import annotations

import secrets
from functools import partial

from tokenroom.cli.class_line import socket_url
from tokenroom.cli.class_link import Link
from tokenroom.cli.class_seat import SeatKeeper
from tokenroom.room.classroom.app import ClassApp
from tokenroom.settings import read_settings


def join_in_room(address: str, code: str | None, name: str | None, is_new: bool = False) -> int:
    """Join a class and stay until one leaves (raises BadInput if there is no class, or no seat to come back to)."""
    from tokenroom.room.classroom.seat import SeatClient
    from tokenroom.room.classroom.student import StudentApp

    url = socket_url(address)
    keeper = SeatKeeper(url, code, is_new, name)
    seat = SeatClient(keeper.code, keeper.token, secrets.token_urlsafe(24), _fresh_id, name)
    return _run(StudentApp(partial(Link, url), seat, keeper.keep, read_settings()))


def teach_in_room(address: str, code: str) -> int:
    """Be the teacher's remote until one leaves (raises BadInput if there is no class)."""
    from tokenroom.room.classroom.remote import RemoteApp

    return _run(RemoteApp(partial(Link, socket_url(address)), code, _fresh_id, read_settings()))


def _run(app: ClassApp) -> int:
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


def _fresh_id() -> str:
    return secrets.token_urlsafe(12)
