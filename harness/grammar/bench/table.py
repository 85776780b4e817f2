#!/usr/bin/env python3
"""Runs the benchmark programs on the corpora and writes the table of results.

usage: table.py BUILD_FOLDER CORPORA TABLE.md
Each parser runs on the same octets, one after the other; speeds are of CPU time, the best of three. Instructions are
counted by callgrind between two sizes of a corpus, so that what a program does once does not count."""
import json
import os
import platform
import re
import subprocess
import sys

SIZES = (300_000, 900_000)
CORPORA = ["meta", "mixed", "search", "small", "literal", "cmd", "cmdappend"]
PEERS = [("etpan", "libetpan"), ("dovecot", "Dovecot lib-imap"), ("emailjs", "emailjs-imap-handler")]


def say(text):
    print(text, file=sys.stderr, flush=True)


def speeds(program, corpora):
    """{(corpus, operation): (MB/s, messages, refused)}"""
    best = {}
    run = subprocess.run([program, "--corpora=" + corpora, "--benchmark_format=json", "--benchmark_min_time=0.2",
                          "--benchmark_repetitions=3"], stdout=subprocess.PIPE, text=True, check=True)
    for one in json.loads(run.stdout)["benchmarks"]:
        if one.get("run_type") != "iteration":
            continue
        corpus, operation = one["run_name"].split("/")
        speed = one["bytes_per_second"] / 1e6
        if speed > best.get((corpus, operation), (0,))[0]:
            best[corpus, operation] = (speed, int(one["messages"]), int(one["refused"]))
    return best


def emailjs_speeds(folder, corpora):
    if not os.path.isdir(os.path.join(folder, "node_modules")):
        return {}
    files = [os.path.join(corpora, name + ".imap") for name in CORPORA]
    run = subprocess.run(["node", os.path.join(folder, "bench.js")] + files, stdout=subprocess.PIPE, text=True, check=True)
    best = {}
    for line in run.stdout.splitlines():
        corpus, seconds, octets, messages, refused = line.split()
        best[corpus, "frame+parse"] = (int(octets) / float(seconds) / 1e6, int(messages), int(refused))
    return best


def instructions(program, operation, corpus, corpora):
    """Instructions per octet, or None where there is no valgrind."""
    counted = []
    for size in SIZES:
        try:
            run = subprocess.run(["valgrind", "--tool=callgrind", "--toggle-collect=measured_operation",
                                  "--callgrind-out-file=/dev/null", program, "--count=" + operation,
                                  os.path.join(corpora, corpus + ".imap"), str(size)],
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)
        except (FileNotFoundError, subprocess.CalledProcessError):
            return None
        counted.append((int(re.search(r"Collected : (\d+)", run.stdout)[1]),
                        int(re.search(r"^(\d+) octets", run.stdout, re.M)[1])))
    (few, few_octets), (many, many_octets) = counted
    if few_octets == many_octets:
        return None
    return (many - few) / (many_octets - few_octets)


def cell(value, form="{:,.0f}"):
    return "–" if value is None else form.format(value)


def conditions():
    model = "unknown processor"
    with open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith("model name"):
                model = line.split(":")[1].strip()
                break
    compiler = subprocess.run(["g++", "-dumpfullversion"], stdout=subprocess.PIPE, text=True).stdout.strip()
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, g++ {compiler} -O2, load {load:.1f} at the beginning"


def main():
    build, corpora, table = sys.argv[1:]
    ours_program = os.path.join(build, "bench_grammar")
    where = conditions()
    say("bench: timing the grammar")
    ours = speeds(ours_program, corpora)
    peers = {}
    for peer, title in PEERS:
        say("bench: timing " + title)
        program = os.path.join(build, "bench_" + peer)
        if peer == "emailjs":
            peers[peer] = emailjs_speeds(os.path.join(build, "emailjs"), corpora)
        else:
            peers[peer] = speeds(program, corpora) if os.path.exists(program) else {}
        if not peers[peer]:
            say(f"bench: SKIPPED {title}: there is no program for it here")
    say("bench: counting instructions")
    counts = {(corpus, operation): instructions(ours_program, operation, corpus, corpora)
              for corpus in CORPORA for operation in ("frame", "parse", "parse+print")}
    peer_counts = {(peer, corpus): instructions(os.path.join(build, "bench_" + peer), "frame+parse", corpus, corpora)
                   for peer, _ in PEERS[:2] if peers[peer]
                   for corpus in ("meta", "mixed", "cmd") if (corpus, "frame+parse") in peers[peer]}

    out = ["# How fast the grammar is", "",
           "Written by `./dev bench grammar`: do not edit. The corpora are those of its generator, with a fixed seed; every",
           "parser takes the first 8 MiB of each. MB are 10^6 octets, of one core's CPU time, the best of three runs;",
           "instructions are per octet, by callgrind, between a corpus of 0.3 and one of 0.9 MB.", "",
           "The machine: " + where + ".", "",
           "## The grammar", "",
           "Whole, strict, with error positions, lossless: the functions that the runner links.", "",
           "| corpus | LF scan MB/s | frame | parse | frame + parse | parse + print | instructions: frame | parse | parse + print | print / parse |",
           "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for corpus in CORPORA:
        row = [cell(ours[corpus, operation][0]) for operation in ("scan", "frame", "parse", "frame+parse", "parse+print")]
        per_octet = [counts[corpus, operation] for operation in ("frame", "parse", "parse+print")]
        row += [cell(n, "{:.1f}") for n in per_octet]
        row.append(cell(per_octet[2] / per_octet[1] if all(per_octet) else None, "{:.2f}"))
        out.append(f"| {corpus} | " + " | ".join(row) + " |")
    out += ["", "## Beside others", "",
            "The same octets, framed and parsed. In brackets: how many times as fast we are. libetpan makes typed trees and does",
            "not read commands; Dovecot's tree is untyped, and so is that of emailjs-imap-handler, whose messages are cut beforehand.",
            "", "| corpus | the grammar MB/s | " + " | ".join(title for _, title in PEERS) + " |", "| --- | --- |" + " --- |" * len(PEERS)]
    for corpus in CORPORA:
        own = ours[corpus, "frame+parse"][0]
        row = [cell(own)]
        for peer, _ in PEERS:
            got = peers[peer].get((corpus, "frame+parse"))
            if got is None:
                row.append("–")
                continue
            speed, messages, refused = got
            note = f", refuses {refused:,} of {messages:,}" if refused else ""
            row.append(f"{speed:,.0f} ({own / speed:.1f}×{note})")
        out.append(f"| {corpus} | " + " | ".join(row) + " |")
    told = [f"{dict(PEERS)[peer]} on {corpus} {n:.0f}" for (peer, corpus), n in peer_counts.items() if n]
    if told:
        out += ["", "Instructions per octet of theirs: " + "; ".join(told) + "."]
    for peer, title in PEERS:
        if not peers[peer]:
            out += ["", f"SKIPPED: {title} was not at hand."]
    text = "\n".join(out) + "\n"
    with open(table, "w") as file:
        file.write(text)
    print(text)


main()
