"""`--rival-command`: programs that crash, babble, stall or never end are one line, and none is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import msgspec
import numpy as np
import pytest

from tests.cli.conftest import Run
from tests.cli.test_cli import tokenroom
from tokenroom.cli import outside
from tokenroom.cli.outside import Child, Guests, start
from tokenroom.errors import BadInput
from tokenroom.rivals.field import Field
from tokenroom.rivals.outside import AskPassage, Hello, NoLineError, checked_log_probs

Call = Callable[..., Run]
EXAMPLE = Path(__file__).parents[2] / "examples" / "uniform_rival.py"
READY = """print('{"type":"ready","name":"n"}', flush=True); """
NEVER_ENDS = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: signal.pause()"


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Callable[[str], Child]]:
    """Starts Python programs as children; each is ended at the end."""
    children: list[Child] = []

    def started(program: str) -> Child:
        children.append(Child([sys.executable, "-c", program], (tmp_path / "log").open("wb"), grace=0.2))
        return children[-1]

    yield started
    for each in children:
        each.close()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_lines_go_to_and_fro(child: Callable[[str], Child]) -> None:
    echo = child("import sys\nfor line in sys.stdin: print(line.upper(), end='', flush=True)")
    echo.write_line("one")
    echo.write_line("two")
    assert [echo.read_line(10), echo.read_line(10)] == [b"ONE\n", b"TWO\n"]


def test_a_program_that_says_nothing(child: Callable[[str], Child]) -> None:
    with pytest.raises(NoLineError, match=r"did not come within 0\.1 seconds"):
        child(NEVER_ENDS).read_line(0.1)


def test_a_program_that_ends_tells_its_last_words(child: Callable[[str], Child], tmp_path: Path) -> None:
    ended = child("import sys; print('no model', file=sys.stderr); sys.exit(3)")
    for _ in range(2):
        with pytest.raises(NoLineError, match="the program ended with status 3: no model"):
            ended.read_line(10)
    assert (tmp_path / "log").read_text() == "no model\n"


def test_a_program_that_closes_its_output_and_lives_on(child: Callable[[str], Child]) -> None:
    with pytest.raises(NoLineError, match="has closed its output"):
        child(f"import os; os.close(1)\n{NEVER_ENDS}").read_line(10)


def test_a_line_that_never_ends(child: Callable[[str], Child], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "LONGEST_LINE", 1_000)
    with pytest.raises(NoLineError, match="longer than 1,000 bytes"):
        child("import sys\nwhile True: sys.stdout.write('x' * 100)").read_line(10)


def test_a_program_that_reads_nothing_holds_nobody_up(child: Callable[[str], Child]) -> None:
    deaf = child(NEVER_ENDS)
    deaf.write_line("x" * 10_000_000)  # more than any pipe holds
    with pytest.raises(NoLineError):
        deaf.read_line(0.05)


def test_endless_babble_does_not_fill_memory_or_disk(
    tmp_path: Path, child: Callable[[str], Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "_LOG_SIZE", 5_000)
    babble = child(
        "import sys\nfor _ in range(50_000): print('e' * 99, file=sys.stderr)\nwhile True: print('out', flush=True)"
    )
    assert babble.read_line(10) == b"out\n"
    assert (tmp_path / "log").stat().st_size == 5_000
    assert babble._inbox.qsize() <= outside._WAITING


def test_who_does_not_leave_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    line = tmp_path / "line"
    os.mkfifo(line)
    inner = f"file = open({str(line)!r}, 'w'); file.write('alive'); file.flush()\n{NEVER_ENDS}"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    with closing(Child([sys.executable, "-c", outer], (tmp_path / "log").open("wb"), grace=0.1)):
        file = line.open()
        assert file.read(5) == "alive"
    with file:
        assert file.read() == ""  # comes when nobody holds the other end any more


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such call there")
def test_who_has_left_leaves_nobody_behind(tmp_path: Path) -> None:
    line = tmp_path / "line"
    os.mkfifo(line)
    inner = f"file = open({str(line)!r}, 'w'); os.close(0); os.close(1); os.close(2)\n    {NEVER_ENDS.splitlines()[0]}"
    outer = f"import os\nif not os.fork():\n    {inner}\n    while True: signal.pause()"
    with closing(Child([sys.executable, "-c", outer], (tmp_path / "log").open("wb"), grace=0.1)) as gone:
        file = line.open()
        with pytest.raises(NoLineError, match="the program ended with status 0"):
            gone.read_line(10)
    with file:
        assert file.read() == ""  # comes when nobody holds the other end any more


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device there")
def test_a_full_disk_is_no_reason_not_to_listen() -> None:
    program = "import sys; print('e' * 200_000, file=sys.stderr); print('no model', file=sys.stderr); sys.exit(3)"
    with Path("/dev/full").open("wb", buffering=0) as full:
        child = Child([sys.executable, "-c", program], full, grace=0.2)
        with closing(child), pytest.raises(NoLineError, match="the program ended with status 3: no model"):
            child.read_line(10)


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match=r"cannot be written: .*; make room there, or set TOKENROOM_HOME"):
        start(sys.executable, tmp_path / "file" / "log")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="pipe: is no file"):
        start(sys.executable, tmp_path / "pipe")


def test_who_leaves_in_time_is_not_killed(tmp_path: Path) -> None:
    done = tmp_path / "done"
    tidy = f"import sys; print('up', flush=True); sys.stdin.read(); open({str(done)!r}, 'w').write('tidy')"
    with closing(Child([sys.executable, "-c", tidy], (tmp_path / "log").open("wb"), grace=10)) as parent:
        parent.read_line(10)
    assert done.read_text() == "tidy"


@pytest.mark.parametrize("command", ["", "   ", "'open", "/no/such/program", "a\0b"])
def test_what_is_no_command(command: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="--rival-command"):
        start(command, tmp_path / "log")


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("raise SystemExit(3)", "line 1: did not come: the program ended with status 3"),
        ("import nonsense", "ModuleNotFoundError: No module named 'nonsense'"),
        ("print('What?')", "line 1: is not understood"),
        (READY, "line 2: did not come: the program ended with status 0"),
        (READY + "print('{}'); input()", "line 2: is not understood"),
        ("""print('{"type":"error","message":"no such model"}')""", "line 1: it says: no such model"),
    ],
)
def test_a_program_that_does_not_play_is_one_line_and_status_2(run: Call, program: str, told: str) -> None:
    command = f'{sys.executable} -c "{program.replace(chr(34), chr(92) + chr(34))}"'
    done = run("eval", "--rival", "uniform", "--corpus", "english", "--rival-command", command, "--json")
    assert told in done.err
    assert (done.status, len(done.err.splitlines()), done.out) == (2, 1, "")


def test_ctrl_c_while_it_is_started_leaves_nobody_behind(
    field: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst moment: the program runs, and we have not heard of it yet."""
    started: list[Child] = []

    def interrupted(arguments: list[str], log: IO[bytes]) -> Child:
        started.append(Child(arguments, log, grace=0.1))
        signal.raise_signal(signal.SIGINT)
        return started[-1]

    monkeypatch.setattr(outside, "Child", interrupted)
    guests = Guests(f'{sys.executable} -c "{NEVER_ENDS.splitlines()[0]}; signal.pause()"', tmp_path / "log")
    with closing(guests), pytest.raises(KeyboardInterrupt):
        guests.join(field)
    assert not is_running(started[0]._process.pid)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_ends_the_program_too(tmp_path: Path, home: Path) -> None:
    told = tmp_path / "pid"
    os.mkfifo(told)
    program = tmp_path / "sleeper.py"
    program.write_text(f"import os\nwith open({str(told)!r}, 'w') as file: file.write(str(os.getpid()))\n{NEVER_ENDS}")
    arguments = ("eval", "--rival", "uniform", "--corpus", "english", "--rival-command", f"{sys.executable} {program}")
    process = subprocess.Popen([sys.executable, "-m", "tokenroom", *arguments], stderr=subprocess.PIPE, text=True)
    pid = int(told.read_text())  # waits until the program has started
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "tokenroom: stopped\n")
    assert not is_running(pid)


def test_the_document_shows_what_is_taken() -> None:
    """The lines of docs/protocol.md: a vocabulary of four, two distributions, one in each form."""
    document = (EXAMPLE.parents[1] / "docs" / "protocol.md").read_text()
    lines = document.partition("```jsonl\n")[2].partition("```")[0].splitlines()
    sent = [json.loads(line) for line in lines if not line.startswith("> ")]
    told = [json.loads(line.removeprefix("> ")) for line in lines if line.startswith("> ")]
    assert msgspec.convert(sent[0], Hello).end_of_text == 3
    assert msgspec.convert(sent[1], AskPassage).ids == (2, 0)
    for answer in told[1:]:
        assert np.exp(checked_log_probs(answer["log_probs"], 4)).sum() == pytest.approx(1.0)


def played(home: Path, command: str) -> subprocess.CompletedProcess[str]:
    arguments = ("play", "practice", "--jsonl", "--seed", "7", "--pace", "calm", "--rival-command", command)
    answers = '{"command":"scores","scores":{}}\n{"command":"next"}\n'
    return tokenroom(*arguments, home=home, stdin=answers)


def test_in_a_session_it_is_one_more_player(home: Path) -> None:
    done = played(home, f"{sys.executable} {EXAMPLE}")
    (revealed,) = [event for event in map(json.loads, done.stdout.splitlines()) if event["event"] == "revealed"]
    surprises = revealed["surprises"]
    assert surprises["knows-nothing"] == pytest.approx(surprises["uniform"])
    assert (done.returncode, done.stderr) == (0, "")


def test_in_a_session_it_may_not_leave_early(home: Path, tmp_path: Path) -> None:
    quitter = tmp_path / "quitter.py"
    quitter.write_text(EXAMPLE.read_text().replace("\nfor line in sys.stdin:", "\nfor line in [sys.stdin.readline()]:"))
    done = played(home, f"{sys.executable} {quitter}")
    *_, last = map(json.loads, done.stdout.splitlines())
    assert (last["event"], last["fatal"]) == ("error", True)
    assert "line 3: did not come: the program ended with status 0" in last["message"]
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_the_tutorial_starts_nothing(run: Call) -> None:
    assert run("play", "tutorial", "--jsonl", "--rival-command", "/no/such/program").status == 0
