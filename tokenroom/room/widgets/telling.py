"""The story with the room above it, where the words leave space: the speakers in it talk while the voice does."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Center, Vertical

from tokenroom.room.draw.scene import Scene
from tokenroom.room.widgets.scene import SceneView
from tokenroom.room.widgets.voice import Voice

AROUND = 2  # lines of the screen that are a header and the keys
LEAST, MOST, MOST_WIDE = 9, 14, 20  # lines of the picture
WIDEST = 100  # columns of it


def picture_lines(free: int, is_wide: bool) -> int:
    """Return how many of the lines that the words leave the picture takes; 0 where they are too few.

    >>> [picture_lines(free, False) for free in (-3, 8, 9, 30)], picture_lines(30, True)
    ([0, 0, 9, 14], 20)
    """
    return 0 if free < LEAST else min(free, MOST_WIDE if is_wide else MOST)


class Telling(Vertical):
    """Holds the story's words, and a picture of the room when it fits above them uncut."""

    DEFAULT_CSS = """
    Telling { height: 1fr; }
    Telling SceneView { padding: 0 3; display: none; }
    Telling Center { height: 1fr; }
    Telling Voice { height: 1fr; max-width: 84; padding: 1 4; }
    """

    def compose(self) -> ComposeResult:
        """Yield the picture and the words."""
        yield SceneView(Scene(), WIDEST, id="scene")
        with Center():
            yield Voice(gap=True, id="story")

    def enter(self, scene: Scene) -> None:
        """Show the room like this above what is told now."""
        self.query_one(SceneView).enter(scene)
        self._share_lines(self.size.height or self.screen.size.height - AROUND)

    def on_resize(self) -> None:
        """Share the lines anew."""
        self._share_lines(self.size.height)

    def _share_lines(self, height: int) -> None:
        voice, picture = self.query_one(Voice), self.query_one(SceneView)
        width = min(self.screen.size.width, 84) - 8  # as the style sheet above has it
        words = voice.get_content_height(self.screen.size, self.screen.size, width) + 2
        lines = picture_lines(height - words, self.screen.has_class("-wide"))
        picture.display = lines > 0
        picture.styles.height = lines

    @on(Voice.Speaking)
    def _speak(self, event: Voice.Speaking) -> None:
        self.query_one(SceneView).speak(event.is_speaking)
