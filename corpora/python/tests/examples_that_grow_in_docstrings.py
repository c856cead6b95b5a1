"""Run the examples in docstrings as if they were tests, and find a false one.

An example in a docstring is a promise to the reader. The module doctest can collect such promises
and hand them over to unittest; below, one function keeps its promise and another one, in a text,
does not.
"""

import doctest
import io
import sys
import unittest
from contextlib import redirect_stdout
from types import ModuleType


def plural(word):
    """Return the plural of a word from the fish market.

    >>> plural("crab")
    'crabs'
    >>> plural("box"), plural("brush"), plural("berry")
    ('boxes', 'brushes', 'berries')

    Some fish do not change at all:

    >>> [plural(fish) for fish in ("cod", "herring", "eel")]
    ['cod', 'herring', 'eels']

    An empty word has no plural:

    >>> plural("")
    Traceback (most recent call last):
        ...
    ValueError: there is no word
    """
    if not word:
        raise ValueError("there is no word")
    if word in ("cod", "herring", "plaice"):
        return word
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def price_list(goods):
    """Print goods with their prices, or an empty line if there are none.

    >>> price_list({"crab": 180, "box": 2500})
    crabs ........  1.80
    boxes ........ 25.00
    >>> price_list({})
    <BLANKLINE>
    """
    if not goods:
        print()
    for word, pence in goods.items():
        print(f"{plural(word) + ' ':.<14} {pence / 100:5.2f}")


FALSE_PROMISE = '''
def dozen():
    """Return how many rolls a baker gives you for twelve.

    >>> dozen()
    12
    >>> dozen() > 10
    True
    """
    return 13
'''


def run_examples(module):
    """Return how many examples of a module fail, and how many were tried."""
    with redirect_stdout(io.StringIO()):
        return doctest.testmod(module)


class PluralTest(unittest.TestCase):
    """A few words for which there was no room in the docstring."""

    def test_vowel_before_the_last_letter(self):
        self.assertEqual(plural("quay"), "quays")

    def test_short_words(self):
        self.assertEqual([plural("y"), plural("x")], ["ys", "xes"])


class PromiseTest(unittest.TestCase):
    """The examples, counted."""

    def test_own_examples_hold(self):
        failed, tried = run_examples(sys.modules[__name__])
        self.assertEqual(failed, 0)
        self.assertEqual(tried, 6)

    def test_false_promise_is_found(self):
        module = ModuleType("bakery")
        exec(FALSE_PROMISE, module.__dict__)
        module.dozen.__module__ = "bakery"
        self.assertEqual(run_examples(module), (1, 2))

    def test_every_public_function_has_a_docstring(self):
        for function in (plural, price_list, run_examples):
            with self.subTest(function=function.__name__):
                self.assertTrue(function.__doc__)


def load_tests(loader, tests, pattern):
    """Add the examples to the tests when unittest collects them."""
    tests.addTests(doctest.DocTestSuite(sys.modules[__name__]))
    return tests


if __name__ == "__main__":
    unittest.main()
