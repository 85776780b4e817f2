"""mbsync (isync): keeps a Maildir and a mailbox the same, in both directions."""
import re

import maildir
from client import Client, Failed
from session import from_wire, quoted, to_wire


class Mbsync(Client):
    name = "mbsync"
    programs = ["mbsync"]
    cannot = {"append/rev1-minimal": "without UIDPLUS mbsync 1.4.4 does not expect the answer to its own FETCH of X-TUID"}
    skips = {"bare-header": "it skips a message without an empty line behind its header, with a warning"}

    def kept(self, octets: bytes) -> bytes:
        return octets.replace(b"\r\n", b"\n")  # a Maildir's line end

    def stripped(self, octets: bytes) -> bytes:
        # It marks what it has just stored, to find it again.
        return re.sub(rb"^X-TUID: [^\r\n]*\r?\n", b"", octets, flags=re.M)

    def _configuration(self, password: str | None = None) -> str:
        # Of a certificate it takes names of hosts only, no addresses.
        kind = {"clear": "None", "starttls": "STARTTLS", "implicit": "IMAPS"}[self.place.tls]
        return (
            f"IMAPAccount a\nHost localhost\nPort {self.place.port}\n"
            f"User {self.place.user}\nPass {password or self.place.password}\n"
            f"SSLType {kind}\nCertificateFile {self.place.certificate}\nAuthMechs LOGIN\nTimeout 30\n\n"
            f"IMAPStore far\nAccount a\nPathDelimiter {self.place.separator}\n\n"
            f"MaildirStore near\nPath {self.home}/mail/\nInbox {self.home}/INBOX\nSubFolders Verbatim\n\n"
            f"Channel all\nFar :far:\nNear :near:\nPatterns *\n\n"
        )

    def _sync(self, mailbox: str, what: str = "All"):
        # It puts the server's prefix before a name by itself, and parts levels by "/".
        mailbox = mailbox.removeprefix(self.place.prefix).replace(self.place.separator, "/")
        mailbox = quoted(":far:" + to_wire(mailbox))
        maildir.make(self._near)
        (self.home / "rc").write_text(
            self._configuration() + f"Channel one\nFar {mailbox}\nNear :near:near\n"
            f"Sync {what}\nExpunge Both\nSyncState {self.home}/state/\n"
        )
        (self.home / "state").mkdir(exist_ok=True)
        self.run(["mbsync", "-c", "rc", "one"])

    @property
    def _near(self):
        return self.home / "mail/near"

    def login(self, password: str):
        (self.home / "rc").write_text(self._configuration(password))
        (self.home / "mail").mkdir(exist_ok=True)
        self.run(["mbsync", "-c", "rc", "-l", "all"])

    def names(self) -> set[str]:
        (self.home / "rc").write_text(self._configuration())
        (self.home / "mail").mkdir(exist_ok=True)
        listed = self.run(["mbsync", "-c", "rc", "-l", "all"]).stdout.decode().splitlines()
        return {
            name if name == "INBOX" else self.place.prefix + from_wire(name).replace("/", self.place.separator)
            for name in listed
        }

    def fetch(self, mailbox: str) -> list[bytes]:
        self._sync(mailbox, "Pull")
        return [file.read_bytes() for file in maildir.files(self._near)]

    def append(self, mailbox: str, messages: list[bytes], flags: list[str]):
        maildir.make(self._near)
        maildir.put(self._near, messages, flags)
        self._sync(mailbox, "Push")

    def flag(self, mailbox: str, uid: int, add: list[str], remove: list[str]):
        self._sync(mailbox)
        file = self._by_uid(uid)
        maildir.set_flags(file, {flag.lower() for flag in add}, {flag.lower() for flag in remove})
        self._sync(mailbox)

    def _by_uid(self, uid: int):
        """Its own UIDs in the Maildir (",U=" in a file's name) stand beside those of the server in its state."""
        state = next((self.home / "state").iterdir()).read_text()
        near = re.search(rf"^{uid} (\d+) ", state, re.M)
        if not near:
            raise Failed(f"expected UID {uid} in the state of mbsync, got {state}")
        return next(
            file
            for file in maildir.files(self._near)
            if f",U={near.group(1)}:" in file.name or file.name.endswith(f",U={near.group(1)}")
        )

    def delete(self, mailbox: str, uids: list[int]):
        self._sync(mailbox)
        for uid in uids:
            self._by_uid(uid).unlink()
        self._sync(mailbox)

    def resync(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        self._sync(mailbox)
        for change in changes:
            change()
            self._sync(mailbox)
        return maildir.view(self._near)
