"""Maildirs, in which several clients keep mail: a file for each message, LF at the ends of lines, flags in the name."""
from pathlib import Path

import mail

LETTERS = {"D": "\\draft", "F": "\\flagged", "R": "\\answered", "S": "\\seen", "T": "\\deleted"}


def make(folder: Path):
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True, exist_ok=True)


def files(folder: Path) -> list[Path]:
    return sorted(file for part in ("cur", "new") for file in (folder / part).iterdir())


def flags(file: Path) -> set[str]:
    return {LETTERS[letter] for letter in file.name.partition(":2,")[2] if letter in LETTERS}


def put(folder: Path, messages: list[bytes], given: list[str] = ()):
    """Messages as a mail program would have left them there."""
    letters = "".join(sorted(letter for letter, flag in LETTERS.items() if flag in {f.lower() for f in given}))
    for number, octets in enumerate(messages, 1):
        (folder / "cur" / f"100000000{number}.M{number}.localhost:2,{letters}").write_bytes(
            octets.replace(b"\r\n", b"\n")
        )


def find(folder: Path, name: str) -> Path:
    return next(file for file in files(folder) if mail.name_of(file.read_bytes()) == name)


def set_flags(file: Path, add: set[str] = frozenset(), remove: set[str] = frozenset()) -> Path:
    """Renames the file, as the format wants it."""
    now = (flags(file) | add) - remove
    letters = "".join(sorted(letter for letter, flag in LETTERS.items() if flag in now))
    renamed = file.parent.parent / "cur" / (file.name.partition(":2,")[0] + ":2," + letters)
    file.rename(renamed)
    return renamed


def view(folder: Path) -> dict[str, set[str]]:
    return {mail.name_of(file.read_bytes()): flags(file) for file in files(folder)}
