"""The order in which events are shown, and the picture they fold into."""

from __future__ import annotations

from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, AskHint, Next
from tokenroom.game.compare import compare
from tokenroom.game.events import PassageGrew, Said, SessionEnded
from tokenroom.room.beats import beats, is_card
from tokenroom.room.view import PlayView, fold


def test_an_answer_is_shown_as_list_then_square_then_shock_then_both_distributions(room_campaign: Campaign) -> None:
    session, first = room_campaign.start("00-symbols")
    assert [b.kind for b in beats(first, begun=False)] == ["telling", "asking"]
    told = beats(session.apply(AnswerScores({0: 3.0, 1: 1.0, 2: 6.0, 3: 2.0})), begun=True)
    assert [b.kind for b in told] == ["adjusted", "opened", "shock", "compared"]
    assert round(told[2].seconds or 0, 3) == 5.072
    assert told[0].seconds
    assert told[3].seconds is None
    assert [b.kind for b in beats(session.apply(Next()), begun=True)] == ["asking"]


def test_the_end_is_told_with_its_card_alone(room_campaign: Campaign) -> None:
    session, _ = room_campaign.start("00-symbols")
    for _ in range(2):
        session.apply(AnswerScores({0: 1.0}))
        events = session.apply(Next())
    assert [b.kind for b in beats(events, begun=True)] == ["telling", "card", "telling", "ended"]


def test_no_event_is_lost_on_the_way(room_campaign: Campaign) -> None:
    session, first = room_campaign.start("01-small-page")
    assert [e for b in beats(first, begun=False) for e in b.events] == list(first)
    for _ in range(5):
        for command in (AnswerScores({3: 2.0}), Next()):
            events = session.apply(command)
            assert [e for b in beats(events, begun=True) for e in b.events] == list(events)


def test_only_a_short_line_of_the_narrator_that_is_no_sentence_is_a_card() -> None:
    assert is_card(Said("narrator", "Session 1 of 350,341,796"))
    assert not is_card(Said("narrator", "You wait."))
    assert not is_card(Said("voice", "Session 1 of 350,341,796"))
    assert not is_card(Said("narrator", "long " * 20))


def test_folding_all_at_once_gives_the_same_as_beat_by_beat(room_campaign: Campaign) -> None:
    session, first = room_campaign.start("01-small-page")
    view, events = PlayView(), list(first)
    for beat in beats(first, begun=False):
        view = fold(view, beat.events)
    for command in (AnswerScores({3: 2.0}), Next(), AskHint(), AnswerScores({}), Next()):
        told = session.apply(command)
        events += told
        for beat in beats(told, begun=True):
            view = fold(view, beat.events)
    assert fold(PlayView(), events) == view
    setup = session.session.setup
    asked = setup.parts[0].passage.asked[2]
    assert [t.id for t in view.tokens] == list(setup.parts[0].passage.ids[:asked])
    assert len(view.items) == 2


def test_what_tells_nothing_waits_for_what_comes_next() -> None:
    """A level without words at its end, and one whose story opens with a card: no empty page in either."""
    grew = PassageGrew(tokens=())
    card = Said(speaker="narrator", text="Session 1")
    ended = SessionEnded(level="x", won=True, goal="", source="", report=compare([]))
    assert [(b.kind, b.events) for b in beats((grew, ended), begun=True)] == [("ended", (grew, ended))]
    kinds = [b.kind for b in beats((grew, card, ended), begun=True)]
    assert kinds == ["card", "ended"]
