"""The reference server as a process of its own, and a recorder between it and a client."""
import itertools
import os
import re
import signal
import socket
import ssl
import subprocess
import threading
import zlib
from pathlib import Path

from session import Session

USER, PASSWORD = "alice", "secret"
LEVELS = {"dotted": ("INBOX.", ".")}  # what profiles put before and between the levels of names; "" and "/" otherwise


RUNNING: dict[subprocess.Popen, Path] = {}  # servers that somebody has to end, and their folders


class Recorder:
    """Hands octets on between a client and a port, and keeps them, inflated if they are compressed."""

    def __init__(self, port: int):
        self._port = port
        self.octets: list[tuple[str, bytes]] = []
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._port))
            how = {"C": None, "S": None, "TLS": False}  # the inflater of each direction, once there is one
            threading.Thread(target=self._copy, args=("C", client, server, how), daemon=True).start()
            threading.Thread(target=self._copy, args=("S", server, client, how), daemon=True).start()

    def _copy(self, side: str, source: socket.socket, sink: socket.socket, how: dict):
        try:
            while octets := source.recv(65536):
                self._keep(side, octets, how)
                sink.sendall(octets)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            for end in (source, sink):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def _keep(self, side: str, octets: bytes, how: dict):
        with self._lock:
            if how["TLS"]:
                return
            if octets.startswith(b"\x16\x03"):
                how["TLS"], octets = True, b"(TLS)"
            elif how[side]:
                try:
                    octets = how[side].decompress(octets)
                except zlib.error:
                    octets = b"(what cannot be inflated)\r\n"
            elif side == "S" and self._compression_begins(octets):
                how["C"], how["S"] = zlib.decompressobj(-15), zlib.decompressobj(-15)
            self.octets.append((side, octets))

    def _compression_begins(self, octets: bytes) -> bool:
        said = next((part for side, part in reversed(self.octets) if side == "C"), b"")
        asked = re.match(rb"(\S+) COMPRESS DEFLATE\r\n$", said[:100], re.I)
        return bool(asked) and octets.startswith(asked.group(1) + b" OK")

    def tail(self, lines: int = 60) -> str:
        """The last lines, of all connections; of many lines that one side says the first and the last."""
        with self._lock:
            octets = list(self.octets)
        shown = []
        for side, parts in itertools.groupby(octets, key=lambda part: part[0]):
            said = b"".join(part for _, part in parts).removesuffix(b"\r\n").split(b"\r\n")
            if len(said) > 20:
                said[10:-10] = [b"(%d lines)" % (len(said) - 20)]
            for line in said:
                text = line.decode("latin-1").encode("unicode_escape").decode()
                shown.append(f"      {side}: {text[:200]}" + ("..." if len(text) > 200 else ""))
        return "\n".join(shown[-lines:])


class Server:
    """Started with mailboxes of its own for USER; ends with `with`."""

    def __init__(self, program: Path, profile: str, quirks: list[str], folder: Path):
        self.profile = profile
        self.prefix, self.separator = LEVELS.get(profile, ("", "/"))
        words = [str(program), "serve", "--listen", "127.0.0.1:0", "--tls-listen", "127.0.0.1:0", "--profile", profile]
        for quirk in quirks:
            words += ["--quirk", quirk]
        self._process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=open(folder / "server.log", "wb"))
        RUNNING[self._process] = folder
        self.log = folder / "server.log"
        ports = []
        for _ in range(2):
            line = self._process.stdout.readline().decode()
            if not line.startswith("listening "):
                self._process.kill()
                self._process.wait()
                raise SystemExit(f"the server does not start: {line}{self.log.read_text()}")
            ports.append(int(line.rstrip().rsplit(":", 1)[1]))
        self.clear_port, self.tls_port = ports
        self.recorder = Recorder(self.clear_port)
        self.certificate = folder / "certificate.pem"
        self.certificate.write_text(ssl.get_server_certificate(("127.0.0.1", self.tls_port)))
        os.chmod(self.certificate, 0o644)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.recorder.close()
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        RUNNING.pop(self._process)

    def session(self) -> Session:
        if self.profile == "secure":
            return Session(self.tls_port, USER, PASSWORD, implicit_tls=True)
        return Session(self.clear_port, USER, PASSWORD)

    def name(self, levels: str) -> str:
        """A name whose levels are parted by "/", as this server has it."""
        return levels if levels == "INBOX" else self.prefix + levels.replace("/", self.separator)

    def ended(self) -> str:
        """How it ended, if it has."""
        status = self._process.poll()
        return (
            "" if status is None else f"the server ended with {status}: {self.log.read_text(errors='replace')[-2000:]}"
        )
