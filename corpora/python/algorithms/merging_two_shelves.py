"""Sort the books of the library by merging shelves.

A shelf with one book is sorted. Two sorted shelves become one if we always take the smaller of
the two first books. So we cut the pile in halves, sort each half in the same way, and merge.
"""

from collections.abc import Callable, Iterator
from typing import Any

BOOKS = [
    ("The Seal Returns", "Lomax", 1931),
    ("Fog for Beginners", "Arden", 1978),
    ("A Short History of Soup", "Voss", 1954),
    ("The Seal", "Lomax", 1926),
    ("Knots", "Pike", 1902),
    ("More Knots", "Pike", 1903),
    ("Bees of Upper Ander", "Thorne", 1954),
]


def merge(left: list, right: list, key: Callable[[Any], Any]) -> Iterator:
    """Yield the values of two sorted lists in order; on a tie the left one goes first.

    >>> list(merge([1, 4], [2, 3, 5], key=int))
    [1, 2, 3, 4, 5]
    """
    i = j = 0
    while i < len(left) and j < len(right):
        if key(right[j]) < key(left[i]):
            yield right[j]
            j += 1
        else:
            yield left[i]
            i += 1
    yield from left[i:]
    yield from right[j:]


def merge_sort(values: list, key: Callable[[Any], Any] = lambda value: value) -> list:
    """Return a sorted copy of a list.

    >>> merge_sort([3, 1, 2])
    [1, 2, 3]
    >>> merge_sort(["pear", "fig", "plum"], key=len)
    ['fig', 'pear', 'plum']
    """
    if len(values) <= 1:
        return values[:]
    middle = len(values) // 2
    left = merge_sort(values[:middle], key)
    right = merge_sort(values[middle:], key)
    return list(merge(left, right, key))


def title_without_article(book: tuple[str, str, int]) -> str:
    """Return the title as a librarian files it.

    >>> title_without_article(("The Seal", "Lomax", 1926))
    'Seal'
    """
    title = book[0]
    for article in ("The ", "An ", "A "):
        if title.startswith(article):
            return title.removeprefix(article)
    return title


def show(heading: str, books: list[tuple[str, str, int]]) -> None:
    """Print a shelf under a heading."""
    print(heading)
    for title, author, year in books:
        print(f"  {year}  {author:<8}{title}")


def main() -> None:
    """Sort the same pile in three ways; equal books keep their order."""
    show("By year:", merge_sort(BOOKS, key=lambda book: book[2]))
    show("By title:", merge_sort(BOOKS, key=title_without_article))
    by_year = merge_sort(BOOKS, key=lambda book: book[2])
    show("By author, then year:", merge_sort(by_year, key=lambda book: book[1]))


if __name__ == "__main__":
    main()
