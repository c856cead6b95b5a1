"""The room as a place: every scene at every size, its furniture, its motion, and the widget that shows it."""

from __future__ import annotations

import doctest
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from tokenroom.game.standing import LevelStanding
from tokenroom.room.ascii import to_ascii
from tokenroom.room.draw import scene_story
from tokenroom.room.draw.scene import Scene, room_text, scene_text
from tokenroom.room.draw.scene_canvas import Canvas
from tokenroom.room.draw.scene_story import ALL_PHRASES, SESSIONS, home_scene, progress, scene_at
from tokenroom.room.ink import room_theme
from tokenroom.room.widgets import telling
from tokenroom.room.widgets.scene import SceneView

SIZES = [(60, 12), (74, 14), (100, 19), (140, 26)]
SCENES = [
    Scene(),
    *(Scene(1, level, level / 8) for level in range(9)),
    *(Scene(1, level, level / 8, speaking=True, neighbour=True, sessions=40) for level in range(9)),
    *(Scene(act, 1, neighbour=act == 4, speaking=True) for act in range(2, 9)),
]

BARE = """\
 ╲                                                                      ╱
   ╲                                                                  ╱
    ┌────────────────────────────────────────────────────────────────┐
    │  ┌───┐           ┌─────────────────────────┐            ┌───┐  │
    │  │ ◉ │           │                         │            │ ◉ │  │
    │  └───┘           │         3  ▓  ░         │            └───┘  │
    │                  │                         │                   │
    │                  └─────────────────────────┘                   │
    │                ━━━━━━[▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪]━━━━━━                 │
    └───────────────┬───────────╭───────╮────────────────────────────┘
   ╱                ╎           │       │                             ╲
  ╱                 ╰╌╌╌╌╌╌╌╌╒══╡       ╞══╕                           ╲
 ╱                              ╰───┬───╯                               ╲
╱                                ●──┴──╴                                 ╲"""
LIVED_IN = """\
 ╲                                                                      ╱
   ╲                                                                  ╱
    ┌────────────────────────────────────────────────────────────────┐
    │  ┌───┐ 125 the   ┌─────────────────────────┐ floresta   ┌───┐  │
    │♪ │ ◉ │ 10932 to  │        │ ●   ● │        │ forêt      │ ◉ │ ♪│
    │  └───┘ 2034 tree │        │   ●   │        │ лес        └───┘  │
    │                  │        │ ●   ● │        │                   │
    │ ▇ ▇ ▇ ▇ ▇ ▇      └═══════════════──────────┘   ┌╌ rival ╌╌╌╌┐  │
    │ 1 2 3 4 5 6    ━━━━━━[▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪]━━━━━━ ╎  ▭ ∩┤      ╎  │
    └───────────────┬───────────╭───────╮────────────────────────────┘
   ╱                ╎           │       │                             ╲
  ╱                 ╰╌╌╌╌╌╌╌╌╒══╡       ╞══╕                           ╲
 ╱                              ╰───┬───╯                               ╲
╱                                ●──┴──╴                                 ╲"""


def drawn(scene: Scene, size: tuple[int, int], tick: int = 0) -> list[str]:
    return scene_text(scene, *size, tick).plain.split("\n")


def trimmed(scene: Scene, size: tuple[int, int]) -> str:
    return "\n".join(line.rstrip() for line in drawn(scene, size))


def cells(scene: Scene, tick: int) -> str:
    """One character a column."""
    return "".join(c + " " * (cell_len(c) - 1) for c in "".join(drawn(scene, (100, 19), tick)))


class TestEveryScene:
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("scene", SCENES)
    def test_it_fits_exactly_and_has_what_the_room_has(self, scene: Scene, size: tuple[int, int]) -> None:
        for tick in range(4):
            lines = drawn(scene, size, tick)
            assert len(lines) == size[1]
            assert {cell_len(line) for line in lines} == {size[0]}
            whole = "\n".join(lines)
            assert whole.count("◉") == 2
            assert "▪▪▪" in whole
            assert "╴" in whole
            assert "╒" in whole
            assert "╌╌" in whole
            assert "door" not in whole.lower()

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("scene", SCENES)
    def test_in_ascii_nothing_moves_and_next_to_nothing_is_lost(self, scene: Scene, size: tuple[int, int]) -> None:
        shown = to_ascii(scene_text(scene, *size)).plain
        assert shown.isascii()
        assert {len(line) for line in shown.split("\n")} == {size[0]}
        foreign = sum(not c.isascii() and c.isalpha() for c in scene_text(scene, *size).plain)
        assert shown.count("?") <= 2 * foreign + 1  # "why ?"

    @pytest.mark.parametrize("size", SIZES)
    def test_no_two_acts_and_no_two_levels_look_the_same(self, size: tuple[int, int]) -> None:
        scenes = [Scene(), *(Scene(1, n, 0.5) for n in range(1, 9)), *(Scene(act) for act in range(2, 9))]
        assert len({trimmed(scene, size) for scene in scenes}) == len(scenes)

    @given(st.integers(0, 8), st.integers(0, 9), st.floats(-1, 2), st.integers(1, 200), st.integers(1, 60))
    def test_no_size_is_left(self, act: int, level: int, progress: float, width: int, height: int) -> None:
        lines = drawn(Scene(act, level, progress, neighbour=True, sessions=3), (width, height), tick=level)
        assert len(lines) == height
        assert {cell_len(line) for line in lines} == {width}

    @pytest.mark.parametrize("scene", SCENES)
    def test_little_changes_from_one_tick_to_the_next_outside_the_screen(self, scene: Scene) -> None:
        """Nothing flashes: outside the screen at most a note a speaker and the neighbour's window change."""
        for tick in range(6):
            before, after = (cells(scene, t) for t in (tick, tick + 1))
            columns = [n % 100 for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b]
            assert len([x for x in columns if not 31 <= x <= 68]) <= 5


class TestWhatIsInIt:
    def test_golden_pictures(self) -> None:
        assert trimmed(Scene(), (74, 14)) == BARE
        assert trimmed(Scene(1, 5, 0.6, speaking=True, neighbour=True), (74, 14)) == LIVED_IN

    def test_the_bare_room_is_the_scene_of_act_0(self) -> None:
        assert room_text(80, 16) == scene_text(Scene(), 80, 16)

    def test_large_pictures_have_a_lamp_a_duct_a_grille_a_shadow_and_scratches(self) -> None:
        plain, rich = trimmed(Scene(sessions=20), (74, 14)), trimmed(Scene(sessions=20), (100, 19))
        for shape in ("╭──┴──╮", "╚═══", "≡≡≡", "░░░░", "┼┼┼┼"):
            assert shape in rich
            assert shape not in plain

    @pytest.mark.parametrize(
        ("level", "sign"),
        [(2, "┼┼┼┼"), (3, "125 the"), (4, "forêt"), (5, "●   ●"), (6, "═════"), (7, "glue"), (8, "╔══")],
    )
    def test_each_level_brings_its_own(self, level: int, sign: str) -> None:
        assert sign not in trimmed(Scene(1, level - 1, 0.1), (74, 14)).replace("└═", "")
        assert sign in trimmed(Scene(1, level, 0.1), (74, 14))

    def test_what_earlier_levels_brought_stays(self) -> None:
        last = trimmed(Scene(1, 8, 1.0), (100, 19))
        assert all(sign in last for sign in ("125 the", "glue", "╔══", "╲│╱"))

    def test_the_screen_fills_with_numbers_and_words_stand_out_by_being_words(self) -> None:
        numbers = drawn(Scene(1, 1), (74, 14))[5][24:49]
        assert all(piece.isdecimal() for piece in numbers.split())
        assert len(numbers.split()) >= 3
        words = " ".join(line[24:49] for line in drawn(Scene(1, 3, 1.0), (74, 14))[4:7]).split()
        assert {"the", "to", "tree", "forest"} & set(words)

    @pytest.mark.parametrize("height", [9, 10, 14])
    def test_what_stands_on_the_screen_never_breaks_its_frame(self, height: int) -> None:
        for tick in range(30):
            lines = drawn(Scene(1, 3, tick / 30), (74, height), tick)
            top = next(n for n, line in enumerate(lines) if line.count("┌") == 3)  # two speakers and the screen
            assert {(lines[top + 1][23], lines[top + 1][49])} == {("│", "│")}

    def test_a_low_picture_has_a_screen_with_a_line_and_a_chair(self) -> None:
        low = trimmed(Scene(1, 5, 0.6), (74, 9))
        assert "[ 5 ]" in low
        assert "╒══╡       ╞══╕" in low
        assert "╴" not in low  # the castors are out of the picture

    def test_progress_is_a_double_line_and_the_frame_is_written_when_all_is_read(self) -> None:
        lengths = [trimmed(Scene(1, 1, p), (74, 14)).count("═") for p in (0.0, 0.5, 1.0)]
        assert lengths[0] < lengths[1] < lengths[2]
        assert "≡≡≡ ✓" not in trimmed(Scene(1, 8, 0.99), (74, 14))
        assert "≡≡≡ ✓" in trimmed(Scene(1, 8, 1.0), (74, 14))

    def test_speaking_and_the_neighbour_are_told_by_marks(self) -> None:
        quiet = Scene(1, 1)
        assert trimmed(replace(quiet, speaking=True), (74, 14)).count("♪") == 2
        assert "♪" not in trimmed(quiet, (74, 14))
        assert "rival" in trimmed(replace(quiet, neighbour=True), (74, 14))

    @given(st.text(max_size=60))
    def test_a_line_of_any_text_stays_on_the_screen(self, line: str) -> None:
        lines = drawn(Scene(1, 3, line=line), (74, 14))
        assert len(lines) == 14
        assert {cell_len(shown) for shown in lines} == {74}
        assert "\x1b" not in "".join(lines)


class TestCanvas:
    def test_half_a_wide_character_is_never_left(self) -> None:
        canvas = Canvas(5, 1)
        canvas.put(0, 0, "숲숲숲")
        assert canvas.text().plain == "숲숲 "
        canvas.put(1, 0, "x")
        canvas.put(2, 0, "y")
        assert canvas.text().plain == " xy  "

    def test_ascii_keeps_styles_in_place_behind_wide_characters(self) -> None:
        canvas = Canvas(6, 1)
        canvas.put(0, 0, "숲", "a")
        canvas.put(3, 0, "x", "b")
        shown = to_ascii(canvas.text())
        assert shown.plain == "?? x  "
        assert [shown.plain[s.start : s.end] for s in shown.spans if s.style == "b"] == ["x"]

    def test_inks_are_our_own(self) -> None:
        for scene in SCENES:
            styles = {str(span.style) for span in scene_text(scene, 100, 19).spans}
            assert all(style.startswith("room.") for style in styles)


class OneScene(App[None]):
    def __init__(self, moves: bool) -> None:
        super().__init__()
        self.moves = moves

    def on_mount(self) -> None:
        self.console.push_theme(room_theme(self.theme_variables))

    def compose(self) -> ComposeResult:
        yield SceneView(Scene(1, 1, speaking=True), widest=74)


@pytest.mark.parametrize("moves", [True, False])
async def test_the_picture_moves_only_where_it_may(moves: bool) -> None:
    app = OneScene(moves)
    async with app.run_test(size=(90, 24)) as pilot:
        view = app.query_one(SceneView)
        still = view.render().plain
        assert {cell_len(line) for line in still.split("\n")} == {74}
        view.move()
        await pilot.pause()
        assert (view.render().plain != still) is moves
        view.enter(Scene())
        await pilot.pause()
        assert "3  ▓  ░" in view.render().plain


def standing(name: str, act: int, won: bool = False, is_open: bool = True) -> LevelStanding:
    return LevelStanding(name, name, act, plays=3 if won else 0, won=won, best=None, is_open=is_open)


class TestTheStory:
    def test_the_room_at_home_is_that_of_the_first_open_level_that_is_not_won(self) -> None:
        assert home_scene(()) == Scene()
        levels = [standing("00-a", 0), standing("01-b", 1, is_open=False)]
        assert home_scene(levels) == Scene()
        levels = [standing("00-a", 0, won=True), standing("01-b", 1, won=True), standing("03-c", 1), standing("own", 4)]
        assert home_scene(levels) == Scene(1, 3, progress(99_999), neighbour=True, sessions=6)
        levels = [standing("00-a", 0, won=True), standing("08-b", 1, won=True), standing("own", 4)]
        assert home_scene(levels) == Scene(1, 8, 1.0, neighbour=True, sessions=6)

    def test_levels_of_no_number_are_played_in_the_room_as_it_is(self) -> None:
        levels = [standing("00-a", 0, won=True), standing("02-b", 1)]
        assert scene_at("practice@english", 1, levels) == home_scene(levels)
        assert scene_at("own", 4, levels) == Scene(4, neighbour=True, sessions=3)
        assert scene_at("05-c", 1, levels).level == 5

    def test_each_tenfold_is_as_far_as_the_one_before(self) -> None:
        assert progress(0) == 0.0
        assert progress(ALL_PHRASES) == 1.0
        assert progress(10_000_000) - progress(1_000_000) == pytest.approx(progress(10**6) - progress(10**5), rel=1e-4)
        assert [progress(n) for n in SESSIONS] == sorted(progress(n) for n in SESSIONS)

    @pytest.mark.parametrize("module", [scene_story, telling])
    def test_examples_in_docstrings(self, module: ModuleType) -> None:
        assert doctest.testmod(module).failed == 0
