#!/usr/bin/env python3
"""Changes single tokens of the reference server's sources, drawn at random, and shows whether the suite notices.

usage: random_faults.py BUILD_FOLDER [--seed N] [--count N]

Works on a copy of the sources, in BUILD_FOLDER, which it configures itself. Prints a line for each change: killed, by
which scenario or rule and with which requirement; survived; or a change that does not compile or link (drawn again).
"""
import argparse, json, random, re, shutil, subprocess, sys
from pathlib import Path

SWAPS = {
    "==": "!=", "!=": "==", "<=": "<", ">=": ">", " < ": " <= ", " > ": " >= ", "&&": "||", "||": "&&", " + ": " - ",
    " - ": " + ", "true": "false", "false": "true", "++": "--", " 0": " 1", " 1": " 2", "!": "",
}
TOKEN = re.compile("|".join(re.escape(token) for token in sorted(SWAPS, key=len, reverse=True)))


def candidates(source: str):
    """Places of tokens outside comments, strings and preprocessor lines."""
    for match in re.finditer(r"[^\n]*\n?", source):
        line = match.group(0)
        if line.lstrip().startswith(("//", "#", "namespace", "using", "static_assert")):
            continue
        code = re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'', lambda m: "_" * len(m.group(0)), line.split("//")[0])
        for token in TOKEN.finditer(code):
            yield match.start() + token.start(), token.group(0)


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10)
    options = parser.parse_args()
    root = Path(__file__).resolve().parent.parent
    copy, build = options.folder / "source", options.folder / "build"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", ".git"))
    configured = run(["cmake", "-S", copy, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", "-DIMAPSPEC_TESTS=OFF",
                      "-DIMAPSPEC_WERROR=OFF", "-DCMAKE_CXX_COMPILER_LAUNCHER=" + (shutil.which("ccache") or "")])
    if configured.returncode != 0:
        sys.exit(configured.stdout)
    if run(["cmake", "--build", build, "--target", "imapspec"]).returncode != 0:
        sys.exit("the sources do not build as they are")

    chance = random.Random(options.seed)
    files = sorted(path for path in (copy / "reference-server").rglob("*.cc")
                   if not path.name.endswith("_test.cc") and path.parts[-2] not in ("quirks", "host"))
    tokens = [(path, offset, token) for path in files for offset, token in candidates(path.read_text())]
    print(f"seed {options.seed}: {len(tokens)} tokens in {len(files)} files")
    killed = drawn = 0
    while drawn < options.count:
        path, offset, token = chance.choice(tokens)
        original = path.read_text()
        place = f"{path.relative_to(copy)}:{original.count(chr(10), 0, offset) + 1}: {token.strip()} -> {SWAPS[token].strip() or 'nothing'}"
        path.write_text(original[:offset] + SWAPS[token] + original[offset + len(token):])
        try:
            if run(["cmake", "--build", build, "--target", "imapspec"]).returncode != 0:
                continue
            drawn += 1
            report = options.folder / "report.json"
            report.unlink(missing_ok=True)
            try:
                status = run([build / "imapspec", "run", "--max-time", "60s", "--report", f"json={report}"], timeout=120).returncode
            except subprocess.TimeoutExpired:
                status = "no end"
            if status == 0:
                print(f"SURVIVED {place}: {original.splitlines()[original.count(chr(10), 0, offset)].strip()}", flush=True)
                continue
            killed += 1
            why = f"exit status {status}"
            if report.exists():
                bad = [r for r in json.loads(report.read_text())["results"] if r["verdict"] in ("fail", "warn", "error")]
                if bad:
                    cited = [q["id"] if isinstance(q, dict) else q for f in bad[0]["failures"][:1] for q in f["requirements"]]
                    why = f"{len(bad)} results, first {bad[0]['id']} ({', '.join(cited)})"
            print(f"killed   {place}: {why}", flush=True)
        finally:
            path.write_text(original)
    print(f"{killed} of {drawn} killed")


if __name__ == "__main__":
    main()
