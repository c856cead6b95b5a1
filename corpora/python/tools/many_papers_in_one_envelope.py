"""Put many files into one, and take them out again.

The envelope is a single file. Before each paper stands a line with its name and its length, so
that a paper may contain anything, even a line that looks like such a heading. The last line says
how many papers there were. All of it happens in a temporary folder.
"""

import io
import tempfile
from pathlib import Path, PurePosixPath

PAPERS = {
    "letters/to-the-mayor.txt": "Dear Mayor Brandt, the bench is too hard.\n",
    "letters/from-the-mayor.txt": "Dear Mr Pike, it is a bollard.\n",
    "lists/boats.txt": "Patience\nGrey Heron\nGood Hope\n",
    "lists/empty.txt": "",
    "tricks/heading.txt": "paper 5 lists/boats.txt\n12345",
}


class BadEnvelope(Exception):
    """The envelope is torn, or was never one."""


def is_safe(name):
    """Say whether a paper stays inside the folder in which it is unpacked.

    >>> is_safe("lists/boats.txt"), is_safe("../boats.txt"), is_safe("/etc/boats.txt")
    (True, False, False)
    """
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def pack(folder, out):
    """Write all the files of a folder to an open binary file; return their number."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths:
        contents = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        out.write(f"paper {len(contents)} {name}\n".encode())
        out.write(contents)
        out.write(b"\n")
    out.write(f"end {len(paths)}\n".encode())
    return len(paths)


def unpack(source):
    """Yield the name and the contents of every paper in an envelope.

    >>> list(unpack(io.BytesIO(b"paper 2 a.txt" + b"\\nhi\\nend 1\\n")))
    [('a.txt', b'hi')]
    """
    count = 0
    while True:
        heading = source.readline().decode(errors="replace").rstrip("\n")
        match heading.split(" ", 2):
            case ["paper", length, name] if length.isdigit():
                contents = source.read(int(length))
                if len(contents) < int(length) or source.read(1) != b"\n":
                    raise BadEnvelope(f"{name} is torn off")
                if not is_safe(name):
                    raise BadEnvelope(f"{name} wants to climb out of the folder")
                yield name, contents
                count += 1
            case ["end", number] if number == str(count):
                return
            case ["end", number]:
                raise BadEnvelope(f"there should be {number} papers, not {count}")
            case _:
                raise BadEnvelope(f"{heading[:20]!r} is not a heading")


def write_all(papers, folder):
    """Write papers below a folder."""
    for name, contents in papers:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)


def try_to_open(title, data):
    """Open an envelope and print what happens."""
    try:
        names = [name for name, _ in unpack(io.BytesIO(data))]
    except BadEnvelope as problem:
        print(f"    {title}: {problem}")
    else:
        print(f"    {title}: {len(names)} papers, all well")


def main():
    """Pack the papers of the harbour office, unpack them, and damage some envelopes."""
    with tempfile.TemporaryDirectory() as name:
        desk, drawer = Path(name) / "desk", Path(name) / "drawer"
        write_all(((n, text.encode()) for n, text in PAPERS.items()), desk)

        envelope = Path(name) / "office.envelope"
        with envelope.open("wb") as out:
            number = pack(desk, out)
        size = envelope.stat().st_size
        inside = sum(len(text) for text in PAPERS.values())
        print(f"{number} papers with {inside} bytes make an envelope of {size} bytes.")

        with envelope.open("rb") as source:
            write_all(unpack(source), drawer)
        same = all((drawer / n).read_text() == text for n, text in PAPERS.items())
        print("Everything came out as it went in." if same else "Something has changed!")
        data = envelope.read_bytes()

    print("Some envelopes from the bottom of the mailbag:")
    try_to_open("the good one", data)
    try_to_open("cut off by Biscuit", data[:60])
    try_to_open("one paper taken out", data.replace(b"paper 0 lists/empty.txt\n\n", b""))
    try_to_open("a love letter", b"My dearest Councillor\n")
    try_to_open("a clever one", b"paper 4 ../keys.txt\nopen\nend 1\n")


if __name__ == "__main__":
    main()
