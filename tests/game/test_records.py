"""Records: kept as they happen, gone on with after a kill, set aside when damaged and never overwritten."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.events import Said, SessionStarted
from tokenroom.game.records import Records, open_records
from tokenroom.rivals.field import Field


def now() -> str:
    return "2026-11-22T10:00:00Z"


def test_what_is_applied_is_on_disk(campaign: Campaign, records: Records) -> None:
    play, events = campaign.start("tutorial")
    events += play.apply(AnswerScores({1: 2.0}))
    other = Records(records.path, now)
    assert other.commands(play.number) == [Begin(), AnswerScores({1: 2.0})]
    assert tuple(other.events(play.number)) == events
    other.close()


def test_resume_gives_the_same_session(campaign: Campaign) -> None:
    play, events = campaign.start("tutorial")
    events += play.apply(AnswerScores({1: 2.0}))
    record = campaign.unfinished()
    assert record is not None
    again, told = campaign.resume(record)
    assert told == events
    assert again.session.state == play.session.state
    again.apply(Next())
    assert len(campaign.records.commands(record.id)) == 3


def test_an_ended_session_is_not_offered(campaign: Campaign) -> None:
    play, _ = campaign.start("tutorial")
    for command in (AnswerScores({1: 2.0}), Next(), AnswerScores({0: 2.0}), Next()):
        play.apply(command)
    assert campaign.unfinished() is None
    standing = campaign.levels()[0]
    assert (standing.plays, standing.won) == (1, True)
    assert standing.best is not None


def test_a_new_session_replaces_the_open_one(campaign: Campaign) -> None:
    campaign.start("tutorial")
    second, _ = campaign.start("tutorial")
    record = campaign.unfinished()
    assert record is not None
    assert record.id == second.number


def test_a_session_that_would_come_out_otherwise_is_closed_and_said_so(campaign: Campaign, records: Records) -> None:
    """As if a document, a count or a weight had changed: the figures that were told do not come again."""
    play, _ = campaign.start("tutorial")
    play.apply(AnswerScores({1: 2.0}))
    with sqlite3.connect(records.path) as db:
        db.execute("UPDATE event SET body = replace(body, '0.3', '0.5') WHERE kind = 'revealed'")
    db.close()
    record = campaign.unfinished()
    assert record is not None
    with pytest.raises(BadInput, match="has changed since it was begun"):
        campaign.resume(record)
    assert campaign.unfinished() is None


def test_commands_that_do_not_fit_close_the_session(campaign: Campaign, records: Records) -> None:
    session = records.start("00-tutorial", 0, 1.0)
    records.append(session, 0, Next(), (), ended=False)
    record = campaign.unfinished()
    assert record is not None
    with pytest.raises(BadInput, match="has changed"):
        campaign.resume(record)


def test_a_session_that_was_killed_before_it_began_begins(campaign: Campaign, records: Records) -> None:
    records.start("00-tutorial", 0, 1.0)
    record = campaign.unfinished()
    assert record is not None
    play, events = campaign.resume(record)
    assert isinstance(events[0], SessionStarted)
    assert play.session.state.phase == "asked"


def test_a_session_stands_still_when_its_answer_cannot_be_kept(campaign: Campaign, records: Records) -> None:
    play, _ = campaign.start("tutorial")
    state = play.session.state
    records._db.execute("PRAGMA query_only = ON")
    with pytest.raises(BadInput, match="cannot be used"):
        play.apply(AnswerScores({1: 2.0}))
    assert play.session.state == state
    records._db.execute("PRAGMA query_only = OFF")
    play.apply(AnswerScores({1: 2.0}))
    assert [type(c) for c in records.commands(play.number)] == [Begin, AnswerScores]


def test_two_programs_cannot_go_on_with_one_session(campaign: Campaign) -> None:
    campaign.start("tutorial")
    record = campaign.unfinished()
    assert record is not None
    first, second = (campaign.resume(record)[0] for _ in range(2))
    first.apply(AnswerScores({1: 2.0}))
    with pytest.raises(BadInput, match="another tokenroom plays it too"):
        second.apply(AnswerScores({2: 2.0}))
    assert second.session.state.phase == "asked"
    first.apply(Next())


@pytest.mark.parametrize("change", ["seed = 'abc'", "seed = -5", "seconds_per_nat = -1", "seconds_per_nat = 9e999"])
def test_a_session_that_cannot_have_been_is_closed(campaign: Campaign, records: Records, change: str) -> None:
    campaign.start("tutorial")
    records._db.execute(f"UPDATE session SET {change}")
    assert campaign.unfinished() is None


def test_a_session_that_is_over_is_not_gone_on_with(campaign: Campaign, records: Records) -> None:
    play, _ = campaign.start("tutorial")
    for command in (AnswerScores({1: 2.0}), Next(), AnswerScores({0: 2.0}), Next()):
        play.apply(command)
    records._db.execute("UPDATE session SET state = 'open'")
    record = campaign.unfinished()
    assert record is not None
    with pytest.raises(BadInput, match="has changed"):
        campaign.resume(record)


def test_wild_answers_can_be_read_back(campaign: Campaign) -> None:
    play, _ = campaign.start("tutorial")
    for command in (AnswerScores({1: -1e6}), Next(), AnswerScores({0: -1e6}), Next()):
        play.apply(command)
    assert campaign.levels()[0].best == pytest.approx(1e6, rel=1e-3)


def test_an_event_of_another_version_is_passed_over(campaign: Campaign, records: Records) -> None:
    play, _ = campaign.start("tutorial")
    play.apply(AnswerScores({1: 2.0}))
    with sqlite3.connect(records.path) as db:
        db.execute('UPDATE event SET body = \'{"event":"revealed","new":1}\' WHERE kind = \'revealed\'')
    db.close()
    assert records.all_events("revealed") == []
    with pytest.raises(BadInput, match="cannot read"):
        records.events(play.number)


def test_a_full_disk_keeps_no_half_of_a_command_and_goes_on_when_there_is_room(records: Records) -> None:
    session = records.start("00-tutorial", 0, 1.0)
    (pages,) = records._db.execute("PRAGMA page_count").fetchone()
    records._db.execute(f"PRAGMA max_page_count = {pages}")
    long = (Said("voice", "word " * 20_000),)
    for _ in range(2):
        with pytest.raises(BadInput, match=r"database or disk is full; .* free the disk"):
            records.append(session, 0, Begin(), long, ended=False)
        assert (records.commands(session), records.events(session)) == ([], [])
    records._db.execute("PRAGMA max_page_count = 100000")
    records.append(session, 0, Begin(), long, ended=False)
    assert (records.commands(session), records.events(session)) == ([Begin()], list(long))


def test_a_failed_append_keeps_nothing(records: Records) -> None:
    session = records.start("00-tutorial", 0, 1.0)
    records.append(session, 0, Begin(), (), ended=False)
    with pytest.raises(BadInput, match="FOREIGN KEY"):
        records.append(999, 0, Begin(), (), ended=False)
    assert records.commands(session) == [Begin()]
    assert records.commands(999) == []


@pytest.mark.parametrize("damage", [b"", b"not a database " * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_set_aside_and_kept(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "records.sqlite"
    path.write_bytes(damage)
    records, notice = open_records(path, now)
    records.start("00-tutorial", 0, 1.0)
    records.close()
    if damage:
        assert (tmp_path / "records.sqlite.set-aside-1").read_bytes() == damage
        assert "kept as records.sqlite.set-aside-1" in notice
    else:
        assert not notice  # SQLite takes an empty file for a new one


def test_a_file_damaged_in_the_middle_is_found(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    records, _ = open_records(path, now)
    session = records.start("00-tutorial", 0, 1.0)
    for n in range(200):
        records.append(session, n, AnswerScores(dict.fromkeys(range(50), 1.0)), (), ended=False)
    records._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    records.close()
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 6] = b"\xa5" * (4096 * 3)
    path.write_bytes(data)
    again, notice = open_records(path, now)
    again.close()
    assert "set-aside-1" in notice
    assert (tmp_path / "records.sqlite.set-aside-1").read_bytes() == bytes(data)


def test_a_schema_that_is_no_text_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    open_records(path, now)[0].close()
    path.write_bytes(path.read_bytes().replace(b"sessionsession", b"s\xdd\x20sionsession"))
    records, notice = open_records(path, now)
    records.close()
    assert "set-aside-1" in notice


def test_a_damaged_file_whose_place_is_taken_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if another program had set the damaged file aside and begun a new one."""
    path = tmp_path / "records.sqlite"
    path.write_bytes(b"damage " * 99)
    prepare = Records._prepare

    def taken(self: Records) -> None:
        if path.read_bytes().startswith(b"damage"):
            path.rename(tmp_path / "elsewhere")
            path.touch()
            raise sqlite3.DatabaseError("damaged")
        prepare(self)

    monkeypatch.setattr(Records, "_prepare", taken)
    records, notice = open_records(path, now)
    records.close()
    assert not notice
    assert not (tmp_path / "records.sqlite.set-aside-1").exists()


def test_a_file_damaged_twice_loses_neither(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    for n in (1, 2):
        path.write_bytes(b"damage %d" % n * 200)
        open_records(path, now)[0].close()
    assert [(tmp_path / f"records.sqlite.set-aside-{n}").read_bytes()[:8] for n in (1, 2)] == [b"damage 1", b"damage 2"]


def test_a_file_of_another_program_or_version_is_set_aside(tmp_path: Path) -> None:
    for name, statement in [
        ("a", "CREATE TABLE cats (name)"),
        ("b", "CREATE TABLE session (name); PRAGMA user_version = 1"),
        ("c", "CREATE TABLE session (id); PRAGMA user_version = 99"),
    ]:
        path = tmp_path / f"{name}.sqlite"
        with sqlite3.connect(path) as db:
            db.executescript(statement)
        db.close()
        records, notice = open_records(path, now)
        records.close()
        assert f"{name}.sqlite.set-aside-1" in notice


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").mkdir()
    with pytest.raises(BadInput, match="cannot be opened"):
        open_records(tmp_path / "records.sqlite", now)


PLAY_AND_DIE = """
import os, signal, sys
from pathlib import Path
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores
from tokenroom.game.events import SessionStarted
from tokenroom.game.records import open_records
records, _ = open_records(Path(sys.argv[1]), lambda: "now")
play, _ = Campaign(records, None, lambda: 0, 1.0).start("tutorial")
play.apply(AnswerScores({2: 6.0}))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_kill_dash_nine_loses_nothing_that_was_answered(tmp_path: Path, open_small: Callable[[str], Field]) -> None:
    path = tmp_path / "records.sqlite"
    done = subprocess.run([sys.executable, "-c", PLAY_AND_DIE, str(path)], env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    records, notice = open_records(path, now)
    assert not notice
    campaign = Campaign(records, open_small, lambda: 0, 1.0)
    record = campaign.unfinished()
    assert record is not None
    play, _ = campaign.resume(record)
    assert play.session.state.phase == "revealed"
    assert play.session.state.answers == ({2: 6.0},)
    records.close()
