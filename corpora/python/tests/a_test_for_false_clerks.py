"""Test the tests: good ones must catch every false clerk.

Tests that always pass are no use to anybody. Below stand one honest function and several false
ones, each with a small mistake that somebody in the ferry office has really made. The same test
case is run against all of them; it must accept the first and refuse the others.
"""

import io
import unittest


def honest(passengers, bicycles=0, dogs=0):
    """Return the fare in pence: the fifth passenger of every five is free, dogs always are."""
    if min(passengers, bicycles, dogs) < 0:
        raise ValueError("nobody can be fewer than nobody")
    paying = passengers - passengers // 5
    return 240 * paying + 90 * bicycles


def forgets_the_fifth(passengers, bicycles=0, dogs=0):
    """Let everybody pay."""
    if min(passengers, bicycles, dogs) < 0:
        raise ValueError("less than nothing")
    return 240 * passengers + 90 * bicycles


def only_one_free(passengers, bicycles=0, dogs=0):
    """Give one place away, however many fives there are."""
    if min(passengers, bicycles, dogs) < 0:
        raise ValueError("less than nothing")
    return 240 * (passengers - (passengers >= 5)) + 90 * bicycles


def bicycles_in_fives(passengers, bicycles=0, dogs=0):
    """Let the fifth bicycle travel free as well."""
    if min(passengers, bicycles, dogs) < 0:
        raise ValueError("less than nothing")
    return 240 * (passengers - passengers // 5) + 90 * (bicycles - bicycles // 5)


def charges_dogs(passengers, bicycles=0, dogs=0):
    """Take a penny for a dog."""
    return honest(passengers, bicycles, dogs) + dogs


def believes_anything(passengers, bicycles=0, dogs=0):
    """Sell a ticket to minus three passengers."""
    return 240 * (passengers - passengers // 5) + 90 * bicycles


class FareTest(unittest.TestCase):
    """What a fare must be, whoever works it out."""

    fare = staticmethod(honest)

    def test_nobody_pays_nothing(self):
        self.assertEqual(self.fare(0), 0)

    def test_up_to_four_pay_in_full(self):
        self.assertEqual([self.fare(n) for n in range(1, 5)], [240, 480, 720, 960])

    def test_every_fifth_is_free(self):
        self.assertEqual(self.fare(5), self.fare(4))
        self.assertEqual(self.fare(11), 9 * 240)

    def test_all_bicycles_pay(self):
        self.assertEqual(self.fare(1, bicycles=5), 240 + 450)

    def test_dogs_are_free(self):
        self.assertEqual(self.fare(2, dogs=3), self.fare(2))

    def test_negative_numbers_are_refused(self):
        for numbers in [(-3,), (1, -1), (1, 0, -1)]:
            with self.subTest(numbers=numbers), self.assertRaises(ValueError):
                self.fare(*numbers)


def failures(clerk):
    """Run the test case against a clerk and return the names of the tests that fail."""
    case = type("FareTestFor_" + clerk.__name__, (FareTest,), {"fare": staticmethod(clerk)})
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(case)
    result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
    broken = [test for test, _ in result.failures + result.errors]
    return sorted({str(test).split()[0].removeprefix("test_") for test in broken})


FALSE_CLERKS = [
    forgets_the_fifth, only_one_free, bicycles_in_fives, charges_dogs, believes_anything,
]


class TestOfTheTests(unittest.TestCase):
    """The tests themselves, under suspicion."""

    def test_honest_clerk_is_accepted(self):
        self.assertEqual(failures(honest), [])

    def test_every_false_clerk_is_caught(self):
        for clerk in FALSE_CLERKS:
            with self.subTest(clerk=clerk.__name__):
                self.assertTrue(failures(clerk))

    def test_only_two_tests_have_caught_nobody_yet(self):
        tests = {name.removeprefix("test_") for name in dir(FareTest) if name.startswith("test_")}
        busy = {name for clerk in FALSE_CLERKS for name in failures(clerk)}
        self.assertEqual(tests - busy, {"nobody_pays_nothing", "up_to_four_pay_in_full"})


if __name__ == "__main__":
    for each in FALSE_CLERKS:
        print(f"{each.__name__:<18} caught by {', '.join(failures(each))}")
    unittest.main()
