"""curl: each operation is a request of its own, whose URL (RFC 5092) or -X says what is wanted."""
import re
from urllib.parse import quote

from client import Client, Failed
from session import from_wire, to_wire


class Curl(Client):
    name = "curl"
    programs = ["curl"]
    marks_seen = True
    flags_kept = {"\\seen"}  # -T sends \Seen and nothing else

    def _request(self, path: str, *words, password: str | None = None, succeeds: bool = True):
        scheme = "imaps" if self.place.tls == "implicit" else "imap"
        secure = ["--ssl-reqd"] if self.place.tls == "starttls" else []
        return self.run(
            [
                "curl",
                "-q",
                "-sS",
                "--cacert",
                self.place.certificate,
                *secure,
                "-u",
                f"{self.place.user}:{password or self.place.password}",
                *words,
                f"{scheme}://{self.place.host}:{self.place.port}/{path}",
            ],
            succeeds,
        )

    @staticmethod
    def _path(mailbox: str) -> str:
        return quote(to_wire(mailbox), safe="")

    def _in(self, mailbox: str, command: str) -> str:
        return self._request(self._path(mailbox), "-X", command).stdout.decode()

    def login(self, password: str):
        self._request("", "-X", "NOOP", password=password)

    def names(self) -> set[str]:
        names = set()
        for line in self._request("").stdout.decode().splitlines():
            attributes, *name = re.match(r'\* LIST \(([^)]*)\) "." (?:"((?:\\.|[^"])*)"|(.*))$', line).groups()
            if "\\noselect" not in attributes.lower():
                names.add(from_wire(name[1] or re.sub(r"\\(.)", r"\1", name[0])))
        return names

    def fetch(self, mailbox: str) -> list[bytes]:
        found = []
        for uid in re.findall(r"\d+", self._in(mailbox, "UID SEARCH ALL")):
            found.append(self._request(f"{self._path(mailbox)};UID={uid}").stdout)
        return found

    def append(self, mailbox: str, messages: list[bytes], flags: list[str]):
        for octets in messages:
            (self.home / "message").write_bytes(octets)
            self._request(self._path(mailbox), "-T", "message")

    def flag(self, mailbox: str, uid: int, add: list[str], remove: list[str]):
        for sign, flags in (("+", add), ("-", remove)):
            if flags:
                self._in(mailbox, f"UID STORE {uid} {sign}FLAGS ({' '.join(flags)})")

    def delete(self, mailbox: str, uids: list[int]):
        self._in(mailbox, f"UID STORE {','.join(map(str, uids))} +FLAGS.SILENT (\\Deleted)")
        self._in(mailbox, "EXPUNGE")

    def resync(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        """It remembers nothing: what is there is asked for once more after the last change."""
        self._in(mailbox, "UID SEARCH ALL")
        for change in changes:
            change()
        seen = {}
        for line in self._in(mailbox, "FETCH 1:* (UID FLAGS ENVELOPE)").splitlines():
            match = re.match(r'\* \d+ FETCH \(UID \d+ FLAGS \(([^)]*)\) ENVELOPE \(NIL "([^"]*)"', line)
            if not match:
                raise Failed(f"expected a FETCH response, got {line}")
            seen[match.group(2)] = {flag.lower() for flag in match.group(1).split()} - {"\\recent"}
        return seen
