"""Work done ahead: it fails without a word, steps aside for a player, and begins once the room has been painted."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread

from tests.room.conftest import settle
from tests.room.driving import SIZE, MakeApp, title
from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.room.warming import Piece, Warming

SOON = 10.0  # seconds: far more than anything here takes


def fail() -> None:
    raise BadInput("corpus", "english", "is broken")


def test_a_piece_that_fails_is_passed_over() -> None:
    done = Event()
    Warming().begin([fail, done.set])
    assert done.wait(SOON)


def test_no_piece_begins_while_a_player_waits() -> None:
    at_work, go_on, second = Event(), Event(), Event()
    warming = Warming()

    def first() -> None:
        at_work.set()
        go_on.wait(SOON)

    warming.begin([first, second.set])
    assert at_work.wait(SOON)
    entered, met = Event(), []

    def wait_for_something() -> None:
        with warming.aside():
            entered.set()
            met.append(second.wait(0.05))

    waiting = Thread(target=wait_for_something)
    waiting.start()
    assert not entered.wait(0.05)  # the first is still at work
    go_on.set()
    waiting.join(SOON)
    assert met == [False]
    assert second.wait(SOON)


async def test_a_level_opens_whatever_the_work_ahead_met(make_app: MakeApp, room_campaign: Campaign) -> None:
    begun, painted = Event(), []
    app = make_app()

    def pieces() -> Iterator[Piece]:
        begun.set()
        painted.append(app.opened is not None)
        yield fail
        raise RuntimeError("no more of them")

    room_campaign.warm_up = pieces
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert begun.wait(SOON)
        app.play("00-symbols")
        await settle(pilot)
        assert title(pilot) == "Four symbols"
    assert painted == [True]
