"""OfflineIMAP: keeps Maildirs and mailboxes the same, in both directions."""
import re

import maildir
from client import Client, Failed


class OfflineImap(Client):
    name = "offlineimap3"
    programs = ["offlineimap"]
    unopened = dict.fromkeys(['He said "no"', "back\\slash"], "offlineimap sends quotes and backslashes as they are")

    def kept(self, octets: bytes) -> bytes:
        octets = octets.replace(b"\r\n", b"\n")  # a Maildir's line end
        return octets if b"\n\n" in octets else octets + b"\n"  # it ends a header that does not end

    def stored(self, octets: bytes) -> bytes:
        return octets if b"\r\n\r\n" in octets else octets + b"\r\n"

    def stripped(self, octets: bytes) -> bytes:
        return re.sub(
            rb"^X-OfflineIMAP: [^\r\n]*\r?\n", b"", octets, count=1, flags=re.M
        )  # where there is no UIDPLUS, to find it again

    def shown(self, names: set[str]) -> set[str]:
        """It breaks off at names with quotes or backslashes, which it sends as they are."""
        return {name for name in names if '"' not in name and "\\" not in name}

    def _run(self, mailbox: str | None, *words, password: str | None = None) -> bytes:
        place = self.place
        # Of a certificate it takes names of hosts only, no addresses.
        tls = {
            "clear": "ssl = no\nstarttls = no\n",
            "starttls": "ssl = no\nstarttls = yes\n",
            "implicit": "ssl = yes\nstarttls = no\n",
        }[place.tls]
        chosen = (
            "folderfilter = lambda name: "
            + (f"name == {mailbox!r}" if mailbox else "'\"' not in name and '\\\\' not in name")
            + "\n"
        )
        (self.home / "rc").write_text(
            f"[general]\naccounts = a\nmetadata = {self.home}/meta\nui = basic\nsocktimeout = 30\n"
            f"[Account a]\nlocalrepository = l\nremoterepository = r\nutf8foldernames = yes\n"
            f"[Repository l]\ntype = Maildir\nlocalfolders = {self.home}/mail\nsep = /\n"
            f"[Repository r]\ntype = IMAP\nremotehost = localhost\nremoteport = {place.port}\n"
            f"remoteuser = {place.user}\n"
            f"remotepass = {password or place.password}\nsslcacertfile = {place.certificate}\n{tls}{chosen}"
        )
        return self.run(["offlineimap", "-o", "-c", "rc", *words]).stdout

    def _near(self, mailbox: str):
        return self.home / "mail" / mailbox.replace(self.place.separator, "/")

    def login(self, password: str):
        self._run("INBOX", password=password)

    def names(self) -> set[str]:
        """As it makes Maildirs for them."""
        self._run(None)
        root = self.home / "mail"
        return {str(folder.parent.relative_to(root)).replace("/", self.place.separator) for folder in root.rglob("cur")}

    def fetch(self, mailbox: str) -> list[bytes]:
        self._run(mailbox)
        return [file.read_bytes() for file in maildir.files(self._near(mailbox))]

    def append(self, mailbox: str, messages: list[bytes], flags: list[str]):
        self._run(mailbox)
        maildir.put(self._near(mailbox), messages, flags)
        self._run(mailbox)

    def _by_uid(self, mailbox: str, uid: int):
        for file in maildir.files(self._near(mailbox)):
            if re.search(rf",U={uid},", file.name):
                return file
        raise Failed(
            f"expected a file with UID {uid}, got {[file.name for file in maildir.files(self._near(mailbox))]}"
        )

    def flag(self, mailbox: str, uid: int, add: list[str], remove: list[str]):
        self._run(mailbox)
        maildir.set_flags(self._by_uid(mailbox, uid), {flag.lower() for flag in add}, {flag.lower() for flag in remove})
        self._run(mailbox)

    def delete(self, mailbox: str, uids: list[int]):
        self._run(mailbox)
        for uid in uids:
            self._by_uid(mailbox, uid).unlink()
        self._run(mailbox)

    def resync(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        self._run(mailbox)
        for change in changes:
            change()
            self._run(mailbox)
        return maildir.view(self._near(mailbox))
