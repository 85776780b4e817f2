"""fetchmail: takes mail from a mailbox and hands it to a program."""

import mail
from client import Client, Failed
from session import quoted, to_wire


class Fetchmail(Client):
    name = "fetchmail"
    programs = ["fetchmail"]
    cannot = {
        "list": "fetchmail asks for the mailboxes that it is told",
        "append": "fetchmail appends nothing",
        "flag": "fetchmail sets no flags but \\Seen and \\Deleted, on what it has fetched",
    }
    skips = {"very-long-lines": "fetchmail 6.4.37 puts other octets into lines beyond 8192, from any server"}
    marks_seen = True
    deletes = "unseen"
    hands_on = True

    def kept(self, octets: bytes) -> bytes:
        # For a program lines end with LF, the last one too.
        octets = octets.replace(b"\r\n", b"\n")
        if b"\n\n" not in octets:
            return octets + b"\n"  # it ends a header that does not end
        return octets if octets.endswith(b"\n") else octets + b"\n"

    def _run(self, mailbox: str, what: str, password: str | None = None) -> list[bytes]:
        place = self.place
        tls = {
            "clear": 'sslproto ""',
            "starttls": f'sslproto "auto" sslcertck sslcertfile "{place.certificate}" sslcommonname localhost',
            "implicit": f'ssl sslproto "auto" sslcertck sslcertfile "{place.certificate}" sslcommonname localhost',
        }[place.tls]
        folder = self.home / f"run{len(list(self.home.glob('run*')))}"
        folder.mkdir()
        # It sends a name between quotes, as it stands there; its file wants backslashes twice.
        name = quoted(to_wire(mailbox))[1:-1].replace("\\", "\\\\")
        rc = self.home / "rc"
        rc.write_text(
            f"poll {place.host} protocol imap service {place.port} auth password timeout 30 "
            f'user "{place.user}" password "{password or place.password}" '
            f"{tls} folder '{name}' no rewrite no mimedecode {what} mda \"cat >$(mktemp {folder}/XXXXXX)\"\n"
        )
        rc.chmod(0o600)
        done = self.run(
            [
                "fetchmail",
                "--invisible",
                "--nosyslog",
                "--pidfile",
                self.home / "pid",
                "--idfile",
                self.home / "ids",
                "-f",
                rc,
            ],
            succeeds=False,
        )
        if done.returncode not in (0, 1):  # 1: there was no mail
            raise Failed(
                f"ended with {done.returncode}: {(done.stdout + done.stderr).decode(errors='replace')[-1500:]}"
            )
        return [file.read_bytes() for file in sorted(folder.iterdir())]

    def login(self, password: str):
        self._run("INBOX", "keep", password)

    def fetch(self, mailbox: str) -> list[bytes]:
        return self._run(mailbox, "keep fetchall")

    def delete(self, mailbox: str, uids: list[int]):
        self._run(mailbox, "no keep no fetchall")

    def resync(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        come = self._run(mailbox, "keep fetchall")
        for change in changes:
            change()
            last = self._run(mailbox, "keep no fetchall")
            come += last
        if len(last) != 1:
            raise Failed(f"expected the new message only, got {[mail.name_of(octets) for octets in last]}")
        return {mail.name_of(octets): set() for octets in come}
