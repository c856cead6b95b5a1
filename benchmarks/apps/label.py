"""The peer of the first paint: a Textual app that shows one label."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class LabelApp(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        """Yield it."""
        yield Label("one label, painted")


if __name__ == "__main__":
    LabelApp().run()
