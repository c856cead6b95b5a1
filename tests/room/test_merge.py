"""The merge screen and the tokeniser view, driven by keys and by the mouse; their drawings as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.glue import FIELD, glue_folder
from tests.room.conftest import press, settle
from tests.room.driving import SIZE, shown
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import Next
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.merge_events import MergePicked, MergeStarted
from tokenroom.game.records import Records
from tokenroom.room.app import RoomApp
from tokenroom.room.draw.merge import beside_text
from tokenroom.room.draw.merge_page import marked_page, page_text, pair_at
from tokenroom.room.draw.tokens import TokensView, line_text, origin_text, token_at, tokens_text, vocabularies_text
from tokenroom.room.merge_view import MergeView
from tokenroom.room.screens.ending import EndingScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.screens.home import HomeScreen
from tokenroom.room.screens.merge import MergeScreen
from tokenroom.room.screens.tokens import EXAMPLES, LONGEST, TokensScreen
from tokenroom.room.widgets.pair_list import PairList
from tokenroom.room.widgets.scene import SceneView
from tokenroom.text.cutting import cut, our_cutter
from tokenroom.text.merging import as_symbols, merge_pair

MakeApp = Callable[..., RoomApp]
OURS = our_cutter(FIELD.tokenizer)
TYPED = {"h e": "he", "_ t": "·t", '" t" he': "·the"}


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Campaign]:
    glue_folder(tmp_path / "content" / "levels")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "nothing"))
    records = Records(Path(":memory:"), now=lambda: "2026-11-22T10:00:00Z")
    yield Campaign(records, lambda _: FIELD, new_seed=lambda: 1, seconds_per_nat=0.0)
    records.close()


@pytest.fixture
def make(campaign: Campaign) -> MakeApp:
    def made(level: str | None = "07-glue", **options: object) -> RoomApp:
        options = {"timed": False, "ascii_only": False, **options}
        return RoomApp(lambda: campaign, level, **options)  # type: ignore[arg-type]

    return made


async def write(pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", "_": "underscore", '"': "quotation_mark"}
    await press(pilot, *(names.get(c, c) for c in text))


async def begun(pilot: Pilot[None]) -> None:
    """Go on from the story to the first pick."""
    await settle(pilot)
    await press(pilot, "enter")


@pytest.mark.parametrize("size", [SIZE, (120, 40), (60, 20)])
async def test_a_win_by_keys_alone(make: MakeApp, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "[red]This is not markup.[/red]" in shown(app)
        await press(pilot, "enter")
        for pair, made in TYPED.items():
            await write(pilot, pair)
            await press(pilot, "enter")
            assert f"[{made}]" in shown(app)
            assert "machine" in shown(app)
            await press(pilot, "enter")
        assert "Good." in shown(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, EndingScreen)
        assert "You have done what was asked" in shown(app)
        assert "pure words" in shown(app)


async def test_the_room_stands_above_the_story_and_leaves_the_table_alone(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        picture = app.screen.query_one(SceneView)
        assert picture.display
        assert "╭───────╮" in shown(app)
        await press(pilot, "enter")
        assert not picture.is_on_screen
        assert "Merge" in shown(app)
        assert "Enter merge" in shown(app).splitlines()[-1]


@pytest.mark.parametrize(("height", "rows"), [(13, 12), (7, 6), (40, 12)])
def test_as_many_picks_are_listed_as_there_are_lines(height: int, rows: int) -> None:
    started = MergeStarted("l", "Glue", 1, 14, "a goal", 100, 100)
    picked = tuple(MergePicked(n, None, None, None, 90, 0, 0) for n in range(1, 15))
    drawn = beside_text(MergeView(started=started, picks=picked), 36, height).plain.split("\n")
    assert len(drawn) == 1 + rows <= height
    assert [int(line.split()[0]) for line in drawn[1:]] == list(range(15 - rows, 15))


async def test_the_list_is_walked_with_arrows_and_enter_alone_gives_nothing_away(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        await press(pilot, "enter", "enter")
        assert "Choose a pair first" in shown(app)
        await press(pilot, "right", "right", "down", "left", "home", "down", "up", "end")
        assert "Choose a pair first" not in shown(app)
        last = app.screen.query_one(PairList).chosen
        assert last is not None
        await press(pilot, "enter")
        assert f"{last.left.text.strip() or '·'} " in shown(app)
        assert isinstance(app.screen, MergeScreen)
        assert app.screen.stage == "picked"


async def test_a_win_by_the_mouse_alone(make: MakeApp) -> None:
    """A pair is clicked in the text, then merged with the button; others are let pass."""
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await pilot.click("KeyLine", offset=(2, 0))
        await settle(pilot)
        lines = shown(app, "#page").split("\n")
        y = next(n for n, line in enumerate(lines[:4]) if "he" in line)
        await pilot.click("#page", offset=(lines[y].index("he"), y))
        await settle(pilot)
        assert "merge: h e" in shown(app)
        await pilot.click("#merge")
        await settle(pilot)
        assert "[he]" in shown(app)
        await pilot.click("KeyLine", offset=(2, 0))
        await settle(pilot)
        await pilot.click("#pairs", offset=(3, 0))
        await settle(pilot)
        assert "▸" in shown(app, "#pairs")
        await pilot.click("#pairs", offset=(3, 0))
        await settle(pilot)
        assert "you saved" in shown(app)


async def test_letting_pass_hints_help_and_leaving(make: MakeApp, campaign: Campaign) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        await press(pilot, "ctrl+t")
        assert "Look for the. (1 more)" in shown(app)
        for key in ("question_mark", "f1"):
            await press(pilot, key)
            assert isinstance(app.screen, HelpScreen)
            assert "greedy rule" in shown(app, "HelpScreen VerticalScroll Drawing")
            await press(pilot, "escape")
        await press(pilot, "f2")
        assert "nothing" in shown(app)
        await press(pilot, "escape")
        assert "Escape once more" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert campaign.unfinished() is not None


async def test_what_cannot_be_merged_is_told(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        for typed, told in (("h", "Type two symbols"), ("zz e", "There is no symbol"), ("h h", "beside each other")):
            await write(pilot, typed)
            await press(pilot, "enter")
            assert told in shown(app)
            await press(pilot, "escape")
        await write(pilot, "h x")
        await press(pilot, "backspace", "e", "enter")
        assert "[he]" in shown(app)


async def test_a_session_is_gone_on_with_where_it_stood(make: MakeApp, campaign: Campaign) -> None:
    play, _ = campaign.start("07-glue")
    play.apply(PickPair(ord("h"), ord("e")))
    play.apply(Next())
    app = make(None)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert "item 2" in shown(app)
        await press(pilot, "enter")
        assert "pick 2 of 3" in shown(app)
        assert "[he]" in shown(app)


async def test_ascii_alone(make: MakeApp) -> None:
    app = make(ascii_only=True)
    async with app.run_test(size=SIZE) as pilot:
        await begun(pilot)
        await write(pilot, "_ t")
        await press(pilot, "enter")
        assert shown(app).isascii()
        assert "[_t]" in shown(app)


async def test_a_small_terminal_is_told_and_keys_do_nothing(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "h", "space", "e", "enter")
        assert "does not fit" in shown(app)


def test_a_click_in_the_text_finds_the_pair() -> None:
    page = marked_page(merge_pair(as_symbols("the\nhe é"), (b"h", b"e")))
    assert page_text(page, 20).plain.split("\n") == ["t[he]", "[he] é"]
    assert pair_at(page, 20, 0, 0) == (b"t", b"he")
    assert pair_at(page, 20, 2, 0) is None  # the last of its piece
    assert pair_at(page, 20, 4, 1) == (b" ", "é".encode()[:1])
    assert pair_at(page, 20, 19, 1) is None
    assert pair_at(page, 20, 0, 9) is None


def test_half_a_character_is_shown_as_escapes() -> None:
    page = marked_page(merge_pair(as_symbols("néé"), (b"n", "é".encode()[:1])))
    assert page_text(page, 40).plain == "[n\\xc3]\\xa9é"
    assert pair_at(page, 40, 7, 0) == ("é".encode()[1:], "é".encode()[:1])


# The tokeniser view


async def test_text_is_cut_as_it_is_typed(make: MakeApp) -> None:
    app = make(None)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        assert isinstance(app.screen, TokensScreen)
        await write(pilot, "the lamp")
        assert "8 bytes" in shown(app)
        assert "tokenroom" in shown(app, "#vocabularies")
        assert "not on this machine" in shown(app, "#vocabularies")
        await press(pilot, "end")
        assert "merge" in shown(app, "#origin")
        await press(pilot, "enter", "backspace", "ctrl+u")
        assert "0 bytes" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_examples_and_tokens_by_the_mouse(make: MakeApp) -> None:
    app = make(None)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        line = shown(app).split("\n")[-1]
        for name in ("F2", "a-z"):  # the second does nothing
            await pilot.click("KeyLine", offset=(line.index(name), 0))
            await settle(pilot)
        assert EXAMPLES[0][:20] in shown(app)
        before = shown(app, "#origin")
        await pilot.click("#cut", offset=(12, 0))
        await settle(pilot)
        assert shown(app, "#origin") != before
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)


async def test_a_file_is_opened_or_the_reason_told(make: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("the dog " * 150_000, encoding="utf-8")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    app = make(None)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "t", "ctrl+o")
        for name, told in (("bytes", "is not UTF-8"), ("none", "cannot be read"), ("", "is no file")):
            await press(pilot, "ctrl+u")
            assert isinstance(app.screen, TokensScreen)
            app.screen._put(str(tmp_path / name))
            await press(pilot, "enter")
            assert told in " ".join(shown(app).split())
        app.screen._put(str(tmp_path / "big.txt"))
        await press(pilot, "enter")
        assert "1,200,000 bytes" in shown(app)
        await press(pilot, "end", "left", "home")
        await press(pilot, "x")
        assert "1 bytes" in shown(app)


async def test_a_long_paste_is_cut_and_told(make: MakeApp) -> None:
    app = make(None)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "t")
        assert isinstance(app.screen, TokensScreen)
        app.screen._put("\x1b[2J\u202e[red]" * 1000)
        await settle(pilot)
        assert len(app.screen.text) == LONGEST
        assert "can be typed here" in shown(app)
        assert all(line.isprintable() for line in shown(app).split("\n"))


@pytest.mark.parametrize("text", ["the lamp on the quay", "", "\n\n", "\x1b[2J", "안녕", "x" * 5000])
def test_tokens_fit_and_every_click_finds_the_token_drawn_there(text: str) -> None:
    made = cut(OURS, text)
    for place in {0, len(made.ids) // 2, max(0, len(made.ids) - 1)}:
        lines = tokens_text(made, place, 40, 6).plain.split("\n")
        assert len(lines) <= 6
        assert all(len(line) <= 41 for line in lines)
        found = {token_at(made, place, 40, 6, x, y) for y in range(6) for x in range(40)}
        assert not made.ids or place in found
    assert origin_text(made, 0, 30, 6).plain.count("\n") < 6
    assert vocabularies_text(TokensView(cuts=(made,), missing={"gpt2": "not here"}), 43).plain.count("\n") < 6
    assert "\n" not in line_text(TokensView(typed=text), 40).plain


# Pictures


def after(*keys: str) -> Callable[[Pilot[None]], object]:
    async def run(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await press(pilot, *keys)

    return run


ONE_PICK = ("enter", "h", "space", "e", "enter", "enter", "right", "right")


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
def test_picture_while_a_pair_is_asked_for(
    snap_compare: Callable[..., bool], make: MakeApp, size: tuple[int, int]
) -> None:
    assert snap_compare(make(), terminal_size=size, run_before=after(*ONE_PICK))


def test_picture_of_a_pick(snap_compare: Callable[..., bool], make: MakeApp) -> None:
    assert snap_compare(make(), terminal_size=SIZE, run_before=after(*ONE_PICK[:5]))


def test_picture_of_the_ending(snap_compare: Callable[..., bool], make: MakeApp) -> None:
    keys = ("enter", "f2", "enter", "f2", "enter", "f2", "enter", "enter")
    assert snap_compare(make(), terminal_size=SIZE, run_before=after(*keys))


def test_picture_of_the_tokeniser_view(snap_compare: Callable[..., bool], make: MakeApp) -> None:
    assert snap_compare(make(None), terminal_size=SIZE, run_before=after("t", "f2", "right", "right"))
