"""Ask when the soup can be eaten, and whether the milk should go in first.

A hot bowl loses heat the faster, the hotter it is compared with the air. Councillor Fitch says
that one should pour in the cold milk at once; Luca Ferro says one should wait, and then pour.
Both want the soup as warm as possible when the speeches are over.
"""

from dataclasses import dataclass, replace
from math import exp, log

AIR = 12.0
TOO_HOT = 65.0
TOO_COLD = 40.0


@dataclass(frozen=True)
class Bowl:
    """An amount of something at some temperature.

    `loss` is the share of the difference to the air that is lost in a minute; a larger bowl
    loses less.
    """

    grams: float
    degrees: float
    loss: float = 0.04

    def after_a_moment(self, minutes: float) -> "Bowl":
        """Return the bowl a short time later, as if the loss were steady."""
        lost = self.loss * (self.degrees - AIR) * minutes
        return replace(self, degrees=self.degrees - lost)

    def cooled(self, minutes: float, steps: int = 1000) -> "Bowl":
        """Return the bowl after a longer time, in many small steps.

        >>> Bowl(300, 12.0).cooled(10).degrees
        12.0
        """
        bowl = self
        for _ in range(steps):
            bowl = bowl.after_a_moment(minutes / steps)
        return bowl

    def with_milk(self, grams: float, degrees: float) -> "Bowl":
        """Pour in something colder; the mixture has more mass and loses heat more slowly.

        >>> Bowl(300, 80.0, loss=0.04).with_milk(100, 20.0)
        Bowl(grams=400, degrees=65.0, loss=0.03)
        """
        together = self.grams + grams
        warmth = self.grams * self.degrees + grams * degrees
        return Bowl(together, warmth / together, self.loss * self.grams / together)


def exactly(bowl: Bowl, minutes: float) -> float:
    """Return the temperature by the formula, without any steps.

    >>> abs(exactly(Bowl(300, 90.0), 20) - Bowl(300, 90.0).cooled(20).degrees) < 0.05
    True
    """
    return AIR + (bowl.degrees - AIR) * exp(-bowl.loss * minutes)


def minutes_until(bowl: Bowl, degrees: float) -> float:
    """Return how long it takes until the bowl has cooled to some temperature.

    >>> minutes_until(Bowl(300, 60.0), 60.0)
    0.0
    """
    return log((bowl.degrees - AIR) / (degrees - AIR)) / bowl.loss


def curve(bowl: Bowl, until: int, every: int) -> list[str]:
    """Draw the temperature as a row of signs for some minutes."""
    lines = []
    for minute in range(0, until + 1, every):
        degrees = bowl.cooled(minute).degrees if minute else bowl.degrees
        if degrees > TOO_HOT:
            remark = "blow"
        elif degrees < TOO_COLD:
            remark = "too late"
        else:
            remark = "eat"
        lines.append(f"{minute:3} min {degrees:5.1f} {'=' * round(degrees / 2)} {remark}")
    return lines


def main() -> None:
    """Serve the soup and settle the quarrel."""
    soup = Bowl(grams=300, degrees=92.0)
    print("\n".join(curve(soup, until=28, every=4)))
    first, last = minutes_until(soup, TOO_HOT), minutes_until(soup, TOO_COLD)
    print(f"The soup can be eaten from minute {first:.1f} to minute {last:.1f}.")

    print("\nMilk of 6 degrees, 60 grams, and speeches of some length:")
    for minutes in (5, 15, 30):
        fitch = soup.with_milk(60, 6.0).cooled(minutes)
        luca = soup.cooled(minutes).with_milk(60, 6.0)
        better = "Fitch" if fitch.degrees > luca.degrees else "Luca"
        print(
            f"  {minutes:2} min: milk first {fitch.degrees:.1f}, "
            f"milk last {luca.degrees:.1f}; {better} is right"
        )

    errors = [abs(soup.cooled(20, steps).degrees - exactly(soup, 20)) for steps in (4, 40, 400)]
    print("The error of 4, 40 and 400 steps:", ", ".join(f"{error:.3f}" for error in errors))


if __name__ == "__main__":
    main()
