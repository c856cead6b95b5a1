"""Give short signals to common letters and long ones to rare letters.

We build a tree from below: the two rarest bundles of letters are tied together, again and again,
until one bundle is left. The way down to a letter, left for 0 and right for 1, is its signal. No
signal is the beginning of another one, so no pauses are needed.
"""

import heapq
from collections import Counter
from itertools import count


def make_code(text: str) -> dict[str, str]:
    """Return the signal of every letter of the text.

    >>> make_code("aaab")
    {'b': '0', 'a': '1'}
    """
    tie_break = count()
    heap = [(n, next(tie_break), letter) for letter, n in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        few, _, left = heapq.heappop(heap)
        more, _, right = heapq.heappop(heap)
        heapq.heappush(heap, (few + more, next(tie_break), (left, right)))
    _, _, tree = heap[0]
    return dict(signals(tree))


def signals(tree, prefix=""):
    """Yield each letter of a tree with the way down to it."""
    if isinstance(tree, str):
        yield tree, prefix or "0"
    else:
        left, right = tree
        yield from signals(left, prefix + "0")
        yield from signals(right, prefix + "1")


def encode(text: str, code: dict[str, str]) -> str:
    """Write a text as zeros and ones."""
    return "".join(code[letter] for letter in text)


def decode(bits: str, code: dict[str, str]) -> str:
    """Read zeros and ones; each signal ends where a letter is recognised.

    >>> decode("1101", {"a": "1", "b": "0"})
    'aaba'
    """
    letters = {signal: letter for letter, signal in code.items()}
    text, signal = "", ""
    for bit in bits:
        signal += bit
        if signal in letters:
            text += letters[signal]
            signal = ""
    if signal:
        raise ValueError("the message breaks off")
    return text


def main() -> None:
    """Shorten a message and compare it with five bits for every letter."""
    message = "the ferry sees the three grey herrings near the pier"
    code = make_code(message)
    for letter, n in Counter(message).most_common(6):
        print(f"{letter!r} comes {n:2} times: {code[letter]}")
    bits = encode(message, code)
    assert decode(bits, code) == message
    print(f"{len(message)} letters, {5 * len(message)} bits before, {len(bits)} bits now.")
    try:
        decode(bits[:-1], code)
    except ValueError as problem:
        print(f"Without the last bit, {problem}.")


if __name__ == "__main__":
    main()
