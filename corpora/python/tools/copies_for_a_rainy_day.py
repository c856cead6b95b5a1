"""Keep the last few copies of a file, and throw the oldest away.

Before a file is written, the old one becomes copy 1, copy 1 becomes copy 2, and so on. We begin
with the oldest copy, because whoever begins with the youngest writes over the next one.
"""

import tempfile
from contextlib import contextmanager
from pathlib import Path


def copy_name(path: Path, number: int) -> Path:
    """Return the name of a copy; number 0 is the file itself.

    >>> copy_name(Path("minutes.txt"), 2).name
    'minutes.2.txt'
    """
    if number == 0:
        return path
    return path.with_name(f"{path.stem}.{number}{path.suffix}")


def rotate(path: Path, keep: int) -> None:
    """Make every copy one step older; at most `keep` old copies remain."""
    for number in range(keep, 0, -1):
        younger = copy_name(path, number - 1)
        if younger.exists():
            younger.replace(copy_name(path, number))


@contextmanager
def written_safely(path: Path, keep: int = 3):
    """Open a file for writing; it takes its place only when everything went well.

    The text goes into a file beside it. If the block fails, that file is removed, and the world
    looks as it did before.
    """
    draft = path.with_name(path.name + ".draft")
    try:
        with draft.open("w", encoding="utf-8") as file:
            yield file
    except BaseException:
        draft.unlink()
        raise
    rotate(path, keep)
    draft.replace(path)


def restore(path: Path, number: int) -> None:
    """Bring an old copy back, as a new version, so that this too can be undone."""
    text = copy_name(path, number).read_text(encoding="utf-8")
    with written_safely(path) as file:
        file.write(text)


def show(folder: Path) -> None:
    """Print every file of the folder with its first line."""
    for path in sorted(folder.iterdir()):
        first, *_ = path.read_text(encoding="utf-8").splitlines()
        print(f"    {path.name:<14} {first}")


def main() -> None:
    """Write the minutes of the council several times, because of Councillor Fitch."""
    versions = [
        "The council agreed on a new railing.",
        "The council agreed, but for one, on a new railing.",
        "The council nearly agreed on a railing.",
        "Councillor Fitch spoke about railings.",
        "The council went home early.",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        minutes = folder / "minutes.txt"
        for version in versions:
            with written_safely(minutes) as file:
                print(version, file=file)
        print("After five evenings:")
        show(folder)

        try:
            with written_safely(minutes) as file:
                print("The council unanimously", file=file)
                raise KeyboardInterrupt("the ink has run out")
        except KeyboardInterrupt as problem:
            print(f"The sixth evening was cut short: {problem}.")
        print("Files in the folder:", len(list(folder.iterdir())))

        restore(minutes, 3)
        print("Mayor Brandt has brought the third copy back:")
        show(folder)


if __name__ == "__main__":
    main()
