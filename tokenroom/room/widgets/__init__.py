"""The widgets of the room, one a file; all that can be drawn without them is drawn in `room.draw`."""
