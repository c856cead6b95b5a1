"""The certificate's own screen: from home, the map and the palette, once the exam was passed, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.room.conftest import press, settle
from tests.room.driving import SIZE, MakeApp, shown
from tests.room.test_ending import play_symbols
from tokenroom.game.campaign import Campaign
from tokenroom.pages.certificate import write_certificate
from tokenroom.room.screens.certificate import CertificateScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.map import MapScreen


@pytest.fixture
def exam(room_campaign: Campaign, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the first level be the exam; return where its certificate is written."""
    monkeypatch.setattr("tokenroom.game.campaign.EXAM", "00-symbols")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    room_campaign._certify = write_certificate
    return tmp_path / "home/certificates/tokenroom-certificate.svg"


async def test_home_and_map_and_palette_give_it_once_it_was_earned(make_app: MakeApp, exam: Path) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        await press(pilot, "h")
        assert "Certificate" in shown(app)
        await press(pilot, "c")
        assert isinstance(app.screen, CertificateScreen)
        await press(pilot, "escape", "m", "c")
        assert isinstance(app.screen, CertificateScreen)
        await press(pilot, *"Ama", "enter")
        assert isinstance(app.screen, MapScreen)
        assert "Written to" in shown(app, "Notice")
        assert "Ama" in exam.read_text()
        await press(pilot, "escape", "ctrl+p", *"certif", "enter")
        assert isinstance(app.screen, CertificateScreen)


async def test_the_keys_of_the_line_are_named_and_its_cursor_is_seen(make_app: MakeApp, exam: Path) -> None:
    app = make_app("00-symbols")
    async with app.run_test(size=SIZE) as pilot:
        await play_symbols(pilot)
        await press(pilot, "c", "?", "m")  # letters are the name's
        assert isinstance(app.screen, CertificateScreen)
        assert "?m" in shown(app)
        assert "Enter write it  Esc back without it" in shown(app)
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        assert not exam.exists()


async def test_before_the_exam_it_is_said_how_one_is_earned(make_app: MakeApp, exam: Path) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "Certificate" not in shown(app)
        await press(pilot, "c")
        assert isinstance(app.screen, HomeScreen)
        assert "whoever passes the exam" in shown(app)
