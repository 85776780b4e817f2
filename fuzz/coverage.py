#!/usr/bin/env python3
"""What `llvm-cov export -summary-only` tells, by folder, held against what is aimed at. Fails where an aim is missed.

  coverage.py SUMMARY.json [--root FOLDER]    the table, and the files of which a third or more of the lines was not reached
  coverage.py --self-test                     what it makes of figures that are known
"""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In per cent; what has none is shown only.
AIMS = {
    "harness/grammar": {"lines": 95, "branches": 90},
    "harness/mail": {"lines": 95},
    "reference-server": {"lines": 85},
}
KINDS = ["lines", "branches"]
LOW = 67  # per cent of the lines of a file


def folder_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "harness" else parts[0]


def per_cent(covered, count):
    return 100 * covered / count if count else 100.0


def figures(summary, root):
    """By folder and kind [covered, count]; by file the share of its lines."""
    folders, files = {}, {}
    for entry in summary["data"][0]["files"]:
        path = Path(entry["filename"])
        if not path.is_relative_to(root):
            continue
        path = str(path.relative_to(root))
        totals = folders.setdefault(folder_of(path), {kind: [0, 0] for kind in KINDS})
        for kind in KINDS:
            totals[kind][0] += entry["summary"][kind]["covered"]
            totals[kind][1] += entry["summary"][kind]["count"]
        lines = entry["summary"]["lines"]
        files[path] = (lines["covered"], lines["count"])
    return folders, files


def verdicts(folders):
    """Lines of the table, and how many aims were missed."""
    table, missed = [], 0
    for folder in sorted(set(folders) | set(AIMS)):
        for kind in KINDS:
            covered, count = folders.get(folder, {}).get(kind, [0, 0])
            share = per_cent(covered, count) if folder in folders else 0.0
            aim = AIMS.get(folder, {}).get(kind)
            verdict = ""
            if aim is not None:
                reached = share >= aim
                missed += not reached
                verdict = f"{'reached' if reached else 'MISSED'}: at least {aim} %"
            table.append(f"{folder:<20} {kind:<9} {share:5.1f} %  {covered:>6} of {count:<6} {verdict}".rstrip())
    return table, missed


def self_test():
    def entry(name, lines, branches):
        figure = lambda pair: {"covered": pair[0], "count": pair[1]}
        return {"filename": f"/r/{name}", "summary": {"lines": figure(lines), "branches": figure(branches)}}

    def judged(*entries):
        return verdicts(figures({"data": [{"files": list(entries)}]}, Path("/r"))[0])

    good = [entry("harness/mail/a.cc", (95, 100), (0, 9)), entry("reference-server/b/c.cc", (85, 100), (0, 0))]
    both = [entry("harness/grammar/d.cc", (100, 100), (80, 100)), entry("harness/grammar/e/f.cc", (90, 100), (100, 100))]
    assert judged(*good, *both)[1] == 0
    assert judged(*good, *both, entry("harness/grammar/g.cc", (0, 1), (0, 0)))[1] == 1  # 94.9... %, what is never linked counts
    assert judged(*good, *both, entry("harness/grammar/g.cc", (0, 0), (0, 1)))[1] == 1
    assert judged(*good)[1] == 2  # a folder of which nothing is told has reached nothing
    assert judged(*good, *both, entry("reference-server/h.cc", (84, 100), (0, 0)))[1] == 1
    assert any("reference-server     lines      84.5 %     169 of 200    MISSED: at least 85 %" == line
               for line in judged(*good, entry("reference-server/h.cc", (84, 100), (0, 0)))[0])
    outside = {"data": [{"files": [entry("harness/mail/a.cc", (1, 1), (0, 0))]}]}
    assert figures(outside, Path("/elsewhere")) == ({}, {})
    print("the summary is as it should be")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("summary", nargs="?")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        self_test()
        return 0
    folders, files = figures(json.loads(Path(arguments.summary).read_text()), arguments.root.resolve())
    table, missed = verdicts(folders)
    low = {path: pair for path, pair in files.items() if per_cent(*pair) < LOW and folder_of(path) in AIMS}
    for path, (covered, count) in sorted(low.items(), key=lambda each: each[1][0] - each[1][1]):
        print(f"{path}: {covered} of {count} lines")
    print("\n".join(table))
    print("every aim is reached" if missed == 0 else f"{missed} aims are MISSED")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
