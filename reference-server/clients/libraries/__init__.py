"""The clients that are libraries."""
import shutil
import subprocess
import sys

from client import HERE
from library import Library


def _lacks(module: str) -> bool:
    """Whether Perl does not find it, or is not there."""
    return (
        not shutil.which("perl")
        or subprocess.run(["perl", f"-M{module}", "-e", "1"], capture_output=True).returncode != 0
    )


class Imaplib(Library):
    name = "imaplib"
    driver = [sys.executable, "imaplib_driver.py"]
    wire_names = True


class MailImapClient(Library):
    name = "Mail::IMAPClient"
    driver = ["perl", "mail_imapclient.pl"]
    wire_names = True

    @classmethod
    def missing(cls):
        return "libmail-imapclient-perl not installed" if _lacks("Mail::IMAPClient") else ""


class NetImap(Library):
    name = "net-imap"
    programs = ["ruby"]
    driver = ["ruby", "net_imap.rb"]


class _Npm(Library):
    @classmethod
    def missing(cls):
        if not shutil.which("node"):
            return "node not installed"
        return (
            "" if (HERE / "node_modules" / cls.name).is_dir() else "npm ci has not been run in reference-server/clients"
        )


class ImapFlow(_Npm):
    name = "imapflow"
    driver = ["node", "imapflow.cjs"]


class Emailjs(_Npm):
    name = "emailjs-imap-client"
    driver = ["node", "--no-deprecation", "emailjs.cjs"]
    wire_names = True


class MailImapTalk(Library):
    name = "Mail::IMAPTalk"
    driver = ["perl", "mail_imaptalk.pl"]
    wire_names = True
    ways = [
        ("clear", "everything"),
        ("clear", "rev1-minimal"),
        ("clear", "dotted"),
        ("implicit", "secure"),
        ("implicit", "everything"),
    ]

    def shown(self, names):
        """In any spelling INBOX is the same; it spells it Inbox."""
        return {"Inbox" if name == "INBOX" else name for name in names}

    @classmethod
    def missing(cls):
        return "libmail-imaptalk-perl not installed" if _lacks("Mail::IMAPTalk") else ""


CLIENTS = [Imaplib, MailImapClient, NetImap, ImapFlow, Emailjs, MailImapTalk]
