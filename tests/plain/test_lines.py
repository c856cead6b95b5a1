"""The line front end, whole sessions at a time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plain.conftest import TUTORIAL, MakeCampaign, lines_of, no_sleep
from tests.plain.golden import PLAIN, TYPED, plain_transcript
from tests.plain.streams import Interrupting, Leaving, Terminal
from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores
from tokenroom.game.units import Units
from tokenroom.plain.lines import INTERRUPTED, play_lines
from tokenroom.plain.turns import LONGEST_WAIT

ENGLISH = ["#1 3, dog 2", "chips: #1 40, dog 20", "guess #1 60", "", *["#2 1.5"] * 8]
KEPT = "The session is kept"
BAD_LINES = {
    "many 1 6 2": "'many' is not a number",
    "3 1 6 2 5": "you wrote 5 numbers for 4 tokens",
    "3 1 6": "you wrote 3 numbers for 4 tokens",
    "nan 1 6 2": "'nan' is not a number",
    "inf 1 6 2": "'inf' is not a number",
    "1e999 1 6 2": "a score is a number between -1,000,000 and 1,000,000",
    "-1000001 1 6 2": "a score is a number between -1,000,000 and 1,000,000",
    "7" * 1_000_000: "that line is longer than 4,096 characters",
    "7" * 4000: "you wrote 1 number for 4 tokens",
    " ".join(["7" * 1000] * 4): "a score is a number between",
    "1 3, 2 1": "commas and spaces both",
    "#9 3": "there is no #9",
    "2=3": "could be a place or a token",
    "dog=3": "no token is called 'dog'",
    "q" * 300 + "=3": "no token is called 'qqqqqqqqqqqqqqqqqqq",
    '"' + "q" * 300 + '" 3': 'no token is exactly "qqq',
    "#1 " + "q" * 300: "is not a number",
    "3 " * 1000: "you wrote 1000 numbers for 4 tokens",
    "#1 3 #1 4": "1 is named twice",
    "\x1b[31m 3 \x07": "is not a number",
    "chips: 50 50 50 50": "that is more than 99 chips",
    "chips: 1.5 0 0 0": "'1.5' is not a whole number of chips",
    "chips: #1 -5": "'-5' is not a whole number of chips",
    "guess #1": "is not a token and a number",
    "guess #1 100": "how sure is a number from 1 to 99",
    "guess #1 5, #2 5": "a guess is one token",
    "guess": "a guess is one token",
    "find": "Find what?",
    "find zebra": "No token begins with 'zebra'",
    "try 1 2": "you wrote 2 numbers for 4 tokens",
}


def test_the_tutorial_is_told_as_the_golden_transcript_has_it() -> None:
    assert plain_transcript() == PLAIN.read_text()


def test_the_installed_command_prints_the_golden_transcript(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tokenroom", "play", "tutorial", "--plain", "--seed", "0", "--pace", "story"]
    typed = "".join(f"{line}\n" for line in TYPED)
    env = {**os.environ, "TOKENROOM_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, input=typed, env=env, capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert (done.stdout, done.stderr) == (PLAIN.read_text(), "")


def test_the_figures_of_the_story_come_before_the_reveal(fresh: MakeCampaign) -> None:
    printed = lines_of(fresh(), TUTORIAL)
    first, second = printed.split("The square opens: 2", 1)
    assert [row.split()[-1] for row in first.splitlines()[-5:-1]] == ["3.072", "5.072", "0.072", "4.072"]
    assert second.startswith("\nSurprise: 5.072 nats.\nShock: 5.072 seconds.\n")
    assert "Surprise: 3.139 nats." in second


def test_all_is_told_in_bits_where_they_are_asked_for(fresh: MakeCampaign) -> None:
    campaign, out = fresh(), io.StringIO()
    typed = "".join(f"{line}\n" for line in ["?", *TUTORIAL, "no"])
    assert play_lines(campaign, "tutorial", io.StringIO(typed), out, None, no_sleep, Units("bits")) == 0
    nats = lines_of(fresh(), ["?", *TUTORIAL, "no"])
    assert "Surprise: 7.318 bits.\nShock: 5.072 seconds.\n" in out.getvalue()
    assert "50 % costs 1" in out.getvalue()
    changed = {a for a, b in zip(nats.splitlines(), out.getvalue().splitlines(), strict=True) if a != b}
    figures = nats[: nats.index("For your journal")]  # what the journal keeps stays in nats
    assert {line for line in figures.splitlines() if "nats" in line} <= changed
    again = io.StringIO()
    play_lines(campaign, None, io.StringIO("quit\n"), again, None, no_sleep, Units("bits"))
    assert "best mean surprise 5.923 bits" in again.getvalue()  # 4.106 / ln 2


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: line[:12].encode("unicode_escape").decode())
def test_a_bad_line_is_told_in_one_line_and_loses_nothing(fresh: MakeCampaign, line: str) -> None:
    good = lines_of(fresh(), TUTORIAL).splitlines()
    with_bad = lines_of(fresh(), [line, *TUTORIAL]).splitlines()
    start = next(n for n, text in enumerate(good) if text.startswith("scores> "))
    assert with_bad[:start] + with_bad[start + 2 :] == good  # all but the prompt with its echo, and the message
    assert BAD_LINES[line].casefold() in with_bad[start + 1].casefold()


@pytest.mark.parametrize("level", ["tutorial", "1"])
def test_input_may_end_after_any_line(fresh: MakeCampaign, level: str) -> None:
    typed = [*TUTORIAL, "yes", *ENGLISH] if level == "tutorial" else ENGLISH
    for read in range(len(typed) + 1):
        campaign = fresh()
        last = lines_of(campaign, typed[:read], level).splitlines()[-1]
        assert (KEPT in last) == (campaign.unfinished() is not None)
        assert last.startswith("End of input.")


def test_going_on_gives_the_same_as_never_leaving(fresh: MakeCampaign) -> None:
    whole = lines_of(fresh(), ENGLISH, "1")
    end = whole[whole.index("Item 12 of 12") :]
    for read in range(len(ENGLISH)):
        campaign = fresh()
        lines_of(campaign, ENGLISH[:read], "1")
        resumed = lines_of(campaign, ["yes", *ENGLISH[read:]], level=None)
        assert f"You go on with: Practice.\n\nItem {read + 1} of 12." in resumed
        assert resumed.endswith(end)


def test_going_on_after_a_kill_between_answer_and_next_tells_the_answer_again(fresh: MakeCampaign) -> None:
    campaign = fresh()
    whole = lines_of(fresh(), TUTORIAL)
    recorded, _ = campaign.start("tutorial")
    recorded.apply(AnswerScores({0: 3.0, 1: 1.0, 2: 6.0, 3: 2.0}))
    resumed = lines_of(campaign, ["yes", TUTORIAL[1]], level=None)
    assert resumed.endswith(whole[whole.index("Your scores, adjusted") :])


def test_a_declined_session_leads_to_the_first_level_for_someone_new(fresh: MakeCampaign) -> None:
    campaign = fresh()
    lines_of(campaign, [])
    printed = lines_of(campaign, ["maybe", "no"], level=None)
    assert "Please type yes or no; quit leaves." in printed
    assert "The tutorial: 2 items" in printed


def test_someone_who_has_played_chooses_from_the_list(fresh: MakeCampaign) -> None:
    campaign = fresh()
    lines_of(campaign, [*TUTORIAL, "no"])
    printed = lines_of(campaign, ["7", "x", "9" * 5000, "2", "quit"], level=None)
    assert "1. The tutorial: won, best mean surprise 4.106 nats" in printed
    assert printed.count("Please type a number from 1 to") == 2
    assert "Practice: 12 items" in printed
    assert "Practice: 12 items" in lines_of(campaign, ["no", ""], level=None)


def test_a_lost_level_is_offered_again_and_a_won_one_leads_on(fresh: MakeCampaign) -> None:
    lost = lines_of(fresh(), ["", "", "yes"])
    assert "Goal not reached" in lost
    assert lost.count("Item 1 of 2") == 2
    assert "Practice: 12 items" in lines_of(fresh(), [*TUTORIAL, "yes"])


def test_a_level_that_cannot_be_opened_is_told_in_one_line_and_others_offered(fresh: MakeCampaign) -> None:
    def no_field(corpus: str) -> None:
        raise BadInput("corpus", corpus, "is damaged")

    whole = fresh()
    campaign = Campaign(whole.records, no_field, new_seed=lambda: 0, seconds_per_nat=0.0)  # type: ignore[arg-type]
    printed = lines_of(campaign, [*TUTORIAL, "yes", "1", "quit"])
    assert "level.toml: mechanic.passage.corpus: english: is damaged" in " ".join(printed.split())
    assert printed.count("The tutorial: 2 items") == 2


def test_a_level_that_was_named_and_cannot_be_opened_is_the_callers_to_tell(fresh: MakeCampaign) -> None:
    with pytest.raises(BadInput, match="there is no such level"):
        lines_of(fresh(), [], "nowhere")


def test_starting_a_level_says_that_the_unfinished_session_is_closed(fresh: MakeCampaign) -> None:
    campaign = fresh()
    lines_of(campaign, ["3 1 6 2"])
    assert "Your unfinished session has been closed" in lines_of(campaign, [])


def test_answers_can_be_read_as_chips_or_guesses(fresh: MakeCampaign) -> None:
    # 30 chips are left to an instinct that gives each of four tokens a quarter; a guess means what it says
    assert "2 = 28 % (it came)" in lines_of(fresh(), ["40 20 10 0"], answer_in="chips")
    assert "2 = 60 % (it came)" in lines_of(fresh(), ['"2" 60 %'], answer_in="guess")


def test_find_adds_to_the_list_and_try_gives_nothing(fresh: MakeCampaign) -> None:
    campaign = fresh()
    printed = lines_of(campaign, ["find FER", "try #13 5", "passage", "?", "hint", "quit"], "1")
    assert "#13 ·ferry" in printed
    assert "That would mean:" in printed
    assert "The square opens" not in printed
    assert " ".join(printed.split()).count("more hidden]") == 2
    assert "leave; the session is kept" in printed
    assert "Hint: First ask" in printed
    assert printed.endswith("The session is kept: start tokenroom again to go on with it.\n")


def test_the_rival_stands_beside_you(fresh: MakeCampaign) -> None:
    printed = lines_of(fresh(), [*ENGLISH, "no"], "1")
    assert printed.count("has locked its answer.") == 12
    assert printed.count("nats. The rival gave it ") == 12
    assert "a model that has read 1,000 phrases" in printed
    assert "Where you were less surprised" in printed
    assert "The passage is from: Page 0" in printed


def test_a_stream_without_utf8_gets_ascii_alone(fresh: MakeCampaign) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    typed = "".join(f"{line}\n" for line in ["_dog 3", "hélas 3", *ENGLISH[1:], "no"])
    assert play_lines(fresh(), "1", io.StringIO(typed), out, None, no_sleep) == 0
    printed = raw.getvalue().decode("ascii")
    assert "_dog" in printed
    assert "+/-" in printed


def test_no_line_is_longer_than_78(fresh: MakeCampaign) -> None:
    printed = lines_of(fresh(), ["?", "x" * 200, "hint", *ENGLISH, "no"], "1")
    assert max(map(len, printed.splitlines())) <= 78


def test_bytes_that_are_no_text_are_refused_like_any_other_name(fresh: MakeCampaign) -> None:
    stdin, out = io.TextIOWrapper(io.BytesIO(b"\xff\xfe 3\n"), encoding="utf-8"), io.StringIO()
    assert play_lines(fresh(), "1", stdin, out, None, no_sleep) == 0
    assert r"No token is called '\xff\xfe'" in out.getvalue()


def test_a_terminal_waits_for_each_shock_but_not_for_ever(fresh: MakeCampaign) -> None:
    slept: list[float] = []
    stdin = Terminal("3 1 6 2\n0 0 999999 0\n0 0 999999 0\n")
    play_lines(fresh(), "tutorial", stdin, Terminal(), None, slept.append)
    assert slept == [pytest.approx(5.072, abs=5e-4), LONGEST_WAIT]


def test_a_terminal_is_not_shown_again_what_was_typed(fresh: MakeCampaign) -> None:
    out = Terminal()
    play_lines(fresh(), "tutorial", Terminal("hint\n"), out, None, no_sleep)
    assert "scores> Hint: Only the differences" in out.getvalue()


def test_a_pipe_may_close_at_any_write(fresh: MakeCampaign) -> None:
    typed = "".join(f"{line}\n" for line in [*TUTORIAL, "no"])
    writes = 0
    while True:
        out = Leaving(writes)
        assert play_lines(fresh(), "tutorial", io.StringIO(typed), out, None, no_sleep) == 0
        if out.left >= 0:
            break
        writes += 7
    assert writes > 50


@pytest.mark.parametrize("read", range(3))
def test_ctrl_c_ends_with_one_line(fresh: MakeCampaign, read: int) -> None:
    out, typed = io.StringIO(), "".join(f"{line}\n" for line in TUTORIAL[:read])
    assert play_lines(fresh(), "tutorial", Interrupting(typed), out, None, no_sleep) == INTERRUPTED
    assert out.getvalue().splitlines()[-1].startswith("Stopped. ")


def test_a_score_that_nobody_means_is_kept_when_it_is_given_again(fresh: MakeCampaign) -> None:
    printed = lines_of(fresh(), ["0 21620 0 0", "3 1 6 2", "quit"])
    assert "A score of 21620 beside 2?" in printed
    assert printed.count("The square opens") == 1
    assert "3.072" in printed
    assert "21,6" in lines_of(fresh(), ["0 0 0 21620", "0 0 0 21620", "quit"])


def test_find_offers_the_piece_that_a_word_begins_with(fresh: MakeCampaign) -> None:
    printed = " ".join(lines_of(fresh(), ["find harbourferry", "harbourferry 3", "quit"], "1").split())
    assert "No token begins with 'harbourferry', which itself begins with: #13" in printed
    assert "No token is called 'harbourferry', it begins with" in printed
