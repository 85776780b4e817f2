"""mutt and neomutt: full-screen programs, told by keys; the mail is copied to and from a Maildir."""
import re
from urllib.parse import quote

import mail
import maildir
from client import Client, Failed
from terminal import Terminal


class Mutt(Client):
    name = "mutt"
    programs = ["mutt"]
    all_names = ""  # the keys that make the list show all, not only those that it watches

    def kept(self, octets: bytes) -> bytes:
        octets = octets.replace(b"\r\n", b"\n")  # a Maildir's line end
        return octets if b"\n\n" in octets else octets + b"\n"  # it ends a header that does not end

    def stored(self, octets: bytes) -> bytes:
        return octets if b"\r\n\r\n" in octets else octets + b"\r\n"

    def stripped(self, octets: bytes) -> bytes:
        # It copies with what other programs read in such headers.
        end = b"\r\n" if b"\r\n" in octets else b"\n"
        header, empty, body = octets.partition(end + end)
        lines = [
            line
            for line in header.split(end)
            if not line.startswith((b"Status:", b"X-Status:", b"Content-Length:", b"Lines:"))
        ]
        return end.join(lines) + empty + body

    def synchronised(self, flags: set[str]) -> set[str]:
        # When it is told that a message is answered, that counts as read too; not when it finds it so.
        return flags | {"\\seen"} if "\\answered" in flags else flags

    def shown(self, names: set[str]) -> set[str]:
        """Its list of mailboxes shows one level at a time: that below the prefix, without it."""
        return {
            name.removeprefix(self.place.prefix).split(self.place.separator)[0]
            for name in names
            if name.startswith(self.place.prefix)
        }

    def _url(self, mailbox: str = "") -> str:
        scheme = "imaps" if self.place.tls == "implicit" else "imap"
        return f"{scheme}://{self.place.host}:{self.place.port}/{quote(mailbox)}"

    def _start(self, opened: str, keys: str, password: str | None = None, more: str = "") -> Terminal:
        """Opens a mailbox and types."""
        place = self.place
        maildir.make(self.home / "out")
        (self.home / "rc").write_text(
            f"set imap_user={place.user} imap_pass={password or place.password}\n"
            f"set ssl_starttls={'yes' if place.tls == 'starttls' else 'no'}\n"
            f"set ssl_force_tls={'no' if place.tls == 'clear' else 'yes'}\n"
            f"set certificate_file={place.certificate} ssl_verify_dates=yes\n"
            f"set folder={self._url(self.place.prefix)} spoolfile={self._url('INBOX')} record= postponed= mbox=\n"
            f"set header_cache={self.home}/headers imap_condstore=yes imap_qresync=yes\n"
            f"set tmpdir={self.home} timeout=1 mail_check=0\n"
            f"set mbox_type=Maildir sort=mailbox-order charset=utf-8\n"
            "set move=no delete=yes confirmcreate=no confirmappend=no quit=yes sleep_time=0\n"
            "set imap_passive=no wait_key=no mark_old=no beep=no\n"
            f'set folder_format="<%f>" imap_list_subscribed=no imap_keepalive=300 resolve=no auto_tag=no\n'
            f'{more}\npush "{keys}"\n'
        )
        return Terminal([*self.programs, "-n", "-F", "rc", "-f", opened], self.home, place)

    def _run(self, opened: str, keys: str, password: str | None = None):
        self._start(opened, keys, password).wait()

    @property
    def _copy_all(self) -> str:
        return f"<tag-pattern>~A<enter><tag-prefix><copy-message>{self.home}/out<enter>"

    def login(self, password: str):
        self._run(
            self._url("Flags" if not self.place.prefix else f"{self.place.prefix}Flags"),
            f"<tag-pattern>~A<enter><shell-escape>touch {self.home}/in<enter><exit>",
            password,
        )
        if not (self.home / "in").exists():
            raise Failed("it did not get in")
        (self.home / "in").unlink()

    def names(self) -> set[str]:
        terminal = self._start(self._url("INBOX"), f"<change-folder>?{self.all_names}")
        terminal.wait_to_see(mail.LAST)
        terminal.send("qx")
        names = re.findall(r"<([^<>]+)>", terminal.wait().decode(errors="replace"))
        names = [name.removeprefix(self._url()).removeprefix(self.place.prefix).rstrip("/.") for name in names]
        return {name for name in names if name}

    def fetch(self, mailbox: str) -> list[bytes]:
        self._run(self._url(mailbox), self._copy_all + "<exit>")
        return [file.read_bytes() for file in maildir.files(self.home / "out")]

    def append(self, mailbox: str, messages: list[bytes], flags: list[str]):
        maildir.make(self.home / "in")
        maildir.put(self.home / "in", messages, flags)
        self._run(
            str(self.home / "in"), f"<tag-pattern>~A<enter><tag-prefix><copy-message>{self._url(mailbox)}<enter><exit>"
        )

    def flag(self, mailbox: str, uid: int, add: list[str], remove: list[str]):
        # The numbers of the messages are their UIDs here.
        keys = f"<jump>{uid}<enter>" + ("<flag-message>" if add else "") + ("<toggle-new>" if remove else "")
        self._run(self._url(mailbox), keys + "<sync-mailbox><exit>")

    def delete(self, mailbox: str, uids: list[int]):
        self._run(
            self._url(mailbox), "".join(f"<jump>{uid}<enter><delete-message>" for uid in uids) + "<sync-mailbox><exit>"
        )

    def resync(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        """But for the last, changes are made while it is away, with a cache and, where it can, QRESYNC."""
        self._run(self._url(mailbox), "<exit>")
        for change in changes[:-1]:
            change()
        return self._watch(mailbox, changes[-1:])

    def _watch(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        """In one session, which looks for news after each change."""
        keys, macros = "XYZ", ""
        for number, key in enumerate(keys, 1):
            then = (
                f"<shell-escape>touch {self.home}/{number}<enter>"
                if number < len(changes)
                else f"{self._copy_all}<exit>"
            )
            macros += f'macro index {key} "<imap-fetch-mail>{then}"\n'
        terminal = self._start(self._url(mailbox), f"<shell-escape>touch {self.home}/0<enter>", more=macros)
        for number, change in enumerate(changes):
            terminal.wait_for(self.home / str(number))
            change()
            terminal.send(keys[number])
        terminal.wait()
        return {name: self.synchronised(flags) for name, flags in maildir.view(self.home / "out").items()}


class NeoMutt(Mutt):
    name = "neomutt"
    programs = ["neomutt"]
    all_names = "<toggle-mailboxes>"
    unopened = dict.fromkeys(['He said "no"', "back\\slash"], "neomutt takes no URL with quotes or backslashes")

    def resync(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        return self._watch(mailbox, changes)
