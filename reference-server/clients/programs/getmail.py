"""getmail6: takes mail from mailboxes into a Maildir. It refuses to be root."""
import os
import pwd
import re

import mail
import maildir
from client import Client, Failed


class Getmail(Client):
    name = "getmail6"
    programs = ["getmail"]
    ways = [
        ("clear", "everything"),
        ("clear", "rev1-minimal"),
        ("clear", "dotted"),
        ("implicit", "secure"),
        ("implicit", "everything"),
    ]
    cannot = {
        "list": "getmail asks for the mailboxes that it is told",
        "append": "getmail appends nothing",
        "flag": "getmail sets no flags but \\Seen and \\Deleted, on what it has fetched",
    }
    deletes = "all"
    hands_on = True

    def kept(self, octets: bytes) -> bytes:
        octets = octets.replace(b"\r\n", b"\n")  # a Maildir's line end
        return octets if b"\n\n" in octets else octets + b"\n"  # it ends a header that does not end

    def stripped(self, octets: bytes) -> bytes:
        # What it knows about a message it puts into its header.
        return re.sub(
            rb"^X-getmail-retrieved-from-mailbox: [^\n]*\n",
            b"",
            octets.removeprefix(b"Return-Path: <unknown>\n"),
            count=1,
            flags=re.M,
        )

    def _run(self, mailbox: str, options: str = "", password: str | None = None) -> list[bytes]:
        place = self.place
        kind = "SimpleIMAPSSLRetriever" if place.tls == "implicit" else "SimpleIMAPRetriever"
        certificate = f"ca_certs = {place.certificate}\n" if place.tls == "implicit" else ""
        maildir.make(self.home / "mail")
        before = set(maildir.files(self.home / "mail"))
        (self.home / "rc").write_text(
            f"[retriever]\ntype = {kind}\nserver = {place.host}\nport = {place.port}\n"
            f"username = {place.user}\npassword = {password or place.password}\n"
            f"timeout = 30\nmailboxes = ({mailbox!r},)\n{certificate}"
            f"[destination]\ntype = Maildir\npath = {self.home}/mail/\n"
            f"[options]\ndelivered_to = false\nreceived = false\n{options}"
        )
        nobody = {}
        if os.getuid() == 0:
            user = pwd.getpwnam("nobody")
            for folder, _, files in os.walk(self.home):
                for entry in [folder, *(os.path.join(folder, file) for file in files)]:
                    os.chown(entry, user.pw_uid, user.pw_gid)
            nobody = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self.run(["getmail", f"--getmaildir={self.home}", "--rcfile=rc"], **nobody)
        return [file.read_bytes() for file in maildir.files(self.home / "mail") if file not in before]

    def login(self, password: str):
        self._run("INBOX", password=password)

    def fetch(self, mailbox: str) -> list[bytes]:
        return self._run(mailbox)

    def delete(self, mailbox: str, uids: list[int]):
        self._run(mailbox, "delete = true\n")

    def resync(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        come = self._run(mailbox, "read_all = false\n")
        for change in changes:
            change()
            last = self._run(mailbox, "read_all = false\n")
            come += last
        if len(last) != 1:
            raise Failed(f"expected the new message only, got {[mail.name_of(octets) for octets in last]}")
        return {mail.name_of(octets): set() for octets in come}
