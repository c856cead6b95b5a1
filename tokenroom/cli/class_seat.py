"""What this person remembers of their seats in classes: where each is, and the token that brings back to it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from tokenroom.classroom import codes
from tokenroom.classroom.to_clients import Seated
from tokenroom.errors import BadInput
from tokenroom.files import atomic_write_text, user_root

WEEK = 7 * 86_400.0  # seconds: as long as a host keeps a class that nobody uses


class Place(msgspec.Struct, frozen=True):
    """A seat: the class's WebSocket, its code as it was typed, what the student is called, and the token."""

    address: str
    code: str
    name: str
    token: str


class SeatKeeper:
    """Keeps the seat in one class for the next time: a file for each address, code and name.

    Args:
        url: the class's WebSocket.
        code: as it was typed; None for the class there that was left last.
        is_new: whether a seat that is kept is to be left alone, and another one taken.
        name: what the student wants to be called; a seat under another name is not theirs. None: any.

    Raises:
        BadInput: there is neither a code nor a seat.
    """

    def __init__(self, url: str, code: str | None, is_new: bool = False, name: str | None = None) -> None:
        places = [] if is_new else [place for place in _places() if place.address == url]
        typed = None if code is None else codes.as_typed(code)
        found = next((p for p in places if typed in {None, p.code} and name in {None, p.name}), None)
        if code is None and found is None:
            raise BadInput("class join", url, "you have no seat there", "give the code that your teacher shows")
        self._url, self._kept = url, found
        self.code = code if code is not None or found is None else found.code
        self.token = found.token if found is not None else None

    def keep(self, seated: Seated | None) -> None:
        """Keep a seat; None forgets it, since the class is over."""
        with suppress(BadInput, OSError):  # a seat that cannot be remembered can still be played at
            if self._kept is not None:
                _path(self._kept).unlink(missing_ok=True)  # the teacher may have given it another name
            if seated is None:
                return
            self._kept = Place(self._url, codes.as_typed(self.code or ""), seated.name, seated.token)
            atomic_write_text(_path(self._kept), msgspec.json.encode(self._kept).decode())
            _path(self._kept).chmod(0o600)


def _places() -> Iterator[Place]:
    """The seats that are kept, the newest first; those of a class that no host has any more are forgotten."""
    with suppress(OSError):
        dated = sorted(((path.stat().st_mtime, path) for path in _folder().glob("*.json")), reverse=True)
        for changed, path in dated:
            with suppress(OSError, msgspec.MsgspecError):
                if time.time() - changed > WEEK:
                    path.unlink()
                else:
                    yield msgspec.json.decode(path.read_bytes(), type=Place)


def _path(place: Place) -> Path:
    whose = f"{place.address} {place.code} {place.name}"
    return _folder() / f"{hashlib.sha256(whose.encode('utf-8', 'replace')).hexdigest()[:24]}.json"


def _folder() -> Path:
    return user_root() / "seats"
