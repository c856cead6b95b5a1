"""Blink messages from the Old Candle in Morse code.

A short light is a dot, a long light is a dash; letters are parted by a space and words by a
stroke. Perrin can blink about twelve words a minute before his arm gets tired.
"""

import re

CODE = {
    "a": ".-", "b": "-...", "c": "-.-.", "d": "-..", "e": ".", "f": "..-.", "g": "--.",
    "h": "....", "i": "..", "j": ".---", "k": "-.-", "l": ".-..", "m": "--", "n": "-.",
    "o": "---", "p": ".--.", "q": "--.-", "r": ".-.", "s": "...", "t": "-", "u": "..-",
    "v": "...-", "w": ".--", "x": "-..-", "y": "-.--", "z": "--..",
}
LETTERS = {signal: letter for letter, signal in CODE.items()}

# How long each sign keeps Perrin busy, in units of one dot, with the pause that follows it.
DURATION = {".": 2, "-": 4, " ": 2, "/": 2}


def encode(text: str) -> str:
    """Turn words into dots and dashes.

    >>> encode("Fog now")
    '..-. --- --. / -. --- .--'
    """
    words = re.sub(r"[^a-z ]", "", text.lower()).split()
    return " / ".join(" ".join(CODE[letter] for letter in word) for word in words)


def decode(signals: str) -> str:
    """Turn dots and dashes into words; a question mark stands for a signal nobody knows.

    >>> decode("..-. --- --. / -. --- .--")
    'fog now'
    >>> decode("... ------ ...")
    's?s'
    """
    words = signals.split(" / ")
    return " ".join(
        "".join(LETTERS.get(signal, "?") for signal in word.split()) for word in words
    )


def units(signals: str) -> int:
    """Return how long a message takes, in units of one dot."""
    return sum(DURATION[sign] for sign in signals)


def picture(signals: str) -> str:
    """Draw what somebody on the ferry sees, light by light."""
    lights = {".": "* ", "-": "*** ", " ": "  ", "/": "  "}
    return "".join(lights[sign] for sign in signals).rstrip()


def main() -> None:
    """Send three messages and read one back."""
    for message in ("Fog", "Harbour is clear", "Send more soup!"):
        signals = encode(message)
        print(f"{message}\n  {signals}\n  {units(signals)} units of light and dark")
    print(picture(encode("go home")))
    print("The answer from the ferry:", decode("- --- --- / .-.. .- - ."))


if __name__ == "__main__":
    main()
