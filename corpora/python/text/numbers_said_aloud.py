"""Say numbers aloud, as the mayor must on festive days.

Mayor Brandt reads figures from a sheet, and Councillor Fitch corrects her if she says "nine
thousand forty" without the "and". The program writes the words out, and reads them back again.
"""

SMALL = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = [(1_000_000, "million"), (1_000, "thousand")]


def below_hundred(number: int) -> str:
    """Say a number from 0 to 99.

    >>> below_hundred(7), below_hundred(40), below_hundred(42)
    ('seven', 'forty', 'forty-two')
    """
    if number < len(SMALL):
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")


def below_thousand(number: int) -> str:
    """Say a number from 0 to 999.

    >>> below_thousand(131)
    'one hundred and thirty-one'
    """
    hundreds, rest = divmod(number, 100)
    if hundreds == 0:
        return below_hundred(rest)
    words = f"{SMALL[hundreds]} hundred"
    return f"{words} and {below_hundred(rest)}" if rest else words


def say(number: int) -> str:
    """Say any whole number whose size is below a thousand million.

    >>> say(2214)
    'two thousand two hundred and fourteen'
    >>> say(9040)
    'nine thousand and forty'
    >>> say(-3)
    'minus three'
    """
    if number < 0:
        return "minus " + say(-number)
    parts = []
    for size, name in SCALES:
        count, number = divmod(number, size)
        if count:
            parts.append(f"{below_thousand(count)} {name}")
    if number or not parts:
        if parts and number < 100:
            parts.append("and")
        parts.append(below_thousand(number))
    return " ".join(parts)


def listen(words: str) -> int:
    """Turn words back into a number.

    >>> listen("two thousand two hundred and fourteen")
    2214
    >>> all(listen(say(n)) == n for n in range(0, 20_000, 7))
    True
    """
    values = {word: value for value, word in enumerate(SMALL)}
    values |= {word: 10 * value for value, word in enumerate(TENS, start=2)}
    scales = {name: size for size, name in SCALES}
    total = group = 0
    for word in words.replace("-", " ").split():
        match word:
            case "and" | "minus":
                continue
            case "hundred":
                group *= 100
            case "thousand" | "million":
                total += group * scales[word]
                group = 0
            case _:
                group += values[word]
    return -(total + group) if words.startswith("minus") else total + group


def main() -> None:
    """Read the mayor's sheet, then play with the words."""
    sheet = {
        "people in Marlia": 4_000_000,
        "people in Dunmar": 9_040,
        "metres from the sea to the top of Mount Ossel": 2_214,
        "steps in the Old Candle": 131,
        "degrees on the coldest night": -11,
        "bench agreed by the council": 1,
    }
    for what, number in sheet.items():
        print(f"{say(number).capitalize()} {what}.")

    # A number's name has a length, that length has a name, and so on.
    number, path = 131, []
    while number not in path:
        path.append(number)
        number = len(say(number).replace(" ", "").replace("-", ""))
    print("Counting letters:", " -> ".join(map(str, path)))
    first = sorted(range(1, 101), key=say)[:3]
    print("First in the alphabet, up to a hundred:", ", ".join(say(n) for n in first))


if __name__ == "__main__":
    main()
