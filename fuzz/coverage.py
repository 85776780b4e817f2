#!/usr/bin/env python3
"""What `llvm-cov export -skip-functions` tells, by folder, held against what is aimed at. Fails where an aim is missed.

  coverage.py EXPORT.json [--root FOLDER]    the table, and the files of which a third or more of the lines was not reached
  coverage.py --self-test                    what it makes of figures that are known

The branches of a comparison that is `= default` are the compiler's, and clang 19 counts how often they were true but never how often
they were false: they are left out, and the table says how many those are, and what the figure is with them.
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
LINE, TRUE, FALSE = 0, 4, 5  # of a branch as llvm-cov exports it


def folder_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "harness" else parts[0]


def per_cent(covered, count):
    return 100 * covered / count if count else 100.0


def defaulted(entry, source):
    """[reached, all] of the branches that stand in defaulted comparisons; nothing where llvm-cov lists others than it counts (templates)."""
    reached = count = 0
    if 2 * len(entry.get("branches", [])) != entry["summary"]["branches"]["count"]:
        return 0, 0
    for branch in entry.get("branches", []):
        line = source[branch[LINE] - 1] if branch[LINE] <= len(source) else ""
        if "operator==" in line and line.rstrip().endswith("= default;"):
            reached += (branch[TRUE] > 0) + (branch[FALSE] > 0)
            count += 2
    return reached, count


def figures(export, root, source_of=lambda path: path.read_text(errors="replace").split("\n")):
    """By folder and kind [covered, count], and under "defaulted" what is in neither; by file the same of its lines."""
    folders, files = {}, {}
    for entry in export["data"][0]["files"]:
        path = Path(entry["filename"])
        if not path.is_relative_to(root):
            continue
        name = str(path.relative_to(root))
        totals = folders.setdefault(folder_of(name), {kind: [0, 0] for kind in [*KINDS, "defaulted"]})
        summary = {kind: (entry["summary"][kind]["covered"], entry["summary"][kind]["count"]) for kind in KINDS}
        summary["defaulted"] = defaulted(entry, source_of(path)) if entry.get("branches") else (0, 0)
        summary["branches"] = tuple(all_ - made for all_, made in zip(summary["branches"], summary["defaulted"]))
        for kind, pair in summary.items():
            totals[kind][0] += pair[0]
            totals[kind][1] += pair[1]
        files[name] = summary["lines"]
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
            made = folders.get(folder, {}).get("defaulted", [0, 0]) if kind == "branches" else [0, 0]
            if made[1]:
                verdict += f" ({per_cent(covered + made[0], count + made[1]):.1f} % with the {made[1]} of defaulted comparisons)"
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
    made = entry("harness/grammar/i.h", (0, 0), (2, 6))
    made["branches"] = [[2, 1, 2, 1, 7, 0, 0, 0, 4], [2, 1, 2, 1, 0, 0, 0, 0, 4], [1, 1, 1, 9, 1, 0, 0, 0, 4]]
    source = ["bool x(const A& a) { return a.b && a.c; }", "  friend bool operator==(const A&, const A&) = default;"]
    folders = figures({"data": [{"files": [made]}]}, Path("/r"), lambda path: source)[0]
    assert folders["harness/grammar"] == {"lines": [0, 0], "branches": [1, 2], "defaulted": [1, 4]}
    assert any("50.0 %       1 of 2      MISSED: at least 90 % (33.3 % with the 4 of defaulted comparisons)" in line
               for line in verdicts(folders)[0])
    outside = {"data": [{"files": [entry("harness/mail/a.cc", (1, 1), (0, 0))]}]}
    assert figures(outside, Path("/elsewhere")) == ({}, {})
    print("the summary is as it should be")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", nargs="?")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        self_test()
        return 0
    folders, files = figures(json.loads(Path(arguments.export).read_text()), arguments.root.resolve())
    table, missed = verdicts(folders)
    low = {path: pair for path, pair in files.items() if per_cent(*pair) < LOW and folder_of(path) in AIMS}
    for path, (covered, count) in sorted(low.items(), key=lambda each: each[1][0] - each[1][1]):
        print(f"{path}: {covered} of {count} lines")
    print("\n".join(table))
    print("every aim is reached" if missed == 0 else f"{missed} aims are MISSED")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
