"""Python's imaplib, asked in lines of JSON."""
import base64
import imaplib
import json
import re
import ssl
import sys

UIDS: dict[str, list[int]] = {}  # of the selected mailbox, in the order of their numbers
MESSAGES: dict[int, dict] = {}  # by UID what look has told
server = None


def ok(answer):
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(str(answer[1]))
    return answer[1]


def quoted(name):
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def login(host, port, tls, certificate, user, password):
    global server
    context = ssl.create_default_context(cafile=certificate)
    if tls == "implicit":
        server = imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=30)
    else:
        server = imaplib.IMAP4(host, port, timeout=30)
        if tls == "starttls":
            ok(server.starttls(context))
    server.login(user, password)


def list_():
    names = []
    for line in ok(server.list()):
        if isinstance(line, tuple):  # a literal
            names.append(line[1].decode())
        elif line:
            attributes, name = re.match(rb'\(([^)]*)\) (?:"(?:\\.|[^"])*"|NIL) (.*)', line).groups()
            if b"noselect" not in attributes.lower():
                names.append(re.sub(rb"\\(.)", rb"\1", name[1:-1] if name.startswith(b'"') else name).decode())
    return {"names": names}


def fetch(mailbox):
    ok(server.select(quoted(mailbox)))
    found = []
    for part in ok(server.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[])")):
        if isinstance(part, tuple):
            found.append({"octets": base64.b64encode(part[1]).decode()})
    return {"messages": found}


def append(mailbox, octets, flags):
    ok(server.append(quoted(mailbox), " ".join(flags), None, base64.b64decode(octets)))


def flag(mailbox, uid, add, remove):
    ok(server.select(quoted(mailbox)))
    if add:
        ok(server.uid("STORE", str(uid), "+FLAGS", f"({' '.join(add)})"))
    if remove:
        ok(server.uid("STORE", str(uid), "-FLAGS.SILENT", f"({' '.join(remove)})"))


def delete(mailbox, uids):
    ok(server.select(quoted(mailbox)))
    ok(server.uid("STORE", ",".join(map(str, uids)), "+FLAGS.SILENT", "(\\Deleted)"))
    ok(server.expunge())
    ok(server.close())


def _described(numbers):
    """Message number, UID, flags and subject."""
    for part in ok(server.fetch(numbers, "(UID FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])")):
        if isinstance(part, tuple):
            head = part[0].decode()
            number, uid = int(head.split()[0]), int(re.search(r"UID (\d+)", head).group(1))
            flags = re.search(r"FLAGS \(([^)]*)\)", head).group(1).split()
            yield number, uid, {"flags": flags, "subject": part[1].decode().strip().removeprefix("Subject: ")}


def look(mailbox):
    """The first time all messages are asked for; later NOOP tells what has changed, and only the new ones are."""
    if mailbox not in UIDS:
        ok(server.select(quoted(mailbox)))
        UIDS[mailbox] = []
        for _, uid, message in _described("1:*"):
            UIDS[mailbox].append(uid)
            MESSAGES[uid] = message
        return {"messages": list(MESSAGES.values())}
    uids = UIDS[mailbox]
    for kind in ("FETCH", "EXPUNGE", "EXISTS"):
        server.response(kind)  # forgets what is old
    ok(server.noop())
    for news in server.response("FETCH")[1]:
        if news:
            MESSAGES[uids[int(news.split()[0]) - 1]]["flags"] = (
                re.search(rb"FLAGS \(([^)]*)\)", news).group(1).decode().split()
            )
    for number in server.response("EXPUNGE")[1]:
        if number:
            del MESSAGES[uids.pop(int(number) - 1)]
    exists = server.response("EXISTS")[1][-1]
    if exists and int(exists) > len(uids):
        for _, uid, message in _described(f"{len(uids) + 1}:{int(exists)}"):
            uids.append(uid)
            MESSAGES[uid] = message
    return {"messages": list(MESSAGES.values())}


def logout():
    server.logout()


OPERATIONS = {
    "login": login,
    "list": list_,
    "fetch": fetch,
    "append": append,
    "flag": flag,
    "delete": delete,
    "look": look,
    "logout": logout,
}
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = OPERATIONS[request.pop("do")](**request) or {}
    except (imaplib.IMAP4.error, OSError) as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
