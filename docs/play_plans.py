"""What a class meets in the shipped plans: `python -m docs.play_plans [PLAN…]` prints the figures of docs/teaching.md.

Four scripted students play each plan: one who never writes anything, a careful one who spreads chips over what they
would believe, a bold one who puts nearly all on one thing, and one who plays hunches. Their answers stand in this file;
a class of people will differ. All is drawn from the plans' own seeds, the die from `SEED`. With `--severe` the class
sets every filter as sharp as it goes; with `--screens` what stands on the screens is printed too.
"""

from __future__ import annotations

import sys
import time
from functools import cache

from tokenroom.classroom.from_clients import Answer, AnyAnswer, GoNext, Join, Reveal, Write
from tokenroom.classroom.opening import OpenGames
from tokenroom.classroom.plan import load_plan, plan_names
from tokenroom.classroom.room import Founding, Room
from tokenroom.classroom.sending import NEWCOMER, TEACHER, Handled, Who
from tokenroom.classroom.to_clients import RefusedMessage, Stage
from tokenroom.classroom.views import CurateView, MergeView, PredictView, PreferView, QuestionsView
from tokenroom.game.commands import AnswerChips
from tokenroom.game.curate_commands import SetFilter
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.prefer_commands import ValuePair
from tokenroom.plain.class_telling import told_stage
from tokenroom.rivals.field import open_field

SEED = 1  # of the lesson: draws what a plan leaves open
NAMES = ("quiet", "careful", "bold", "hunch")
Chips = tuple[dict[str, int], ...]  # one for each of NAMES: token -> chips of 100

TUTORIAL: list[Chips] = [
    ({}, {"2": 30, "4": 30}, {"4": 90}, {"3": 60}),
    ({}, {"1": 70}, {"1": 95}, {"2": 60}),
]
PIE: list[Chips] = [
    ({}, {" was": 60, " had": 10}, {" was": 95}, {" sm": 50}),
    ({}, {" way": 45, " time": 35, " day": 10}, {" time": 95}, {" way": 60}),
    ({}, {" of": 85}, {" of": 95}, {" of": 60}),
    ({}, {" took": 15, " saw": 15, " went": 15, " had": 15}, {" took": 90}, {" saw": 60}),
]
DOOR: list[Chips] = [
    ({}, {}, {"125": 60}, {"60907": 30}),
    ({}, {}, {"125": 60}, {"104297": 30}),
    ({}, {"125": 40}, {"125": 60}, {"77406": 30}),
    ({}, {}, {"125": 60}, {"109337": 50}),
    ({}, {}, {"125": 60}, {"43918": 40}),
    ({}, {"125": 30}, {"125": 60}, {"87954": 30}),
    ({}, {" side": 60, " own": 15}, {" side": 95}, {" own": 60}),
    ({}, {" and": 75}, {" and": 95}, {" then": 50}),
    ({}, {" we": 50, " then": 20}, {" then": 90}, {" we": 80}),
    ({}, {" think": 25, " know": 20, " have": 10, " am": 10}, {" know": 80}, {" am": 50}),
]
DIE: list[Chips] = [({}, {}, {face: 60}, {"6": 30}) for face in ("6", "3", "5", "1", "2", "6")]
CHIPS = {"00-tutorial": TUTORIAL, "practice": PIE, "03-the-numbers-are-words": DOOR, "05-the-fair-die": DIE}
VOTES = {"addresses": "patterns", "extraction": "main text", "language": "middle", "duplicates": "half"}
SEVERE = {"addresses": "letters", "extraction": "main text", "language": "severe", "duplicates": "a fifth"}
BETTER = (  # how the answers begin that our students hold to be better; of the other pairs they cannot know
    "The truth is easier",
    "Somebody asked Fitch",
    "News says",
    "You need not",
    "Sit down",
    "Anvil does",
    "Between us and",
    "I cannot call",
    "I have not heard",
    "That stings",
)
GLUE = (" t", "he", " the", "in", " a", "er", "re", " s", " w", "nd", "on", " h", " an", " b")


class Lesson:
    """A plan that is played from beginning to end."""

    def __init__(self, name: str, is_severe: bool, shows: bool) -> None:
        self.plan, self._shows = load_plan(name), shows
        self._settings = SEVERE | {"personal": "digits"} if is_severe else VOTES | {"personal": "contacts"}
        self.room = Room(Founding(bytes(32), SEED, self.plan, 0.0), OpenGames(cache(open_field)))
        self._now = 0.0
        for who in NAMES:
            self._say(NEWCOMER, Join(id=f"j-{who}", device=f"{who}-device-of-a-scripted-student", name=who))

    def play(self) -> None:
        """Go on until it is over, as a teacher does who waits for everyone."""
        while self.room.lesson.phase != "over":
            lesson = self.room.lesson
            if lesson.phase == "working":
                self._learn()
            elif lesson.phase == "asked":
                self._answer()
                is_questions = isinstance(self._view(), QuestionsView)
                self._teach(GoNext if is_questions else Reveal)
                self._tell()
            else:
                self._teach(GoNext)
                if lesson.phase == "ended":
                    self._tell_end()

    def _teach(self, kind: type) -> None:
        for sent in self._say(TEACHER, kind(id=f"t{self._now}")).sends:
            if self._shows and isinstance(sent.message, Stage) and sent.to == "projectors":
                print("\n".join(["", f"--- {sent.message.phase}", *told_stage(sent.message)]))

    def _say(self, who: Who, message: object) -> Handled:
        self._now += 1.0
        handled = self.room.handle(who, message, self._now)  # type: ignore[arg-type]
        for sent in handled.sends:
            if isinstance(sent.message, RefusedMessage):
                print("refused:", message, sent.message.why)
        return handled

    def _learn(self) -> None:
        begun = time.perf_counter()
        while self.room.lesson.phase == "working":
            play = self.room.lesson.play
            job = play.job() if play is not None else None
            assert job is not None
            self.room.learned(job(), self._now)
        stage = self.room.lesson.looked_at(self._now)
        print(f"  learned in {time.perf_counter() - begun:.0f} s")
        print("\n".join(f"    {line}" for line in told_stage(stage) if line))

    def _view(self) -> object:
        return self.room.lesson.looked_at(self._now).view

    def _answer(self) -> None:
        view, play = self._view(), self.room.lesson.play
        assert play is not None
        for n, name in enumerate(NAMES):
            answer = self._answer_of(view, n)
            self._say(
                Who("student", n + 1),
                Answer(f"a{play.number}-{play.state.item}-{name}", play.number, play.state.item, answer),
            )

    def _answer_of(self, view: object, n: int) -> AnyAnswer:
        match view:
            case PredictView():
                return AnswerChips(self._chips(view, n))
            case PreferView(asked=asked) if asked is not None:
                return ValuePair(_worth(asked.first, asked.second, n), 0.0)
            case MergeView(candidates=pairs):
                made = {pair.left.text + pair.right.text: pair for pair in pairs}
                best = next((made[text] for text in GLUE[n % 2 :] if text in made), pairs[-1 if n == 3 else 0])
                return PickPair(best.left.id, best.right.id)
            case CurateView(filter=name):
                return SetFilter(name, self._settings[name])  # type: ignore[arg-type]
            case QuestionsView(questions=questions):
                return Write(tuple("One token after the other." for _ in questions))
        raise AssertionError(view)

    def _chips(self, view: PredictView, n: int) -> dict[int, int]:
        play = self.room.lesson.play
        assert play is not None
        chips = {}
        for text, many in CHIPS[view.level][view.item - 1][n].items():
            found = [option for option in play.game.find(view.item, text) if option.text == text]
            if found:
                chips[found[0].id] = many
            else:
                print(f"  there is no token {text!r}")
        return chips

    def _tell(self) -> None:
        """Print a line for what was revealed."""
        match self._view():
            case PredictView() as view if (play := self.room.lesson.play) is not None:
                print(_item_line(view, [play.state.rounds[-1].given[n].score.surprise or 0.0 for n in (1, 2, 3, 4)]))
            case PreferView() as view:
                print(_pair_line(view))
            case MergeView(item=item, revealed=picked) if picked is not None:
                best = picked.best.left.text + picked.best.right.text if picked.best else ""
                made = picked.made.text if picked.made else ""
                print(f"  {item}. made {made!r}, saved {picked.saved}; greedy {best!r}")
            case CurateView() as view:
                print(f"  {view.filter}: of good {view.good}, contacts {view.contacts}")
                for each in view.options:
                    left = f"good {each.good_left}, bad {each.bad_left}, contacts {each.contacts_left}"
                    print(f"    {each.setting}: {left}")

    def _tell_end(self) -> None:
        print("\n".join(f"    {line}" for line in told_stage(self.room.lesson.looked_at(self._now)) if line))


def _item_line(view: PredictView, own: list[float]) -> str:
    """What everyone paid at an item: the students, the class, all other players."""
    figures, revealed = view.figures, view.revealed
    assert figures is not None
    assert revealed is not None
    students = ", ".join(f"{name} {cost:.2f}" for name, cost in zip(NAMES, own, strict=True))
    players = ", ".join(f"{name} {cost:.2f}" for name, cost in figures.players.items())
    both = f"class {figures.mean:.2f}, together {figures.together:.2f}"
    return f"  {view.item}. {revealed.text!r}: {students} | {both} | {players}"


def _pair_line(view: PreferView) -> str:
    """Which answer is better, how many chose which, and what it cost."""
    figures, told, asked = view.figures, view.revealed, view.asked
    assert figures is not None
    assert told is not None
    assert asked is not None
    better = asked.first if told.better == "first" else asked.second
    reason = f"{told.reason}, contested" if told.contested else told.reason
    both = f"class {figures.mean:.2f}, together {figures.together:.2f}, reward model {told.model_surprise:.2f}"
    return f"  {view.item}. {better!r} ({reason}): chosen {view.choices}, {both}"


def _worth(first: str, second: str, n: int) -> float:
    """How much more the n-th student values the first answer."""
    known = [text.startswith(BETTER) for text in (first, second)]
    sign = known[0] - known[1]
    longer = 1.0 if len(first) > len(second) else -1.0
    return (0.0, 2.0 * sign, 6.0 * sign or 3.0 * longer, longer)[n]


def main() -> None:
    """Play the plans that are named, or all of them."""
    named = [word for word in sys.argv[1:] if not word.startswith("--")]
    for name in named or plan_names():
        print(f"Plan {name}")
        Lesson(name, "--severe" in sys.argv, "--screens" in sys.argv).play()


if __name__ == "__main__":
    main()
