#!/usr/bin/env python3
"""Measures the reference server, and Dovecot beside it, and writes the page of results with its plot.

usage: report.py BUILD_FOLDER DOCS_FOLDER
Both servers are started here, on loopback, with their state in memory, and driven by BUILD_FOLDER/bench_server: all of it on one
processor, since to wake another is most of the cost of a short command, and differs from one machine, and minute, to the next."""
import contextlib
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile

from plot import log_plot

SIZES = [(2048, 1000), (204800, 100)]  # octets of a message, messages of the mailbox
GROWTH = [1000, 10_000, 100_000, 1_000_000]
MEMORY_MESSAGES, MEMORY_CONNECTIONS = 5000, 200
AIM = 5  # Dovecot's CPU time over ours
# What Dovecot's peer script switches on for conformance and no benchmark needs is off.
DOVECOT_SETTINGS = """
mail_fsync = never
mail_plugins =
protocol imap {
  mail_plugins =
}
namespace shared {
  disabled = yes
}
namespace public {
  disabled = yes
}
namespace virtual {
  disabled = yes
}
"""


def say(text):
    print("bench: " + text, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def reference_server(build, data=None):
    """(port, pid) of our own server."""
    command = [os.path.join(build, "imapspec"), "serve", "--listen", "127.0.0.1:0"] + (["--data", data] if data else [])
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield int(server.stdout.readline().rsplit(":", 1)[1]), server.pid
        finally:
            server.terminate()


@contextlib.contextmanager
def dovecot():
    state = tempfile.mkdtemp(prefix="imapspec-bench-", dir="/dev/shm")
    os.chmod(state, 0o755)
    port = free_port()

    def script(verb):
        subprocess.run(["scenarios/peers/dovecot.sh", verb, "--port", str(port), "--tls-port", str(free_port()),
                        "--state", state + "/peer"], env=dict(os.environ, DOVECOT_SETTINGS=DOVECOT_SETTINGS),
                       stdout=subprocess.DEVNULL, check=True)
    try:
        script("start")
        with open(state + "/peer/server.pid") as file:
            yield port, int(file.read())
    finally:
        script("stop")
        shutil.rmtree(state)


def measure(build, verb, server, *arguments):
    port, pid = server
    run = subprocess.run([os.path.join(build, "bench_server"), verb, str(port), str(pid)] + [str(a) for a in arguments],
                         stdout=subprocess.PIPE, text=True, check=True)
    return [line.split("\t") for line in run.stdout.splitlines()]


def compare(build, server, octets, messages):
    """{(operation, connections, depth): (CPU seconds, seconds) of one command}"""
    return {(name, int(connections), int(depth)): (float(cpu) / int(commands), float(clock) / int(commands))
            for name, connections, depth, commands, cpu, clock in measure(build, "compare", server, octets, messages)}


def floor(build):
    """CPU seconds of one command at depth 1 of a server that does nothing with it"""
    run = subprocess.run([os.path.join(build, "bench_server"), "floor"], stdout=subprocess.PIPE, text=True, check=True)
    return float(run.stdout.split()[0])


def memory(build, server):
    return {what: float(octets) for what, octets in
            measure(build, "memory", server, 2048, MEMORY_MESSAGES, MEMORY_CONNECTIONS)}


def resident(pid):
    with open(f"/proc/{pid}/smaps_rollup") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def grow(build):
    """({operation: [(messages, CPU seconds, seconds)]}, octets of memory for each message beside its text)"""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        data = os.path.join(folder, "users.yaml")
        with open(data, "w") as file:
            file.write("users:\n  alice:\n    password: secret\n    mailboxes:\n")
            for n in GROWTH:
                file.write(f"      n{n}:\n        - {{data: \"Subject: tea\\r\\n\\r\\nNow\\r\\n\", flags: ['\\Seen'], copies: {n}}}\n")
        curves = {}
        with reference_server(build) as (_, pid):
            empty = resident(pid)
        with reference_server(build, data) as server:
            of_each = (resident(server[1]) - empty) / sum(GROWTH)
            for name, messages, cpu, clock in measure(build, "grow", server, *[f"n{n}" for n in GROWTH]):
                curves.setdefault(name, []).append((int(messages), float(cpu), float(clock)))
        return curves, of_each


def time(seconds):
    for unit, name in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds / 1e-9:.3g} ns"


def octets(count):
    return f"{count / 1e6:.2f} MB" if count >= 1e6 else f"{count / 1e3:.1f} kB" if count >= 1e4 else f"{count:,.0f} octets"


def conditions():
    with open("/proc/cpuinfo") as lines:
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown processor")
    compiler = subprocess.run(["g++", "-dumpfullversion"], stdout=subprocess.PIPE, text=True).stdout.strip()
    peer = subprocess.run(["/usr/sbin/dovecot", "--version"], stdout=subprocess.PIPE, text=True).stdout.split()[0]
    return (f"{model}, {os.cpu_count()} cores, {platform.system()}, g++ {compiler} -O2, Dovecot {peer}, "
            f"load {os.getloadavg()[0]:.1f} at the beginning")


def comparison(size, messages, ours, theirs):
    out = [f"## Messages of {size // 1024} KiB, {messages:,} in the mailbox", "",
           "| command | connections | depth | CPU: ours | Dovecot | ratio | clock: ours | Dovecot |", "| --- " * 8 + "|"]
    for key, (cpu, clock) in ours.items():
        name, connections, depth = key
        their_cpu, their_clock = theirs[key]
        ratio = their_cpu / cpu
        shown = f"{ratio:.1f}×" if ratio >= AIM else f"**{ratio:.1f}×**"
        out.append(f"| {name} | {connections} | {depth} | {time(cpu)} | {time(their_cpu)} | {shown} | {time(clock)} | {time(their_clock)} |")
    return out + [""]


def main():
    build, docs = sys.argv[1:]
    where = conditions()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})  # and all that is started from here
    say("a server that does nothing")
    floors = [floor(build)]
    tables = []
    for size, messages in SIZES:
        say(f"messages of {size} octets: the reference server")
        with reference_server(build) as server:
            ours = compare(build, server, size, messages)
        say(f"messages of {size} octets: Dovecot")
        with dovecot() as server:
            theirs = compare(build, server, size, messages)
        tables += comparison(size, messages, ours, theirs)
    floors.append(floor(build))
    say("memory")
    with reference_server(build) as server:
        our_memory = memory(build, server)
    with dovecot() as server:
        their_memory = memory(build, server)
    say("mailboxes of up to a million messages")
    curves, of_each = grow(build)

    out = ["# What the reference server costs", "",
           "Written by `./dev bench server`: do not edit. Both servers run on the same processor in the same run, on loopback, and are",
           "driven by the same program, on that processor too; the answers are counted. Dovecot's mail and state are on tmpfs, its fsync",
           "and its plugins are off, and its imap processes are used again. CPU is user and system time of all of a server's processes",
           "for one command, the least of five rounds; the clock is beside it. The commands are shared by so many connections, and the",
           f"depth is how many are on their way at once on each. Ratios below {AIM} are in bold.", "",
           "The machine: " + where + ".", ""] + tables
    out += ["LOGIN is a connection with its greeting, LOGIN and LOGOUT. APPEND and COPY go to another mailbox. SEARCH UNFLAGGED finds all",
            "but ten messages, SUBJECT a tenth of them, BODY none. STORE has one connection: others would be told what it changes.", "",
            f"A server that only waits for octets, receives them and sends an answer, without IMAP, takes {time(min(floors))} of CPU for a "
            "command of one",
            "connection at depth 1: that is the kernel's part of each figure there. Several connections share what it takes to wake a server.", "",
            "## Memory", "", "| | ours | Dovecot |", "| --- | --- | --- |"]
    for what, title in (("message", "a message of 2 KiB that was appended"), ("greeted", "an idle connection, greeted"),
                        ("logged in", "logged in"), ("selected", f"with a mailbox of {MEMORY_MESSAGES:,} messages selected")):
        out.append(f"| {title} | {octets(our_memory[what])} | {octets(their_memory[what])} |")
    out += ["", f"PSS of all processes, over {MEMORY_MESSAGES:,} messages and {MEMORY_CONNECTIONS} connections. Dovecot's messages are in files, "
            "which are not counted.",
            f"Beside its octets, which copies share, a message takes {of_each:,.0f} octets of our server.", "",
            "## As a mailbox grows", "", "![cost of a command against the size of the mailbox](server-benchmarks.svg)", "",
            "CPU time of one command of the reference server at depth 1, the median of several; in brackets by the clock.", "",
            "| command | " + " | ".join(f"{n:,} messages" for n in GROWTH) + " |", "| --- |" + " --- |" * len(GROWTH)]
    for name, points in curves.items():
        out.append(f"| {name} | " + " | ".join(f"{time(cpu)} ({time(clock)})" for _, cpu, clock in points) + " |")
    text = "\n".join(out) + "\n"
    with open(os.path.join(docs, "server-benchmarks.md"), "w") as file:
        file.write(text)
    with open(os.path.join(docs, "server-benchmarks.svg"), "w") as file:
        file.write(log_plot("CPU time of one command", "messages in the mailbox",
                            {name: [(n, cpu) for n, cpu, _ in points] for name, points in curves.items()}))
    print(text)


main()
