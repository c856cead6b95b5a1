"""Read a recipe card and cook it for more people.

The card has a few kinds of lines: a title with a star, amounts with a dash, steps with a number.
Whatever fits no pattern is reported with the number of its line.
"""

import re
from dataclasses import dataclass, field
from fractions import Fraction

CARD = """\
* Lamp buns, for 6
- 1/2 litre milk
- 600 g flour
- 3 eggs
- 1 1/4 spoons salt
1. Warm the milk, but not the cook.
2. Knead everything for ten minutes.
Do not answer the door.
3. Bake until they shine.
"""

TITLE = re.compile(r"\* (.+), for (\d+)")
AMOUNT = re.compile(r"- ((?:\d+ )?\d+(?:/\d+)?) (?:(g|litre|spoons) )?(.+)")
STEP = re.compile(r"(\d+)\. (.+)")


@dataclass
class Ingredient:
    """An amount of something; the unit may be missing."""

    amount: Fraction
    unit: str | None
    name: str

    def times(self, factor: Fraction) -> "Ingredient":
        """Return more or less of the same."""
        return Ingredient(self.amount * factor, self.unit, self.name)

    def __str__(self) -> str:
        return " ".join(filter(None, [mixed(self.amount), self.unit, self.name]))


@dataclass
class Recipe:
    """What is written on a card."""

    title: str = ""
    people: int = 1
    ingredients: list[Ingredient] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def scaled(self, people: int) -> list[Ingredient]:
        """Return the ingredients for a different number of people."""
        factor = Fraction(people, self.people)
        return [ingredient.times(factor) for ingredient in self.ingredients]


def mixed(number: Fraction) -> str:
    """Write a fraction as cooks do.

    >>> mixed(Fraction(5, 4)), mixed(Fraction(1, 2)), mixed(Fraction(3))
    ('1 1/4', '1/2', '3')
    """
    whole, rest = divmod(number, 1)
    return " ".join(str(part) for part in (whole, rest) if part) or "0"


def read_amount(text: str) -> Fraction:
    """Read what `mixed` has written.

    >>> read_amount("1 1/4")
    Fraction(5, 4)
    """
    return sum((Fraction(part) for part in text.split()), start=Fraction(0))


def read_card(text: str) -> Recipe:
    """Turn the lines of a card into a recipe."""
    recipe = Recipe()
    for number, line in enumerate(text.splitlines(), start=1):
        if found := TITLE.fullmatch(line):
            recipe.title, recipe.people = found[1], int(found[2])
        elif found := AMOUNT.fullmatch(line):
            recipe.ingredients.append(Ingredient(read_amount(found[1]), found[2], found[3]))
        elif found := STEP.fullmatch(line):
            recipe.steps.append(found[2])
        else:
            recipe.complaints.append(f"line {number} is no part of a recipe: {line}")
    return recipe


def main() -> None:
    """Cook for six, for nine and for the whole festival."""
    recipe = read_card(CARD)
    for people in (6, 9, 100):
        print(f"{recipe.title} for {people}:")
        for ingredient in recipe.scaled(people):
            print(f"  {ingredient}")
    for number, step in enumerate(recipe.steps, start=1):
        print(f"{number}. {step}")
    print("Ada remarks:", *recipe.complaints)


if __name__ == "__main__":
    main()
