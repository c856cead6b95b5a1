"""The peer of the score list: a Textual app with one plain Input."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class InputApp(App[None]):
    """One Input; its cursor does not blink, so that nothing is painted but what a key changes."""

    def compose(self) -> ComposeResult:
        """Yield it."""
        field = Input(placeholder="one input, painted")
        field.cursor_blink = False
        yield field


if __name__ == "__main__":
    InputApp().run()
