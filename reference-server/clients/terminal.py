"""Full-screen programs, on a terminal of their own."""
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from pathlib import Path

from client import TIME_LIMIT, Failed, Hangs, Place, end, environment


class Terminal:
    """What the program paints is kept; keys are sent when a file or a text on the screen says that it is ready."""

    def __init__(self, words: list, home: Path, place: Place):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 160, 0, 0))
        self.process = subprocess.Popen(
            [str(word) for word in words],
            cwd=home,
            env=environment(home, place),
            start_new_session=True,
            stdin=slave,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        self.screen = b""
        self._end = time.monotonic() + TIME_LIMIT

    def send(self, keys: str):
        os.write(self.master, keys.encode())

    def _read(self) -> bool:
        if time.monotonic() > self._end:
            end(self.process)
            raise Hangs(f"did not end within {TIME_LIMIT} s; the screen: {self.screen[-1500:]!r}")
        if select.select([self.master], [], [], 0.05)[0]:
            try:
                self.screen += os.read(self.master, 65536)
            except OSError:  # the other side is closed
                return False
        return self.process.poll() is None

    def wait_for(self, file: Path):
        while not file.exists():
            if not self._read() and not file.exists():
                raise Failed(f"ended with {self.process.wait()}; the screen: {self.screen[-1500:]!r}")

    def wait_to_see(self, text: str):
        while text.encode() not in self.screen:
            if not self._read() and text.encode() not in self.screen:
                raise Failed(f"ended with {self.process.wait()}; the screen: {self.screen[-1500:]!r}")

    def wait(self) -> bytes:
        while self._read():
            pass
        os.close(self.master)
        if self.process.wait() != 0:
            raise Failed(f"ended with {self.process.returncode}; the screen: {self.screen[-1500:]!r}")
        return self.screen
