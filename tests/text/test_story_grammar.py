"""The storyteller's parts: templates, facts, words; and bad grammars told by file and key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.errors import BadInput
from tokenroom.text.story.facts import Condition, Value, carry_out, could_hold, holds, parse_conditions, parse_effects
from tokenroom.text.story.lexicon import plural
from tokenroom.text.story.numerals import in_words
from tokenroom.text.story.template import Voice, fill, parse
from tokenroom.text.storyteller import in_title_case, load_grammar, tell


class First:
    """Dice that always show the first face."""

    def below(self, n: int) -> int:
        return 0


WORLD: dict[str, Value] = {
    "bo.name": "Bo",
    "bo.is": "she",
    "ed.name": "Ed",
    "ed.is": "he",
    "al.name": "Al",
    "al.is": "he",
    "egg.name": "egg",
    "egg.plural": "eggs",
    "egg.is": "it",
    "egg.at": "nest",
    "nest.name": "nest",
    "nest.is": "it",
    "nest.in": "in the nest",
    "#one": 1,
    "#six": 6,
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{bo} had {a egg}.", "Bo had an egg."),
        ("{bo} saw {ed}. {bo.they} ran, and {ed.they} ran.", "Bo saw Ed. She ran, and he ran."),
        ("{ed} saw {al}. {ed.they} ran.", "Ed saw Al. Ed ran."),
        ("{ed} saw {al}. {ed.they!} ran.", "Ed saw Al. He ran."),
        ("{ed} gave {al} {ed.their} hat.", "Ed gave Al Ed's hat."),
        ("{ed} ran. {ed} fell.", "Ed ran. He fell."),
        ("{ed} ran. {ed} and {bo} fell.", "Ed ran. Ed and Bo fell."),
        ("{ed} ran. / {ed} fell.", "Ed ran.\n\nEd fell."),
        ('"No," said {bo}, "{a egg}." "{the egg}!" {ed.they} said.', '"No," said Bo, "an egg." "The egg!" Ed said.'),
        (
            "{#six egg} and {#one egg} {was #six} there; {#one egg} {is #one} left.",
            "Six eggs and one egg were there; one egg is left.",
        ),
        ("It lay {egg.at.in}, in the {egg.at}.", "It lay in the nest, in the nest."),
        ("<{bo} sang.|Nobody sang.> {~list}", "Bo sang. one"),
    ],
)
def test_templates_are_filled(template: str, text: str) -> None:
    voice = Voice(WORLD, Always(), {"list": ("one",)}, figures=False)
    assert fill(parse(template), voice) == text


def test_figures_never_begin_a_sentence() -> None:
    voice = Voice(WORLD, First(), {}, figures=True)
    assert fill(parse("{#six egg}, then {#six egg}."), voice) == "Six eggs, then 6 eggs."


class Always:
    """Dice that let a pronoun stand wherever it may, and take the first of all else."""

    def below(self, n: int) -> int:
        return 1 if n == 4 else 0


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_effects_and_conditions_agree(a: int, b: int) -> None:
    world: dict[str, Value] = {"#a": a, "#b": b, "x.at": "box"}
    carry_out(parse_effects("#sum = #a + #b, #back = #sum - #b, #area = #a * #b, y.at = x.at"), world)
    assert (world["#sum"], world["#back"], world["#area"]) == (a + b, a, a * b)
    assert holds(parse_conditions("#back = #a, y.at = box, x.at = y.at, x.at != bag, not z.at, x.at"), world)
    assert holds(parse_conditions("#a < #b"), world) == (a < b)
    assert holds(parse_conditions("#a > 3"), world) == (a > 3)


def test_what_was_never_set_cannot_be() -> None:
    assert could_hold(Condition("x.at", "=", "box"), {"x.at": {"box", "bag"}})
    assert not could_hold(Condition("x.at", "=", "tin"), {"x.at": {"box", "bag"}})
    assert not could_hold(Condition("y.at"), {"x.at": {"box"}})


def test_small_words() -> None:
    assert [in_words(n) for n in (0, 1, 13, 20, 21, 99)] == [
        "no",
        "one",
        "thirteen",
        "twenty",
        "twenty-one",
        "ninety-nine",
    ]
    assert [plural(noun) for noun in ("key", "berry", "box", "bunch", "plum")] == [
        "keys",
        "berries",
        "boxes",
        "bunches",
        "plums",
    ]
    assert in_title_case("the key in the blue teapot") == "The Key in the Blue Teapot"
    with pytest.raises(ValueError, match="outside"):
        in_words(100)


# Bad grammars.

WORDS = """format_version = 1
[words]
colour = ["red", "blue"]
[table.person]
columns = "name | is"
rows = '''
Bo | she
Ed | he
'''
"""
SHARED = """format_version = 1
[cast]
hero = "person"
[[step]]
beat = "end"
says = "{hero} slept."
"""
PLOT = """format_version = 1
[plot]
titles = "{hero}"
story = "begin | end"
cast = { friend = "person" }
numbers = { n = [1, 3] }
[[step]]
beat = "begin"
makes = "hero.mood = glad"
says = "{hero} met {friend} #n times."
"""


ONE_MORE = 'says = "{{hero}} slept."\n[[step]]\nbeat = "end"\n{}\nsays = "{}"'


def write_grammar(folder: Path, old: str = "", new: str = "") -> Path:
    for place, text in {"words/w": WORDS, "shared/s": SHARED, "plots/p": PLOT}.items():
        path = folder / f"{place}.toml"
        path.parent.mkdir(parents=True)
        path.write_text(text.replace(old, new) if old else text)
    return folder


def test_a_small_grammar_tells(tmp_path: Path) -> None:
    grammar = load_grammar(write_grammar(tmp_path, "#n times", "{#n} times"))
    told = {tell(grammar, 3, number) for number in range(60)}
    assert "Bo\n\nBo met Ed three times.\n\nBo slept.\n" in told
    assert len(told) == 12  # two casts, three numbers, words or figures; a title is always the hero


@pytest.mark.parametrize(
    ("old", "new", "place", "wrong"),
    [
        ("{hero} slept", "{heor} slept", "p.toml: plot.story", "'end', which no step with this cast serves"),
        ("{hero} met", "{heor} met", "p.toml: step 1 (begin)", "names the role 'heor'"),
        ("{hero} met", "{hero.age} met", "p.toml: step 1 (begin).says line 1", "'hero.age', which is never set"),
        ("#n times", "{#m} times", "p.toml: step 1 (begin).says line 1", "'#m', which is never set"),
        ("#n times", "{~smell} times", "p.toml: step 1 (begin).says line 1", "names the list 'smell'"),
        ("{friend} #n", "{friend #n", "p.toml: step 1 (begin).says line 1", "without its fellow"),
        ("{friend} #n", "{friend?} #n", "p.toml: step 1 (begin).says line 1", "is no slot"),
        ("{friend} #n", "friend} #n", "p.toml: step 1 (begin).says line 1", "without its fellow"),
        ("{friend} #n", "{} #n", "p.toml: step 1 (begin).says line 1", "empty slot"),
        ("{friend} #n", "{was friend} #n", "p.toml: step 1 (begin).says line 1", "where a number"),
        ('"{hero} met', '"[hero.mood = sad] {hero} met', "p.toml: step 1 (begin).says", "nothing that always fits"),
        ('says = "{hero} slept."', "", "s.toml: step 1 (end).says", "says nothing"),
        (
            'beat = "end"',
            'beat = "end"\nneeds = "hero.mood = sad"',
            "p.toml: plot.story",
            "which nothing can fill there",
        ),
        (
            'says = "{hero} slept."',
            ONE_MORE.format('needs = "hero.mood = sad"', "Oh."),
            "s.toml: step 2 (end).needs",
            "can never be so (hero.mood)",
        ),
        (
            '"{hero} slept."',
            "'''\n{hero} slept.\n[hero.mood = sad] Oh.\n'''",
            "s.toml: step 1 (end).says line 2",
            "can never be told",
        ),
        (
            'beat = "begin"',
            'beat = "begun"',
            "p.toml: plot.story",
            "the beat 'begin', which no step with this cast serves",
        ),
        ('says = "{hero} slept."', ONE_MORE.format("", "{heor} woke."), "s.toml: step 2 (end)", "is fit for no plot"),
        ("begin | end", "begin | end!", "p.toml: plot.story", "'end!', which is no beat"),
        ('"begin | end"', '"end"', "p.toml: step 1 (begin)", "serves a beat that the story does not have"),
        ("hero.mood = glad", "hero.mood is glad", "p.toml: step 1 (begin).makes", "which is no effect"),
        ("hero.mood = glad", "hero.mood = hero.age", "p.toml: step 1 (begin).makes", "'hero.age', which is never set"),
        ('beat = "begin"', 'beat = "begin"\nneeds = "a b"', "p.toml: step 1 (begin).needs", "which is no condition"),
        ('friend = "person"', 'friend = "persons"', "p.toml: plot.cast.friend", "names the table 'persons'"),
        ('friend = "person"', 'friend = "person: age = old"', "p.toml: plot.cast.friend", "asks for the column 'age'"),
        ('friend = "person"', 'friend = "person: is = it"', "p.toml: plot.cast.friend", "can be played by nobody"),
        ("Ed | he\n", "", "p.toml: plot.cast.hero", "has 1 candidates, and 1 may be taken"),
        ("[1, 3]", "[3, 1]", "p.toml: plot.numbers.n", "goes from 3 to 1"),
        ('["red", "blue"]', "[]", "w.toml: words.colour", "is empty"),
        ("Bo | she\nEd | he\n", "", "w.toml: table.person", "is empty"),
        ("Ed | he", "Ed", "w.toml: table.person.rows line 2", "has 1 cells, the table has 2 columns"),
        ("Ed | he", "Ed | they", "w.toml: table.person.rows line 2", "has 'they' in the column 'is'"),
        ("Ed | he", "Bo | he", "w.toml: table.person.rows", "has 'Bo' twice"),
        ("name | is", "nome | is", "w.toml: table.person.columns", "has no column 'name'"),
        ('titles = "{hero}"', 'titles = ""', "p.toml: plot.titles", "is empty"),
        (
            'titles = "{hero}"',
            'titles = "{hero}"\nasks = "Who?"',
            "p.toml: plot.asks line 1",
            "no question with its answer",
        ),
        ('titles = "{hero}"', 'title = "{hero}"', "p.toml: plot.title", "is not a key of this file"),
        ("format_version = 1", "format_version = 9", "w.toml: format_version", "is 9"),
    ],
)
def test_bad_grammars_are_told(tmp_path: Path, old: str, new: str, place: str, wrong: str) -> None:
    folder = write_grammar(tmp_path, old, new)
    with pytest.raises(BadInput) as caught:
        load_grammar(folder)
    assert place in str(caught.value)
    assert wrong in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"holds no \.toml file"):
        load_grammar(tmp_path)
