"""An IMAP session over a bare socket, for looking at what a client did: it shares no code with any of the clients."""
import base64
import re
import socket
import ssl


class Refused(Exception):
    """A command was not answered with OK; the message is the server's line."""


def to_wire(name: str) -> str:
    """A mailbox name in the modified UTF-7 of RFC 3501 section 5.1.3."""

    def shifted(match: re.Match) -> str:
        run = match.group(0)
        return (
            "&-"
            if run == "&"
            else "&" + base64.b64encode(run.encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"
        )

    return re.sub(r"&|[^\x20-\x7e]+", shifted, name)


def from_wire(name: str) -> str:
    def plain(match: re.Match) -> str:
        text = match.group(1).replace(",", "/")
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-16-be") if text else "&"

    return re.sub(r"&([^-]*)-", plain, name)


def quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Session:
    """Logged in from the start. `port` speaks TLS from the start if `implicit_tls`."""

    def __init__(self, port: int, user: str, password: str, implicit_tls: bool = False):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        if implicit_tls:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self._socket = context.wrap_socket(self._socket)
        self._stream = self._socket.makefile("rb")
        self._tag = 0
        self._response()
        self.command(f"LOGIN {user} {password}")

    def close(self):
        self._stream.close()
        self._socket.close()

    def _response(self) -> bytes:
        """One response: its lines, with the literals that they announce."""
        whole = b""
        while True:
            line = self._stream.readline()
            if not line.endswith(b"\r\n"):
                raise ConnectionError(f"the server closed after {whole + line!r}")
            whole += line
            literal = re.search(rb"\{(\d+)\}\r\n$", line)
            if not literal:
                return whole
            whole += self._stream.read(int(literal.group(1)))

    def command(self, text: str, literal: bytes | None = None) -> list[bytes]:
        """The untagged responses to a command, which may end in a synchronizing literal."""
        self._tag += 1
        tag = f"t{self._tag}"
        line = f"{tag} {text}" + ("" if literal is None else f" {{{len(literal)}}}")
        self._socket.sendall(line.encode() + b"\r\n")
        untagged = []
        while True:
            response = self._response()
            if response.startswith(b"+") and literal is not None:
                self._socket.sendall(literal + b"\r\n")
            elif response.startswith(b"* "):
                untagged.append(response)
            elif response[: len(tag) + 3].lower() == f"{tag} ok".encode():
                return untagged
            else:
                raise Refused(f"{text}: {response.decode(errors='replace').rstrip()}")

    def names(self) -> set[str]:
        """All mailboxes that can be selected."""
        found = set()
        for response in self.command('LIST "" *'):
            match = re.match(rb'\* LIST \(([^)]*)\) (?:"(?:\\.|[^"])*"|NIL) (.*)\r\n$', response, re.S | re.I)
            if not match or b"\\noselect" in match.group(1).lower() or b"\\nonexistent" in match.group(1).lower():
                continue
            name = match.group(2)
            if name.startswith(b"{"):
                name = name.split(b"\r\n", 1)[1]
            elif name.startswith(b'"'):
                name = re.sub(rb"\\(.)", rb"\1", name[1:-1])
            found.add(from_wire(name.decode()))
        return found

    def create(self, name: str):
        self.command(f"CREATE {quoted(to_wire(name))}")

    def select(self, name: str):
        self.command(f"SELECT {quoted(to_wire(name))}")

    def append(self, name: str, octets: bytes, flags: str = ""):
        self.command(f"APPEND {quoted(to_wire(name))} ({flags})", octets)

    def messages(self, name: str) -> dict[int, tuple[set[str], bytes]]:
        """By UID the flags but for \\Recent, in small letters, and the octets. Leaves nothing changed."""
        self.command(f"EXAMINE {quoted(to_wire(name))}")
        uids, flags, octets = {}, {}, {}  # by number: each may come in a response of its own
        for response in self.command("UID FETCH 1:* (UID FLAGS BODY.PEEK[])"):
            head = re.match(rb"\* (\d+) FETCH ", response, re.I)
            if not head:
                continue
            number = head.group(1)
            if literal := re.search(rb"BODY\[\] \{(\d+)\}\r\n", response, re.I):
                octets[number] = response[literal.end() : literal.end() + int(literal.group(1))]
                response = response[: literal.start()] + response[literal.end() + len(octets[number]) :]
            elif short := re.search(rb'BODY\[\] "((?:\\.|[^"])*)"', response, re.I):
                octets[number] = re.sub(rb"\\(.)", rb"\1", short.group(1))
            if uid := re.search(rb"UID (\d+)", response, re.I):
                uids[number] = int(uid.group(1))
            if set_ := re.search(rb"FLAGS \(([^)]*)\)", response, re.I):
                flags[number] = set(set_.group(1).decode().lower().split()) - {"\\recent"}
        return {uid: (flags[number], octets[number]) for number, uid in uids.items()}
