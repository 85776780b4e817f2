"""What a client is here: a program or library that does the operations that it knows, each in a home of its own."""
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from server import PASSWORD, USER

HERE = Path(__file__).resolve().parent
TIME_LIMIT = 60  # seconds, of one run of a client


class Failed(Exception):
    """The client did not do it; the message is for people."""


class Hangs(Failed):
    """It did not end in time."""


@dataclass
class Place:
    """Where a client connects to, and how."""

    port: int
    tls: str  # clear, starttls or implicit
    certificate: Path
    prefix: str
    separator: str
    user: str = USER
    password: str = PASSWORD
    host: str = "127.0.0.1"


def environment(home: Path, place: Place) -> dict[str, str]:
    """Of a run: nothing of the person who runs it; who asks OpenSSL or Node trusts the server's certificate."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TERM": "vt100",
        "TMPDIR": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_DATA_HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "SSL_CERT_FILE": str(place.certificate),
        "NODE_EXTRA_CA_CERTS": str(place.certificate),
    }


def end(process: subprocess.Popen):
    """Ends a process that leads a session of its own, with its children."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


class Client:
    """One of these for each operation: state does not go from one to the next. An operation that a client does not know
    is in `cannot`, with the reason; the others are methods of these names (list: names). A method raises Failed."""

    name = ""
    programs: list[str] = []  # that have to be installed
    cannot: dict[str, str] = {}  # operations of trials.py, also with a profile (append/rev1-minimal): why not
    unopened: dict[str, str] = {}  # names of mail.py that it does not open: why not
    skips: dict[str, str] = {}  # messages of mail.py that it does not take: why not
    ways = [
        ("clear", "everything"),
        ("clear", "rev1-minimal"),
        ("clear", "dotted"),
        ("starttls", "secure"),
        ("implicit", "everything"),
    ]
    flags_kept = {"\\seen", "\\flagged", "\\answered", "\\draft"}  # of those that a message to append has

    marks_seen = False  # it fetches without .PEEK
    deletes = "named"  # or what it fetches: "unseen" messages, or "all"
    hands_on = False  # it gives new messages to others, without their flags, and is done with them

    def __init__(self, place: Place, home: Path):
        self.place, self.home = place, home

    @classmethod
    def missing(cls) -> str:
        """What is not installed, or nothing."""
        absent = [program for program in cls.programs if not shutil.which(program)]
        return f"{', '.join(absent)} not installed" if absent else ""

    def close(self):
        """Ends what still runs."""

    def kept(self, octets: bytes) -> bytes:
        """A message of the server as the client hands it out."""
        return octets

    def stored(self, octets: bytes) -> bytes:
        """A message that the client was given, as it comes to the server."""
        return octets

    def stripped(self, octets: bytes) -> bytes:
        """Without what the client is known to add, and says so."""
        return octets

    def synchronised(self, flags: set[str]) -> set[str]:
        """Flags of the server as the client has them."""
        return flags

    def shown(self, names: set[str]) -> set[str]:
        """Those of the mailboxes that the client lists."""
        return names

    def run(
        self, words: list, succeeds: bool = True, limit: float = TIME_LIMIT, **options
    ) -> subprocess.CompletedProcess:
        process = subprocess.Popen(
            [str(word) for word in words],
            cwd=self.home,
            env=environment(self.home, self.place),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )
        try:
            out, err = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            end(process)
            out, err = process.communicate()
            raise Hangs(f"did not end within {limit} s: {(out + err).decode(errors='replace')[-1500:]}") from None
        if succeeds and process.returncode != 0:
            raise Failed(f"ended with {process.returncode}: {(out + err).decode(errors='replace')[-1500:]}")
        return subprocess.CompletedProcess(words, process.returncode, out, err)
