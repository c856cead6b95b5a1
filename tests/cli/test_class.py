"""`tokenroom class`: a lesson with a host, a student and a remote in processes of their own; reports; deleting."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Call = Callable[..., Run]
TOKENROOM = [sys.executable, "-m", "tokenroom", "class"]
PATIENCE = 60.0  # seconds that a process has, from its start to its end


class Processes:
    """Processes of one person, that end with the test."""

    def __init__(self) -> None:
        self.env = dict(os.environ, PYTHONUTF8="1")
        self.processes: list[subprocess.Popen[str]] = []
        self.limits: list[threading.Timer] = []

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*TOKENROOM, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.env,
        )
        self.processes.append(process)
        limit = threading.Timer(PATIENCE, process.kill)  # whoever waits for its next line then reads its end
        limit.daemon = True
        limit.start()
        self.limits.append(limit)
        return process

    def sits(self, name: str, *arguments: str, typed: Sequence[str] = (), then: str = "brings you back") -> str:
        """Join in lines until one is called so and something more is told, and leave; return all that was told."""
        process = self.start("join", *arguments, "--plain")
        told = ""
        for line in typed:
            told += until(process, "lantern-river" if not told else "belong")
            types(process, line)
        told += until(process, f"You are {name}.") + until(process, then)
        types(process, "quit")
        assert process.wait(timeout=20) == 0
        return told

    def seats(self) -> list[Path]:
        return sorted(Path(self.env["TOKENROOM_HOME"]).glob("seats/*.json"))

    def host(self, *arguments: str) -> tuple[subprocess.Popen[str], str, str, str]:
        """Start a host; return it, its address, the class code and the remote's."""
        process = self.start("host", *arguments, "--port", "0")
        told = until(process, "Ctrl-C closes")
        student = re.search(r"Students: (\S+) +code (\S+)", told)
        remote = re.search(r"Remote: .* code (\S+)", told)
        assert student is not None, told
        assert remote is not None, told
        return process, student[1], student[2], remote[1]


def until(process: subprocess.Popen[str], text: str) -> str:
    """Read lines until one holds a text; return all of them."""
    assert process.stdout is not None
    told = ""
    for line in process.stdout:
        told += line
        if text in line:
            return told
    raise AssertionError(
        f"{text!r} was not told, and the process has ended, or was after {PATIENCE:.0f} seconds:\n{told}"
    )


def types(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


@pytest.fixture
def processes() -> Iterator[Processes]:
    made = Processes()
    yield made
    for limit in made.limits:
        limit.cancel()
    for process in made.processes:
        process.kill()
        process.communicate()


def test_a_lesson_from_host_to_report_with_a_host_that_is_killed(
    processes: Processes, run: Call, tmp_path: Path
) -> None:
    host, address, code, remote_code = processes.host("0", "--name", "seven-b", "--seed", "1")
    remote = processes.start("remote", address, remote_code)
    until(remote, "[lobby]")
    student = processes.start("join", address, code, "--name", "=Ada()")
    until(student, "You are =Ada()")
    types(remote, "next")
    types(remote, "next")
    until(student, "Item 1 of 2")
    types(student, "3 1 6 2")
    until(student, "Your answer is kept.")
    host.send_signal(signal.SIGKILL)
    host.wait()

    again, new_address, same_code, same_remote = processes.host("--name", "seven-b")
    assert (same_code, same_remote) == (code, remote_code)
    student.kill()
    remote = processes.start("remote", new_address, remote_code)
    until(remote, "[asked]")
    types(remote, "reveal")
    told = until(remote, "the class together")
    assert "5.072" in told  # the story's figure: 3, 1, 6, 2 and token 2 came
    again.send_signal(signal.SIGINT)
    assert again.wait(timeout=20) == 0

    assert "seven-b" in run("class", "list").out
    out = tmp_path / "out"
    few = run("class", "report", "seven-b", "--out", str(out), "--names")
    assert few.status == 130  # it asks first, and nobody said yes
    assert run("class", "report", "seven-b", "--out", str(out), "--names", "--yes").status == 0
    rows = [json.loads(line) for line in (out / "seven-b-answers.jsonl").read_text().splitlines()]
    assert [(row["name"], round(row["surprise"], 3), row["late"]) for row in rows] == [("=Ada()", 5.072, False)]
    assert ",'=Ada()," in (out / "seven-b-answers.csv").read_text()  # no formula in a spreadsheet
    assert run("class", "report", "--out", str(out)).status == 0
    assert "Ada" not in (out / "seven-b-answers.jsonl").read_text()
    assert run("class", "delete", "seven-b").status == 130
    assert run("class", "delete", "seven-b", "--yes").status == 0
    assert run("class", "list").out == ""


def test_a_second_start_comes_back_to_the_seat_and_new_takes_another(processes: Processes) -> None:
    _, address, code, _ = processes.host("0", "--name", "again", "--seed", "1")
    first = processes.sits("Ada", address, code, "--name", "Ada")
    word = first.split("brings you back: ")[1].split()[0]
    for arguments in ((address, code.lower()), (address,), (address, code, "--name", "Ada")):
        assert "What do you want" not in processes.sits("Ada", *arguments)
    assert "What do you want" in processes.sits("Ben", address, code, "--new", typed=["Ben"])
    assert "What do you want" not in processes.sits("Ada", address, code, "--name", "Ada")
    elsewhere = processes.sits("Ada", address, code, "--new", typed=["back Ada wrong-words", f"back ada {word}"])
    assert "do not belong together" in " ".join(elsewhere.split())
    kept = processes.seats()
    assert {json.loads(path.read_text())["name"] for path in kept} == {"Ada", "Ben"}
    assert os.name == "nt" or all(path.stat().st_mode & 0o077 == 0 for path in kept)


def test_a_seat_that_is_gone_costs_one_line_and_is_forgotten_when_the_class_is_over(processes: Processes) -> None:
    _, address, code, remote_code = processes.host("0", "--name", "over", "--seed", "1")
    processes.sits("Ada", address, code, "--name", "Ada")
    (path,) = processes.seats()
    path.write_text(re.sub(r'"token":"[^"]*"', '"token":"7-0123"', path.read_text()))  # as if of another class
    told = processes.sits("Cleo", address, code, typed=["Cleo"])
    assert told.count("The seat that you had here is gone") == 1
    (path,) = processes.seats()
    path.write_text("{")
    assert "is gone" not in processes.sits("Dora", address, code, typed=["Dora"])
    path.unlink()
    remote = processes.start("remote", address, remote_code)
    until(remote, "[lobby]")
    types(remote, "open 2")
    until(remote, "[over]")
    processes.sits("Dora", address, code, then="That was the lesson.")
    assert processes.seats() == []


def test_a_class_is_hosted_once_and_a_wrong_code_is_told(processes: Processes, run: Call) -> None:
    _, address, _, _ = processes.host("0", "--name", "one")
    second = run("class", "host", "--name", "one", "--port", "0")
    assert second.status == 2
    assert "another window hosts this class" in second.err
    wrong = run("class", "join", address, "XXXXX")
    assert wrong.status == 1
    assert "not the code" in wrong.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("host",), "no class to go on with"),
        (("host", "9"), "which a class cannot play"),
        (("host", "99"), "there is no such level"),
        (("host", "0", "--plan", "20"), "not both"),
        (("host", "--plan", "21"), "there is 20, 45, 90"),
        (("host", "0", "--name", "../x"), "is no name for a class"),
        (("join", "127.0.0.1:9", "ABCDE", "--plain"), "cannot be reached"),
        (("join", "127.0.0.1:9", "--plain"), "you have no seat there"),
        (("join", "ftp://x", "ABCDE", "--plain"), "is no address"),
        (("report", "nobody"), "there is no such class"),
        (("delete", "nobody", "--yes"), "there is no such class"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(run: Call, arguments: tuple[str, ...], says: str) -> None:
    done = run("class", *arguments)
    assert done.status == 2
    assert says in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_the_same_lesson_goes_on_and_new_begins_anew(processes: Processes) -> None:
    def code(*arguments: str) -> str:
        process, _, found, _ = processes.host("0", *arguments)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        return found

    first = code("--name", "first")  # others are named by the second, so that two soon after each other would clash
    assert code() == first
    assert code("--new") != first


def test_a_lesson_that_is_over_is_not_gone_on_with(processes: Processes) -> None:
    host, address, first, remote_code = processes.host("0", "--name", "over")
    remote = processes.start("remote", address, remote_code)
    until(remote, "[lobby]")
    types(remote, "open 2")  # behind the last step
    until(remote, "[over]")
    host.send_signal(signal.SIGINT)
    host.wait(timeout=20)
    _, _, second, _ = processes.host("0")
    assert second != first


def test_the_remote_deletes_a_class_that_is_over_and_its_host_ends(processes: Processes, run: Call) -> None:
    host, address, _, remote_code = processes.host("0", "--name", "gone")
    remote = processes.start("remote", address, remote_code)
    until(remote, "[lobby]")
    types(remote, "delete")
    until(remote, "not over yet")
    types(remote, "open 2")
    until(remote, "[over]")
    types(remote, "delete")
    until(remote, "ask once more")
    types(remote, "delete")
    until(host, "gone is deleted")
    assert host.wait(timeout=20) == 0
    assert run("class", "list").out == ""
