"""Multiply matrices to see where the gulls will sleep tomorrow.

Every evening a gull stays where it is or flies to another place, always with the same chances.
A matrix holds the chances, a row holds the gulls; one multiplication is one evening.
"""

PLACES = ["quay", "Skerries", "Heron Field"]

# From the place of the row to the place of the column.
CHANCES = [
    [0.6, 0.3, 0.1],
    [0.2, 0.7, 0.1],
    [0.2, 0.3, 0.5],
]


def dot(row, column):
    """Add up the products of two lists.

    >>> dot([1, 2, 3], [4, 5, 6])
    32
    """
    return sum(x * y for x, y in zip(row, column, strict=True))


def multiply(a, b):
    """Multiply two matrices, given as lists of rows.

    >>> multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]])
    [[19, 22], [43, 50]]
    >>> multiply([[1, 2]], [[1, 2]])
    Traceback (most recent call last):
        ...
    ValueError: 2 columns do not fit 1 rows
    """
    if len(a[0]) != len(b):
        raise ValueError(f"{len(a[0])} columns do not fit {len(b)} rows")
    columns = transposed(b)
    return [[dot(row, column) for column in columns] for row in a]


def identity(size):
    """Return the matrix that changes nothing.

    >>> identity(2)
    [[1, 0], [0, 1]]
    """
    return [[int(row == column) for column in range(size)] for row in range(size)]


def power(matrix, exponent):
    """Multiply a matrix with itself, squaring it to save work.

    >>> power([[1, 1], [1, 0]], 10)
    [[89, 55], [55, 34]]
    """
    result = identity(len(matrix))
    while exponent > 0:
        if exponent % 2 == 1:
            result = multiply(result, matrix)
        matrix = multiply(matrix, matrix)
        exponent //= 2
    return result


def transposed(matrix):
    """Turn rows into columns.

    >>> transposed([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    return [list(column) for column in zip(*matrix, strict=True)]


def show(matrix):
    """Write a matrix with two decimals."""
    return "\n".join("  ".join(f"{value:6.2f}" for value in row) for row in matrix)


def main():
    """Send a hundred gulls to bed for some evenings."""
    assert all(abs(sum(row) - 1) < 1e-9 for row in CHANCES)
    gulls = [[100, 0, 0]]
    print("evening  " + "  ".join(f"{place:>11}" for place in PLACES))
    for evening in (0, 1, 2, 5, 20):
        later, = multiply(gulls, power(CHANCES, evening))
        print(f"{evening:7}  " + "  ".join(f"{count:11.1f}" for count in later))
    print("After a long time it does not matter where a gull began:")
    print(show(power(CHANCES, 50)))
    share, favourite = max(zip(power(CHANCES, 50)[0], PLACES, strict=True))
    print(f"The largest share, {share:.0%}, sleeps here: {favourite}.")


if __name__ == "__main__":
    main()
