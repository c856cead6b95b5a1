"""Pure functions from what is known to `rich.text.Text`; no widget, no screen, no clock."""
