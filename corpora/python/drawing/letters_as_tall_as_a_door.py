"""Paint a banner with letters as tall as a door.

Every letter is five rows high. The alphabet below has no more strokes than the children of the
school could paint on a sheet in one afternoon; letters that nobody has painted yet become a
question mark.
"""

ALPHABET = {
    "a": ".##. #..# #### #..# #..#",
    "d": "###. #..# #..# #..# ###.",
    "e": "#### #... ###. #... ####",
    "f": "#### #... ###. #... #...",
    "h": "#..# #..# #### #..# #..#",
    "i": "### .#. .#. .#. ###",
    "l": "#... #... #... #... ####",
    "n": "#..# ##.# #.## #..# #..#",
    "o": ".##. #..# #..# #..# .##.",
    "r": "###. #..# ###. #.#. #..#",
    "s": ".### #... .##. ...# ###.",
    "t": "### .#. .#. .#. .#.",
    "!": "# # # . #",
    "?": "##. ..# .#. ... .#.",
    " ": ".. .. .. .. ..",
}


def rows_of(sign):
    """Return the five rows of a letter, with blanks where there is no paint.

    >>> rows_of("t")
    ['###', ' # ', ' # ', ' # ', ' # ']
    """
    return [row.replace(".", " ") for row in ALPHABET.get(sign, ALPHABET["?"]).split()]


def banner(text, ink="#", gap=1):
    """Return a text in tall letters.

    >>> print(banner("it"))
    ### ###
     #   #
     #   #
     #   #
    ###  #
    """
    letters = [rows_of(sign) for sign in text.lower()]
    lines = [(" " * gap).join(parts).rstrip() for parts in zip(*letters, strict=True)]
    return "\n".join(lines).replace("#", ink)


def upright(picture):
    """Turn a picture so that it reads from top to bottom, for the mast of the ferry.

    >>> print(upright("ab\\ncd"))
    ca
    db
    """
    rows = picture.splitlines()
    width = max(map(len, rows))
    padded = [row.ljust(width) for row in reversed(rows)]
    return "\n".join("".join(column).rstrip() for column in zip(*padded, strict=True))


def filled(picture, words):
    """Put words, letter by letter, in the place of the ink."""
    letters = [letter for letter in words if letter != " "]
    result, used = "", 0
    for sign in picture:
        if sign == "#":
            result += letters[used % len(letters)]
            used += 1
        else:
            result += sign
    return result


def paint_needed(picture, grams=40):
    """Return the kilograms of paint for a banner, by counting the inked squares."""
    return picture.count("#") * grams / 1000


def main():
    """Paint the banners for the match against Kestle."""
    for text in ("Herons!", "No fish", "Kestle"):
        picture = banner(text)
        print(picture)
        print(f"({paint_needed(picture):.2f} kg of paint)\n")
    print(filled(banner("hello"), "herring and soup"), end="\n\n")
    print(upright(banner("oh")))


if __name__ == "__main__":
    main()
