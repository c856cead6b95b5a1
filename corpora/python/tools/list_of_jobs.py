"""Keep a list of jobs from the command line.

The commands are `add`, `done` and `show`. The list is written to a JSON file; this program plays
a few commands with a file in a temporary folder, which is thrown away at the end.
"""

import argparse
import json
import tempfile
from pathlib import Path


def read_jobs(path: Path) -> list[dict]:
    """Return the jobs in the file, or none when there is no file yet."""
    if not path.exists():
        return []
    return json.loads(path.read_text(encoding="utf-8"))


def write_jobs(path: Path, jobs: list[dict]) -> None:
    """Write the jobs, replacing what was there."""
    path.write_text(json.dumps(jobs, indent=2), encoding="utf-8")


def make_parser() -> argparse.ArgumentParser:
    """Describe the commands and what follows them."""
    parser = argparse.ArgumentParser(prog="jobs", description="A list of jobs.")
    parser.add_argument("--file", type=Path, required=True, help="where the list is kept")
    commands = parser.add_subparsers(dest="command", required=True)

    add = commands.add_parser("add", help="put a job on the list")
    add.add_argument("text")
    add.add_argument("--for", dest="who", default="anybody", help="who should do it")

    done = commands.add_parser("done", help="cross a job out")
    done.add_argument("number", type=int)

    show = commands.add_parser("show", help="print the list")
    show.add_argument("--open", action="store_true", help="leave out what is done")
    return parser


def run(arguments: list[str]) -> str:
    """Carry out one command and return what to print."""
    options = make_parser().parse_args(arguments)
    jobs = read_jobs(options.file)
    match options.command:
        case "add":
            jobs.append({"text": options.text, "who": options.who, "done": False})
            message = f"Job {len(jobs)} is on the list."
        case "done":
            if not 1 <= options.number <= len(jobs):
                return f"There is no job {options.number}."
            jobs[options.number - 1]["done"] = True
            message = f"Well done: {jobs[options.number - 1]['text']}."
        case "show":
            return "\n".join(
                f"{number}. [{'x' if job['done'] else ' '}] {job['text']} ({job['who']})"
                for number, job in enumerate(jobs, start=1)
                if not (options.open and job["done"])
            )
    write_jobs(options.file, jobs)
    return message


def main() -> None:
    """Play a short session, as if somebody had typed it."""
    session = [
        ["add", "paint the railing", "--for", "Perrin"],
        ["add", "mend the net"],
        ["add", "find the dog", "--for", "Wren"],
        ["done", "2"],
        ["done", "7"],
        ["show"],
        ["show", "--open"],
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jobs.json"
        for arguments in session:
            print("$ jobs", *arguments)
            print(run(["--file", str(path), *arguments]))


if __name__ == "__main__":
    main()
