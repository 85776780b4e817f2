"""The operations that clients are tried with, each in a mailbox of its own; then another session looks."""
import mail
from client import Client, Failed, Hangs
from server import PASSWORD, Server
from session import Session


def expect(holds: bool, expected, got):
    if not holds:
        raise Failed(f"expected {expected}, got {got}")


def prepare(server: Server):
    session = server.session()
    for name in [*mail.NAMES, "Post", "Drafts", "Flags", "Bin", "News"]:
        session.create(server.name(name))
    for name in mail.NAMES:
        session.append(server.name(name), mail.MESSAGES["plain"])
    for octets in mail.MESSAGES.values():
        session.append(server.name("Post"), octets)
    for mailbox, flags in (
        ("Flags", ["", "\\Answered", "\\Seen \\Draft", ""]),
        ("Bin", [""] * 5),
        ("News", ["", "", "\\Seen", "\\Seen", ""]),
    ):
        for number, flag in enumerate(flags, 1):
            session.append(
                server.name(mailbox), b"Subject: %s%d\r\n\r\n%d\r\n" % (mailbox.encode(), number, number), flag
            )
    session.close()


def _uids(session: Session, mailbox: str) -> dict[str, int]:
    return {mail.name_of(octets): uid for uid, (_, octets) in session.messages(mailbox).items()}


def _flags(session: Session, mailbox: str) -> dict[str, set[str]]:
    return {mail.name_of(octets): flags for flags, octets in session.messages(mailbox).values()}


def login(client: Client, server: Server):
    client.login(PASSWORD)
    try:
        client.login("wrong")
    except Hangs:
        raise
    except Failed:
        return
    raise Failed("expected to be told that the password is wrong, got a success")


def list_(client: Client, server: Server):
    session = server.session()
    expected = client.shown(session.names())
    wanted = {server.name(name) for name in mail.NAMES}
    expect(wanted <= session.names(), f"the server to have {sorted(wanted)}", sorted(session.names()))
    got = client.names()
    expect(got == expected, sorted(expected), sorted(got))


def fetch(client: Client, server: Server):
    got = [client.stripped(octets) for octets in client.fetch(server.name("Post"))]
    wrong = mail.difference(
        {name: client.kept(octets) for name, octets in mail.MESSAGES.items() if name not in client.skips},
        [octets for octets in got if mail.name_of(octets) not in client.skips],
    )
    expect(not wrong, "the messages of the server, octet for octet", wrong)
    left = server.session().messages(server.name("Post")).values()
    wrong = mail.difference(mail.MESSAGES, [octets for _, octets in left])
    expect(not wrong, "the server to keep them", wrong)
    for flags, octets in left:
        expected = {"\\seen"} if client.marks_seen else set()
        expect(flags == expected, f"{mail.name_of(octets)} to have the flags {sorted(expected)} now", sorted(flags))


def open_(client: Client, server: Server):
    """The mailboxes whose names are not as simple."""
    for number, name in enumerate(mail.NAMES):
        if name in client.unopened:
            continue
        home = client.home / str(number)
        home.mkdir()
        one = type(client)(client.place, home)
        try:
            got = [one.stripped(octets) for octets in one.fetch(server.name(name))]
        except Failed as failed:
            raise Failed(f"mailbox {name}: {failed}") from None
        finally:
            one.close()
        wrong = mail.difference({"plain": client.kept(mail.MESSAGES["plain"])}, got)
        expect(not wrong, f"the message in {name}", wrong)


def append(client: Client, server: Server):
    flags = ["\\Seen", "\\Flagged"]
    client.append(server.name("Drafts"), list(mail.MESSAGES.values()), flags)
    found = server.session().messages(server.name("Drafts")).values()
    wrong = mail.difference(
        {name: client.stored(octets) for name, octets in mail.MESSAGES.items() if name not in client.skips},
        [client.stripped(octets) for _, octets in found],
    )
    expect(not wrong, "the messages of the client, octet for octet", wrong)
    wanted = {flag.lower() for flag in flags} & client.flags_kept
    for got, octets in found:
        expect(got == wanted, f"{mail.name_of(octets)} to have the flags {sorted(wanted)}", sorted(got))


def flag(client: Client, server: Server):
    mailbox = server.name("Flags")
    session = server.session()
    expected, uids = _flags(session, mailbox), _uids(session, mailbox)
    client.flag(mailbox, uids["Flags2"], ["\\Flagged"], [])
    expected["Flags2"] |= {"\\flagged"}
    client.flag(mailbox, uids["Flags3"], ["\\Flagged"], ["\\Seen"])
    expected["Flags3"] = expected["Flags3"] - {"\\seen"} | {"\\flagged"}
    got = _flags(session, mailbox)
    expect(got == expected, expected, got)


def delete(client: Client, server: Server):
    mailbox = server.name("Bin")
    session = server.session()
    uids = _uids(session, mailbox)
    expected = {name: set() for name in uids}
    if client.deletes == "unseen":
        session.select(mailbox)
        session.command(f"UID STORE {uids['Bin1']},{uids['Bin3']},{uids['Bin5']} +FLAGS.SILENT (\\Seen)")
        expected = {name: {"\\seen"} for name in uids}
    client.delete(mailbox, [uids["Bin2"], uids["Bin4"]])
    for name in list(expected) if client.deletes == "all" else ("Bin2", "Bin4"):
        del expected[name]
    got = _flags(session, mailbox)
    expect(got == expected, expected, got)


def resync(client: Client, server: Server):
    """One change after the other, by another session: flags, a removal, a new message."""
    mailbox = server.name("News")
    other = server.session()
    uids = _uids(other, mailbox)
    other.select(mailbox)

    def flags_change():
        other.command(f"UID STORE {uids['News2']} +FLAGS (\\Flagged \\Answered)")
        other.command(f"UID STORE {uids['News4']} -FLAGS (\\Seen)")

    def one_goes():
        other.command(f"UID STORE {uids['News1']},{uids['News3']} +FLAGS (\\Deleted)")
        other.command("EXPUNGE")

    def one_comes():
        other.append(mailbox, b"Subject: News6\r\n\r\n6\r\n", "\\Flagged")

    got = client.resync(mailbox, [flags_change, one_goes, one_comes])
    expected = _flags(other, mailbox)
    expect(
        set(expected) == {"News2", "News4", "News5", "News6"}, "the other session to have changed the mailbox", expected
    )
    if client.hands_on:
        expect(
            set(got) == {f"News{number}" for number in range(1, 7)},
            "all that were ever there, News1 to News6",
            sorted(got),
        )
        return
    wanted = {name: client.synchronised(flags) for name, flags in expected.items()}
    expect(got == wanted, wanted, got)


TRIALS = {
    "login": login,
    "list": list_,
    "fetch": fetch,
    "open": open_,
    "append": append,
    "flag": flag,
    "delete": delete,
    "resync": resync,
}

# Those that the way of connecting makes no difference to.
IN_CLEAR = {"open"}
