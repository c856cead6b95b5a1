"""The storyteller: tales that are well formed, true to their facts, and never alike."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tokenroom.files import content_root
from tokenroom.text.story.numerals import in_words
from tokenroom.text.story.template import article
from tokenroom.text.storyteller import Dice, Grammar, Tale, compose, load_grammar, tell

FOLDER = content_root() / "corpora" / "storyteller"
NUMBERS = {in_words(n): n for n in range(100)}
NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"|\d+"


@cache
def shipped() -> Grammar:
    return load_grammar(FOLDER)


@cache
def tales(count: int = 2000) -> tuple[Tale, ...]:
    return tuple(compose(shipped(), 1, number) for number in range(count))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[i:] for i in range(length)), strict=False))


# The same tale everywhere.


def test_a_tale_is_settled_by_seed_and_number_alone() -> None:
    backwards = [tell(shipped(), 1, number) for number in reversed(range(20))]
    assert [tale.text for tale in tales()[:20]] == backwards[::-1]
    assert tell(shipped(), 2, 0) != tell(shipped(), 1, 0)


def test_the_first_tales_are_those_of_every_machine() -> None:
    """Golden: changes only with the grammar's data or the storyteller; put the new fingerprint here then."""
    told = "".join(tale.text for tale in tales()[:10])
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == "3c44b66df3898506"


def test_dice_are_pcg64_doubles() -> None:
    dice = Dice(1, 0)
    assert [dice.below(100) for _ in range(5)] == [51, 95, 14, 94, 31]
    assert set(Counter(dice.below(3) for _ in range(600))) == {0, 1, 2}


def test_no_two_tales_are_alike() -> None:
    assert len({tale.text for tale in tales()}) == 2000
    assert len({tale.plot for tale in tales()}) == len(shipped().plots) >= 18


def test_two_tales_share_few_runs_of_words() -> None:
    """Templates come again, so runs do; but two tales taken at random hardly ever tell the same thing."""
    told = [runs(tale.text, 8) for tale in tales()]
    pairs = [random.Random(i).sample(range(len(told)), 2) for i in range(1000)]
    shares = sorted(len(told[a] & told[b]) / len(told[a]) for a, b in pairs)
    assert sum(shares) / len(shares) < 0.005
    assert shares[-1] < 0.4


# Form.


def test_tales_have_title_paragraphs_and_size() -> None:
    for tale in tales():
        title, blank, *rest = tale.text.split("\n")
        assert title
        assert not blank
        assert tale.text == "\n\n".join([title, *[line for line in rest if line]]) + "\n"
        assert 500 <= len(tale.text) <= 1800, tale.text


def test_sentences_are_well_formed() -> None:
    for tale in tales():
        for line in tale.text.split("\n")[2::2]:
            assert line[0] == '"' or line[0].isupper(), line
            assert line[-1] in '.!?"', line
            assert line.count('"') % 2 == 0, line
            assert not re.search(r"  |[{}<>~#|\[\]/_]|\.[.,;:]|,[.,;:]|[?!][.,]", line), line
            assert not re.search(r'\. "?[a-z]', line), line
            assert line.isascii(), line


def test_articles_fit() -> None:
    for tale in tales():
        for a, word in re.findall(r"\b([Aa]n?) (\w+)", tale.text):
            assert article(word) == a.lower(), (a, word, tale.text)


def test_the_words_are_plain_and_not_too_many() -> None:
    words = Counter(word.lower() for tale in tales() for word in re.findall(r"[A-Za-z']+", tale.text))
    assert 1500 < len(words) < 2600


# Truth.


def number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text.lower()]


@pytest.mark.parametrize(
    ("pattern", "right", "at_least"),
    [
        ("N take away N is N", lambda a, b, c: a - b == c, 20),
        ("N less N (?:is|makes) N", lambda a, b, c: a - b == c, 50),
        ("N and N (?:is|made|makes) N", lambda a, b, c: a + b == c, 10),
        ("N times N is N", lambda a, b, c: a * b == c, 20),
        ("N guests, N [a-z ]+ each, N in all", lambda a, b, c: a * b == c, 10),
        (r"had N coins [^.]*\. \w+(?: \w+)? paid N and kept N", lambda a, b, c: a - b == c, 5),
    ],
)
def test_sums_are_right(pattern: str, right: Callable[[int, int, int], bool], at_least: int) -> None:
    written = re.compile(rf"\b{pattern}\b".replace("N", f"({NUMBER})"), re.IGNORECASE)
    found = [groups for tale in tales() for groups in written.findall(tale.text)]
    assert len(found) >= at_least
    for a, b, c in found:
        assert right(number(a), number(b), number(c)), (a, b, c)


def test_shared_things_add_up_in_the_facts() -> None:
    for tale in (tale for tale in tales() if tale.plot == "share"):
        world = tale.world
        assert number(str(world["#have"])) == number(str(world["#gift"])) + number(str(world["#left"]))
        answers = {question.question.partition("?")[0]: question.answer for question in tale.questions}
        first = next(answer for asked, answer in answers.items() if asked.endswith("at first"))
        assert number(first) == world["#have"]


def test_only_people_of_the_cast_are_named_and_pets_stay_with_their_people() -> None:
    tables = shipped().lexicon.tables
    people = {str(person["name"]) for person in tables["person"]}
    kinds = {
        str(animal["name"]): str(animal["kind"]) for table in ("animal", "suspect", "farm") for animal in tables[table]
    }
    for tale in tales():
        cast = {str(value) for key, value in tale.world.items() if key.endswith((".name", ".parent"))}
        for name in people - cast:
            assert not re.search(rf"\b{name}\b", tale.text), (name, tale.text)
        for name, kind in re.findall(r"\b([A-Z]\w+) the ([a-z]+(?: [a-z]+)?)", tale.text):
            assert name not in kinds or kinds[name].startswith(kind.split(" ")[0]), (name, kind)
        assert tale.world["pet.owner"] == tale.world["hero.name"]


def test_a_thing_is_found_where_it_was_put_or_moved() -> None:
    hidden = [tale for tale in tales() if tale.plot == "hide"]
    assert {"thing.stayed" in tale.world for tale in hidden} == {True, False}
    for tale in hidden:
        where = "spot" if "thing.stayed" in tale.world else "other"
        assert tale.world["thing.found"] == where
        text = tale.text.lower()
        put = text.index(str(tale.world["spot.in"]))
        if where == "other":
            assert put < text.index(str(tale.world["other.in"])), tale.text
        assert any(q.answer == tale.world[where + ".in"] for q in tale.questions if "found" in q.question)


def test_whatever_can_be_asked_was_told() -> None:
    asked = 0
    for tale in tales():
        text = re.sub(rf"\b({NUMBER})\b", lambda match: str(number(match[0])), tale.text, flags=re.IGNORECASE).lower()
        for question in tale.questions:
            answer = re.sub(rf"\b({NUMBER})\b", lambda match: str(number(match[0])), question.answer).lower()
            told = answer in {"yes", "0"} or answer.removeprefix("to ") in text or answer.startswith("because ")
            assert told, (question, tale.text)
            asked += 1
    assert asked > 5000


def test_exchanges_end_with_everybody_having_what_they_took() -> None:
    for tale in (tale for tale in tales() if tale.plot == "barter"):
        assert [tale.world[f"t{i}.at"] for i in (1, 2, 3, 4)] == ["x", "y", "z", "hero"]


def test_promises_are_kept_or_broken_and_never_both() -> None:
    promised = [tale for tale in tales() if tale.plot == "promise"]
    assert {"kept" in tale.world for tale in promised} == {True, False}
    for tale in promised:
        assert ("kept" in tale.world) != ("broken" in tale.world)
        done = str(tale.world["duty.well" if "kept" in tale.world else "duty.else-was"])
        assert done in tale.text


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**63), number=st.integers(0, 2**63))
def test_any_seed_and_number_give_a_tale(seed: int, number: int) -> None:
    tale = compose(shipped(), seed, number)
    assert tale.text == tell(shipped(), seed, number)
    assert all(q.question.endswith("?") and q.answer for q in tale.questions)
