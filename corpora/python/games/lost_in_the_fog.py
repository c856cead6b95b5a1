"""A very small adventure in the September fog.

The rooms are a dictionary of dictionaries, and the player's commands are words. Here the
commands are already written down, so that the adventure can be read like a story.
"""

ROOMS = {
    "quay": {
        "text": "You stand on the Long Quay. You can hear the water but not see it.",
        "exits": {"east": "market", "north": "lighthouse"},
        "things": ["rope"],
    },
    "market": {
        "text": "Corn Square is empty. It smells of bread.",
        "exits": {"west": "quay", "north": "bakery"},
        "things": [],
    },
    "bakery": {
        "text": "The bakery is warm and bright. Ada Ferro is counting rolls.",
        "exits": {"south": "market"},
        "things": ["loaf", "lantern"],
    },
    "lighthouse": {
        "text": "The Old Candle is dark. Perrin calls down that he has no light.",
        "exits": {"south": "quay"},
        "things": [],
    },
}


class Adventure:
    """The state of one game: where the player is and what they carry."""

    def __init__(self, start):
        self.place = start
        self.bag = []
        self.won = False
        self.things = {name: list(room["things"]) for name, room in ROOMS.items()}

    def look(self):
        """Describe the place and the things that lie there."""
        lines = [ROOMS[self.place]["text"]]
        if self.things[self.place]:
            lines.append("You see: " + ", ".join(self.things[self.place]) + ".")
        lines.append("You can go " + " or ".join(sorted(ROOMS[self.place]["exits"])) + ".")
        return "\n".join(lines)

    def obey(self, command):
        """Carry out one command and return what happens."""
        match command.split():
            case ["look"]:
                return self.look()
            case ["bag"]:
                return "You carry: " + (", ".join(self.bag) or "nothing") + "."
            case ["go", direction]:
                return self.go(direction)
            case ["take", thing] if thing in self.things[self.place]:
                self.things[self.place].remove(thing)
                self.bag.append(thing)
                return f"You take the {thing}."
            case ["take", thing]:
                return f"There is no {thing} here."
            case ["give", thing]:
                return self.give(thing)
            case _:
                return "The fog swallows your words."

    def go(self, direction):
        """Walk through an exit, if there is one."""
        exits = ROOMS[self.place]["exits"]
        if direction not in exits:
            return f"You cannot go {direction}."
        self.place = exits[direction]
        return self.look()

    def give(self, thing):
        """Give something away; only one gift ends the game."""
        if thing not in self.bag:
            return f"You have no {thing} to give."
        if thing == "lantern" and self.place == "lighthouse":
            self.won = True
            return "Perrin lights the great lamp with your lantern. The ferry finds its way home!"
        return "Nobody here wants that."


def main():
    """Play the game from the list of commands."""
    game = Adventure("quay")
    print(game.look())
    commands = [
        "take anchor", "go east", "go north", "take lantern", "bag", "dance",
        "go south", "go west", "go north", "give lantern",
    ]
    for command in commands:
        print(f"\n> {command}")
        print(game.obey(command))
        if game.won:
            break


if __name__ == "__main__":
    main()
