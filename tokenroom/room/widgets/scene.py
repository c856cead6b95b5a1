"""The room as a picture on the screen; what moves in it moves slowly, and only where motion is wanted."""

from __future__ import annotations

from dataclasses import replace

from rich.text import Text

from tokenroom.room.draw.scene import Scene, scene_text
from tokenroom.room.widgets.drawing import Drawing

TICK_SECONDS = 2.0  # from one small change to the next: far from any flicker


class SceneView(Drawing):
    """Shows a scene; `enter` changes it.

    Args:
        scene: what is in the room.
        widest: columns that the picture takes at most; None for all there are.
    """

    DEFAULT_CSS = "SceneView { height: 14; content-align: center top; }"

    def __init__(self, scene: Scene, widest: int | None = None, *, id: str | None = None) -> None:
        super().__init__(self._drawn, id=id)
        self._scene, self._widest, self._tick = scene, widest, 0

    @property
    def scene(self) -> Scene:
        """What is in the room now."""
        return self._scene

    def enter(self, scene: Scene) -> None:
        """Show another scene, at first as a still picture."""
        if scene != self._scene:
            self._scene, self._tick = scene, 0
            self.refresh()

    def speak(self, is_speaking: bool) -> None:
        """Let the speakers talk, or be silent; nothing else changes."""
        self._scene = replace(self._scene, speaking=is_speaking)
        self.refresh()

    def on_mount(self) -> None:
        """Begin to move; whether it may is asked each time, since settings change."""
        self.set_interval(TICK_SECONDS, self.move)

    def move(self) -> None:
        """Go one step on, if the app may move."""
        if getattr(self.app, "moves", False):
            self._tick += 1
            self.show(self._drawn)

    def _drawn(self, width: int, height: int) -> Text:
        return scene_text(self._scene, min(width, self._widest or width), height, self._tick)
