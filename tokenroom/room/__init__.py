"""The room: the Textual front end. Screens stand over widgets, widgets over pure functions that draw text."""
