"""Clients that are libraries: each has a small program in its language."""
import base64
import json
import select
import subprocess
from pathlib import Path

from client import HERE, TIME_LIMIT, Client, Failed, Hangs, Place, end, environment
from session import from_wire, to_wire


class Library(Client):
    """The program keeps one session, and is asked in lines of JSON; octets are base64."""

    driver: list[str] = []  # the words of the program, the last a file in libraries/
    wire_names = False  # its users encode names themselves

    def __init__(self, place: Place, home: Path):
        super().__init__(place, home)
        self._process = None

    def close(self):
        if self._process:
            end(self._process)
            self._process.stdin.close()
            self._process.stdout.close()

    def ask(self, **request) -> dict:
        if not self._process:
            words = [*self.driver[:-1], str(HERE / "libraries" / self.driver[-1])]
            self._errors = open(self.home / "errors", "wb")
            self._process = subprocess.Popen(
                words,
                cwd=self.home,
                env=environment(self.home, self.place) | {"NODE_PATH": str(HERE / "node_modules")},
                start_new_session=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
            )
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise Failed(f"ended before {request['do']}: {self._told()}") from None
        if not select.select([self._process.stdout], [], [], TIME_LIMIT)[0]:
            raise Hangs(f"{request['do']} did not end within {TIME_LIMIT} s: {self._told()}")
        line = self._process.stdout.readline()
        try:
            answer = json.loads(line)
        except ValueError:
            raise Failed(f"{request['do']} ended with {line[:200]!r}: {self._told()}") from None
        if "error" in answer:
            raise Failed(f"{request['do']}: {answer['error']}")
        return answer

    def _told(self) -> str:
        return (self.home / "errors").read_text(errors="replace")[-1500:]

    def _name(self, mailbox: str) -> str:
        return to_wire(mailbox) if self.wire_names else mailbox

    def _connect(self, password: str | None = None):
        place = self.place
        self.ask(
            do="login",
            host=place.host,
            port=place.port,
            tls=place.tls,
            certificate=str(place.certificate),
            user=place.user,
            password=password or place.password,
        )

    def login(self, password: str):
        self._connect(password)
        self.ask(do="logout")

    def names(self) -> set[str]:
        self._connect()
        names = self.ask(do="list")["names"]
        return {from_wire(name) if self.wire_names else name for name in names}

    def fetch(self, mailbox: str) -> list[bytes]:
        self._connect()
        return [
            base64.b64decode(message["octets"])
            for message in self.ask(do="fetch", mailbox=self._name(mailbox))["messages"]
        ]

    def append(self, mailbox: str, messages: list[bytes], flags: list[str]):
        self._connect()
        for octets in messages:
            self.ask(do="append", mailbox=self._name(mailbox), octets=base64.b64encode(octets).decode(), flags=flags)

    def flag(self, mailbox: str, uid: int, add: list[str], remove: list[str]):
        self._connect()
        self.ask(do="flag", mailbox=self._name(mailbox), uid=uid, add=add, remove=remove)

    def delete(self, mailbox: str, uids: list[int]):
        self._connect()
        self.ask(do="delete", mailbox=self._name(mailbox), uids=uids)

    def resync(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        """What it knows, the names of messages with their flags, after changes that others have made."""
        self._connect()
        self.ask(do="look", mailbox=self._name(mailbox))
        for change in changes:
            change()
            seen = self.ask(do="look", mailbox=self._name(mailbox))["messages"]
        return {message["subject"]: {flag.lower() for flag in message["flags"]} - {"\\recent"} for message in seen}
