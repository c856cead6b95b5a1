"""Keep the letters of the post office in a small database.

The database lives in memory only, so it forgets everything when the program ends, which is
more than can be said of the postmistress.
"""

import sqlite3

LETTERS = [
    ("Hanna Aldous", "Low Farm", 20, "delivered"),
    ("Piet Aldous", "Low Farm", 35, "waiting"),
    ("Old Perrin", "The Old Candle", 20, "waiting"),
    ("Mina Sato", "Cooper's Lane", 80, "delivered"),
    ("Ada Ferro", "Fish Street", 20, "delivered"),
    ("Luca Ferro", "Fish Street", 150, "waiting"),
    ("A. Nobody", "Gannet", 20, "lost"),
]


def open_office():
    """Create the table and put the letters into it."""
    office = sqlite3.connect(":memory:")
    office.row_factory = sqlite3.Row
    office.execute(
        """
        CREATE TABLE letters (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            place TEXT NOT NULL,
            grams INTEGER NOT NULL,
            state TEXT NOT NULL
        )
        """
    )
    office.executemany(
        "INSERT INTO letters (name, place, grams, state) VALUES (?, ?, ?, ?)", LETTERS
    )
    return office


def waiting_for(office, place):
    """Return the names of the people at this place who have a letter waiting."""
    rows = office.execute(
        "SELECT name FROM letters WHERE place = ? AND state = 'waiting' ORDER BY name", (place,)
    )
    return [row["name"] for row in rows]


def deliver(office, place):
    """Mark every waiting letter for the place as delivered; return how many there were."""
    cursor = office.execute(
        "UPDATE letters SET state = 'delivered' WHERE place = ? AND state = 'waiting'", (place,)
    )
    return cursor.rowcount


def states(office):
    """Count the letters in each state, the commonest first."""
    query = "SELECT state, COUNT(*) AS n FROM letters GROUP BY state ORDER BY n DESC, state"
    return {row["state"]: row["n"] for row in office.execute(query)}


def heaviest(office):
    """Return the heaviest letter that is still waiting."""
    query = "SELECT * FROM letters WHERE state = 'waiting' ORDER BY grams DESC LIMIT 1"
    return office.execute(query).fetchone()


def main():
    """Follow the postman through his morning."""
    office = open_office()
    print("Before the round:", states(office))
    letter = heaviest(office)
    print(f"The heaviest letter weighs {letter['grams']} grams and is for {letter['name']}.")

    for place in ("Low Farm", "Fish Street"):
        names = waiting_for(office, place)
        count = deliver(office, place)
        print(f"{place}: delivered {count}, for {' and '.join(names)}.")

    print("After the round:", states(office))
    office.close()


if __name__ == "__main__":
    main()
