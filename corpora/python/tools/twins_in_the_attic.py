"""Find files that have the same contents under different names.

Files of different sizes cannot be twins, so the sizes are compared first; only where two sizes
agree are the contents read and reduced to a fingerprint. The attic is a temporary folder.
"""

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

ATTIC = {
    "songs/quay.txt": "The tide was high, the beer was low.\n",
    "songs/old/quay-copy.txt": "The tide was high, the beer was low.\n",
    "songs/loaf.txt": "Who stole the loaf from Fish Street?\n",
    "letters/to-kestle.txt": "Dear Gulls, you were lucky.\n",
    "letters/to-kestle-again.txt": "Dear Gulls, you were lucky!\n",
    "letters/final.txt": "Dear Gulls, you were lucky.\n",
    "letters/really-final.txt": "Dear Gulls, you were lucky.\n",
    "recipe.txt": "Soup: take everything.\n",
}


def fingerprint(path: Path) -> str:
    """Return a short text that is different for different contents, as good as always."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def split(paths: Iterable[Path], key: Callable[[Path], Hashable]) -> list[list[Path]]:
    """Put the paths into groups of equal keys; whoever stands alone is dropped.

    >>> words = [Path("a/x"), Path("b/y"), Path("c/x")]
    >>> split(words, key=lambda path: path.name) == [[Path("a/x"), Path("c/x")]]
    True
    """
    groups = defaultdict(list)
    for path in paths:
        groups[key(path)].append(path)
    return [group for group in groups.values() if len(group) > 1]


def twins(folder: Path) -> list[list[Path]]:
    """Return the groups of files with the same contents."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = []
    for same_size in split(files, key=lambda path: path.stat().st_size):
        found += split(same_size, key=fingerprint)
    return found


def keeper(group: list[Path]) -> Path:
    """Choose which twin to keep: the one with the shortest path, then by the alphabet."""
    return min(group, key=lambda path: (len(str(path)), str(path)))


def fill(folder: Path) -> None:
    """Write all the files of the attic."""
    for name, text in ATTIC.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Tidy the attic of the library and say how much room was won."""
    with tempfile.TemporaryDirectory() as name:
        attic = Path(name)
        fill(attic)
        won = 0
        for group in twins(attic):
            kept = keeper(group)
            print(f"Keep {kept.relative_to(attic)}, which is also")
            for path in group:
                if path != kept:
                    print(f"    {path.relative_to(attic)}")
                    won += path.stat().st_size
                    path.unlink()
        left = sum(1 for path in attic.rglob("*") if path.is_file())
        print(f"{left} of {len(ATTIC)} files are left, and {won} bytes of attic are free.")
        print("Twins now:", twins(attic) or "none")
        print("The letter with the exclamation mark was spared: one sign makes a difference.")


if __name__ == "__main__":
    main()
