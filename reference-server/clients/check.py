#!/usr/bin/env python3
"""Shows that real clients work against the reference server: each logs in, lists, fetches, appends, flags, deletes and
resynchronises, over TLS and in clear, with several profiles, and what it then has is compared octet for octet.

Exit status: 0 everything that was tried works, 1 something does not, 2 a mistake in the command line, 3 nothing was
tried.
"""
import argparse
import concurrent.futures
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import libraries
import programs
import trials
from client import Client, Failed, Place
from server import RUNNING, Server
from session import Refused

ROOT = Path(__file__).resolve().parent.parent.parent
CLIENTS: dict[str, type[Client]] = {client.name: client for client in [*programs.CLIENTS, *libraries.CLIENTS]}


# What the server does wrong, and the operation of imaplib in which that has to be noticed.
FAULTS = {"append-ends-the-line": "append", "peek-sets-seen": "fetch", "expunge-numbers-do-not-move": "resync"}


def attempt(
    program: Path, quirks: list[str], operations: list[str], kind: type[Client], tls: str, profile: str
) -> list[tuple[str, str]]:
    """Operation and what is wrong with it, if anything, of one client on a server of its own."""
    verdicts = []
    with tempfile.TemporaryDirectory(prefix="imapspec-clients.") as folder:
        os.chmod(folder, 0o755)
        with Server(program, profile, quirks, Path(folder)) as server:
            try:
                trials.prepare(server)
            except (Refused, ConnectionError) as failed:
                return [("prepare", f"{failed}\n    {server.ended()}")]
            port = server.tls_port if tls == "implicit" else server.recorder.port
            for operation, trial in trials.TRIALS.items():
                if {operation, f"{operation}/{profile}"} & set(kind.cannot) or operation not in operations:
                    continue
                if operation in trials.IN_CLEAR and tls != "clear":
                    continue
                home = Path(folder) / operation
                home.mkdir(mode=0o755)
                server.recorder.octets.clear()
                client = kind(Place(port, tls, server.certificate, server.prefix, server.separator), home)
                wrong = ""
                try:
                    trial(client, server)
                except Exception as failed:  # whatever an answer that nobody expected does to who reads it
                    what = failed if isinstance(failed, Failed) else f"{type(failed).__name__}: {failed}"
                    wrong = f"{what}\n    {server.ended()}\n    the end of the conversation:\n{server.recorder.tail()}"
                finally:
                    client.close()
                verdicts.append((operation, wrong))
    return verdicts


def stop(number: int, _):
    """Told to end, it leaves nothing behind; the clients end with their servers."""
    for process, folder in RUNNING.items():
        process.kill()
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(128 + number)


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--imapspec",
        type=Path,
        default=ROOT / "build/dev/imapspec",
        metavar="FILE",
        help="the program (default: build/dev/imapspec)",
    )
    parser.add_argument(
        "--client", action="append", choices=CLIENTS, metavar="NAME", help=f"again for more; of {', '.join(CLIENTS)}"
    )
    parser.add_argument(
        "--operation", action="append", choices=trials.TRIALS, metavar="NAME", help=f"of {', '.join(trials.TRIALS)}"
    )
    parser.add_argument(
        "--way", action="append", metavar="TLS/PROFILE", help="such as starttls/secure (default: all of the client's)"
    )
    parser.add_argument(
        "--quirk",
        action="append",
        default=[],
        metavar="NAME",
        help="something that the server does wrong (imapspec list quirks)",
    )
    parser.add_argument("--self-test", action="store_true", help="first shows that faults of the server are noticed")
    parser.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="so many at a time (default: one for each processor)",
    )
    options = parser.parse_args()
    if not options.imapspec.exists():
        parser.error(f"{options.imapspec} is not there; --imapspec says where it is")
    options.imapspec = options.imapspec.resolve()

    operations = options.operation or list(trials.TRIALS)
    work, skipped = [], 0
    for name in options.client or CLIENTS:
        kind = CLIENTS[name]
        if missing := kind.missing():
            skipped += 1
            print(f"SKIPPED {name}: {missing}")
            continue
        work += [
            (kind, tls, profile) for tls, profile in kind.ways if not options.way or f"{tls}/{profile}" in options.way
        ]
        for operation, reason in [
            *kind.cannot.items(),
            *((f"message {name}", reason) for name, reason in kind.skips.items()),
            *((f"mailbox {name}", reason) for name, reason in kind.unopened.items()),
        ]:
            print(f"cannot  {name}, {operation}: {reason}")
    passed = failed = 0
    if options.self_test:
        for quirk, operation in FAULTS.items():
            noticed = {
                name
                for name, wrong in attempt(
                    options.imapspec, [quirk], list(trials.TRIALS), libraries.Imaplib, "clear", "everything"
                )
                if wrong
            }
            well = operation in noticed
            passed, failed = passed + well, failed + (not well)
            print(
                f"{'passed' if well else 'FAILED'}  self-test: {quirk} is noticed in {', '.join(noticed) or 'nothing'}"
            )
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for (kind, tls, profile), verdicts in zip(
            work, pool.map(lambda one: attempt(options.imapspec, options.quirk, operations, *one), work)
        ):
            well = [operation for operation, wrong in verdicts if not wrong]
            passed += len(well)
            failed += len(verdicts) - len(well)
            if well:
                print(f"passed  {kind.name} ({tls}, {profile}): {', '.join(well)}")
            for operation, wrong in verdicts:
                if wrong:
                    print(f"FAILED  {kind.name} ({tls}, {profile}), {operation}: {wrong}")
            sys.stdout.flush()
    print(f"{passed} passed, {failed} failed, {skipped} clients skipped")
    return 1 if failed else 0 if passed else 3


if __name__ == "__main__":
    sys.exit(main())
