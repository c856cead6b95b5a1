"""Draw the foggy days of the year as bars, lying down and standing up.

The same numbers are drawn twice. The bars that lie down are easy: one line for each month. For
the standing ones we go from the highest row to the lowest and ask every month whether its bar
reaches up so far.
"""

FOGGY_DAYS = {
    "Jan": 4, "Feb": 5, "Mar": 3, "Apr": 2, "May": 1, "Jun": 0,
    "Jul": 1, "Aug": 3, "Sep": 14, "Oct": 9, "Nov": 5, "Dec": 6,
}


def lying(values, width=40):
    """Return one line for each value; the largest bar has the full width.

    >>> print(lying({"a": 1, "bb": 2}, width=4))
     a |## 1
    bb |#### 2
    """
    largest = max(values.values())
    indent = max(len(name) for name in values)
    lines = []
    for name, value in values.items():
        bar = "#" * round(width * value / largest)
        lines.append(f"{name:>{indent}} |{bar} {value}")
    return "\n".join(lines)


def standing(values, column=4):
    """Return the bars as columns with their names below.

    >>> print(standing({"a": 1, "b": 2}, column=2))
      #
    # #
    ----
    a b
    """
    rows = []
    for height in range(max(values.values()), 0, -1):
        cells = ["#" if value >= height else "" for value in values.values()]
        rows.append("".join(cell.ljust(column) for cell in cells).rstrip())
    rows.append("-" * column * len(values))
    rows.append("".join(name[:column].ljust(column) for name in values).rstrip())
    return "\n".join(rows)


def stacked(parts, width=50):
    """Draw up to four values as shares of one bar.

    >>> stacked({"x": 1, "y": 3}, width=8)
    '[##======]'
    """
    total = sum(parts.values())
    bar = ""
    so_far = 0
    for sign, value in zip("#=+-", parts.values(), strict=False):
        so_far += value
        bar += sign * (round(width * so_far / total) - len(bar))
    return f"[{bar}]"


def seasons(values):
    """Add the months up to seasons, winter first."""
    names = ["winter", "spring", "autumn"]
    months = [["Dec", "Jan", "Feb"], ["Mar", "Apr", "May"], ["Sep", "Oct", "Nov"]]
    result = {
        name: sum(values[month] for month in group)
        for name, group in zip(names, months, strict=True)
    }
    result["summer"] = sum(values.values()) - sum(result.values())
    return result


def main():
    """Print all three drawings."""
    print(lying(FOGGY_DAYS), end="\n\n")
    print(standing(FOGGY_DAYS), end="\n\n")
    for name, days in seasons(FOGGY_DAYS).items():
        print(f"{name}: {days} days")
    print(stacked(seasons(FOGGY_DAYS)))


if __name__ == "__main__":
    main()
