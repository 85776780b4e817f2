#!/usr/bin/env python3
"""Plants the faults of this folder, one at a time, and says which oracle of the fuzz targets finds each.

A fault is NAME.patch: a sentence that says what is wrong, the targets that should notice ("Targets: a b"), for one that was
there before it was mended the commit that did it ("Mended-by: HASH") with the tests that came with that commit
("Brought: GoogleTest filter"), and the diff. CMake's IMAPSPEC_PLANT builds a copy of the source that has the fault.

  campaign.py [NAME...]           fuzz with each planted, at most --seconds of CPU, and write found.tsv
  campaign.py --unit [NAME...]    the unit tests pass with each planted; --together: with all at once
  campaign.py --check             every patch applies, and names targets and tests that there are
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = ROOT / "fuzz" / "planted"
TABLE = HERE / "found.tsv"
COLUMNS = ["fault", "mended by", "target", "found by", "CPU s", "executions"]
MISSED_MAX = 2  # of all
ATTEMPTS_MAX = 5  # where a target finds something that has nothing to do with the fault
# The test programs that hold what a folder has, and what may use it.
PROGRAMS = {
    "harness/grammar": ["grammar_test"],
    "harness/mail": ["mail_test", "reference_server_test"],
    "reference-server": ["reference_server_test"],
}


class Fault:
    def __init__(self, path):
        self.path, self.name = path, path.stem
        head, _, self.diff = path.read_text().partition("--- a/")
        self.diff = "--- a/" + self.diff
        fields = dict(re.findall(r"^([A-Z][a-z-]+): (.*)$", head, re.M))
        self.what = head.split("\n")[0]
        self.targets = fields.get("Targets", "").split()
        self.mended_by = fields.get("Mended-by", "")
        self.brought = fields.get("Brought", "")
        self.sources = re.findall(r"^--- a/(\S+)", self.diff, re.M)

    def programs(self):
        found = []
        for source in self.sources:
            for folder, programs in PROGRAMS.items():
                if source.startswith(folder + "/"):
                    found += [each for each in programs if each not in found]
        return found


def faults(names):
    every = {path.stem: Fault(path) for path in sorted(HERE.glob("*.patch"))}
    for name in names:
        if name not in every:
            sys.exit(f"no fault {name}; there are: {' '.join(every)}")
    return [every[name] for name in names] if names else list(every.values())


def say(text):
    print(text, flush=True)


# --- do the patches still fit? --------------------------------------------------------------------------------------


def wrong_with(fault):
    """What is wrong with a fault's file, or an empty string."""
    if not fault.what or not fault.what.endswith("."):
        return "its first line says what is wrong, in a sentence"
    if not fault.targets:
        return "it names no target"
    for target in fault.targets:
        if not (ROOT / "fuzz" / f"{target}.cc").is_file():
            return f"there is no target {target}"
    if not fault.programs():
        return "it is in no folder that has unit tests"
    with tempfile.TemporaryDirectory() as folder:
        for source in fault.sources:
            if not (ROOT / source).is_file():
                return f"there is no {source}"
            copy = Path(folder) / source
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, copy)
        applied = subprocess.run(
            ["patch", "--batch", "--forward", "--fuzz=0", "-p1", "-d", folder, "-i", str(fault.path)],
            capture_output=True, text=True, check=False)
        return "" if applied.returncode == 0 else "it does not apply: " + applied.stdout.strip()


def check(chosen):
    status = 0
    for fault in chosen:
        if wrong := wrong_with(fault):
            status = 1
            say(f"{fault.path.relative_to(ROOT)}: {wrong}")
    mended = sum(1 for fault in chosen if fault.mended_by)
    say(f"{len(chosen)} faults, {mended} of them as they were before they were mended")
    return status


# --- building -------------------------------------------------------------------------------------------------------


def build(preset, folder, planted, targets):
    """Returns what went wrong, or an empty string."""
    environment = dict(os.environ)
    # Without these ccache keeps nothing that was compiled with a precompiled header.
    environment.setdefault("CCACHE_SLOPPINESS", "pch_defines,time_macros,include_file_mtime,include_file_ctime")
    launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
    names = ";".join(fault.name for fault in planted)
    for command in (["cmake", "--preset", preset, "-B", str(folder), f"-DIMAPSPEC_PLANT={names}", *launcher],
                    ["cmake", "--build", str(folder), "--target", *targets]):
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return (done.stdout + done.stderr)[-4000:]
    return ""


# --- do the unit tests pass? ----------------------------------------------------------------------------------------


def passes(folder, program, tests):
    done = subprocess.run([folder / program, "--gtest_brief=1", f"--gtest_filter={tests}"], cwd=ROOT, capture_output=True,
                          text=True, check=False)
    failed = sorted(set(re.findall(r"^\[  FAILED  \] (\w+\.\w+)", done.stdout, re.M)))
    return done.returncode == 0, ", ".join(failed) or f"ended with {done.returncode}"


def unit(chosen, together, folder):
    status = 0
    for planted in [chosen] if together else [[fault] for fault in chosen]:
        name = f"{len(planted)} faults" if together else planted[0].name
        programs = sorted({program for fault in planted for program in fault.programs()})
        if wrong := build("dev", folder, planted, programs):
            say(f"{name}: not built\n{wrong}")
            return 1
        brought = ":".join(fault.brought for fault in planted if fault.brought)
        for program in programs:
            passed, failed = passes(folder, program, f"-{brought}" if brought else "*")
            say(f"{name}: {program} {'passes' if passed else 'FAILS: ' + failed}")
            status = status if passed else 1
        # What came with the commit that mended it has to see it, or it is another fault.
        for fault in planted:
            if fault.brought and all(passes(folder, program, fault.brought)[0] for program in fault.programs()):
                say(f"{fault.name}: {fault.brought} pass with it: it is not what {fault.mended_by} mended")
                status = 1
    return status


# --- who finds them? ------------------------------------------------------------------------------------------------


def found_by(log):
    """The oracle, by the first words of its finding; empty if nothing was found."""
    if broken := re.search(r"property does not hold: (.*)", log):
        text = broken[1]
        if rule := re.match(r"21: the rules of the protocol: ([a-z0-9-]+):", text):
            return f"21: the rules of the protocol: {rule[1]}"
        number = re.match(r"\d+: ", text)
        start = number.end() if number else 0
        end = text.find(": ", start)
        return text if end < 0 else text[:end]
    if sanitizer := re.search(r"ERROR: (\w+Sanitizer): ([\w-]+)", log):
        return f"{sanitizer[1]}: {sanitizer[2]}"
    if undefined := re.search(r"runtime error: (.*)", log):
        return f"UndefinedBehaviorSanitizer: {undefined[1]}"
    if assertion := re.search(r": Assertion '(.*?)' failed", log):
        return f"libstdc++: {assertion[1]}"
    if engine := re.search(r"ERROR: libFuzzer: ([\w-]+)", log):
        return f"libFuzzer: {engine[1]}"
    return ""


def seeds_of(target):
    own = ROOT / "fuzz" / "seeds" / target
    return own if own.is_dir() else ROOT / "fuzz" / "seeds" / target.split("_")[0]


def dictionary_of(target, folder):
    if re.match(r"response|greeting|patterns|rules", target):
        return [f"-dict={folder}/responses.dict"]
    if re.match(r"command|session|pair|search|authentication", target):
        return [f"-dict={folder}/commands.dict"]
    return []


def sound(target, folder):
    """The target without any fault."""
    return folder / "sound" / f"fuzz_{target}"


def fails(program, path):
    return subprocess.run([program, "-timeout=10", path], cwd=program.parent, capture_output=True, check=False).returncode != 0


def fuzz(target, folder, seconds, seed):
    """One run with the options of ./dev fuzz. Begins with the seeds alone: a regression would be remembered, not found."""
    with tempfile.TemporaryDirectory() as corpus:
        options = ["-timeout=10", "-rss_limit_mb=2048", "-max_len=4096", "-print_final_stats=1", f"-seed={seed}",
                   f"-artifact_prefix={corpus}/", *dictionary_of(target, folder)]

        def bounded():
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
            resource.setrlimit(resource.RLIMIT_STACK, (4 << 20, 4 << 20))

        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([folder / f"fuzz_{target}", *options, corpus, seeds_of(target)], cwd=folder, preexec_fn=bounded,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # The fault is to blame where its program fails on the input alone, and that without it does not.
        findings = [path for path in Path(corpus).iterdir() if re.match(r"crash-|timeout-|oom-|leak-", path.name)]
        real = [fails(folder / f"fuzz_{target}", each) and not fails(sound(target, folder), each) for each in findings]
    log = done.stderr.decode("latin-1")
    (folder / f"{target}.log").write_text(log)
    counts = re.findall(r"^#(\d+)|number_of_executed_units: (\d+)", log, re.M)
    executions = max((int(a or b) for a, b in counts), default=0)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    oracle = found_by(log)
    if oracle and not all(real):
        say(f"{target} fails, and the fault is not to blame: {oracle}")
        return None, cpu, executions
    return oracle, cpu, executions


def rows():
    if not TABLE.is_file():
        return {}
    lines = [line.split("\t") for line in TABLE.read_text().splitlines()[1:]]
    return {line[0]: line for line in lines}


def write(table):
    known = {fault.name for fault in faults([])}
    lines = [COLUMNS] + [table[name] for name in sorted(table) if name in known]
    TABLE.write_text("".join("\t".join(line) + "\n" for line in lines))


def find(chosen, folder, seconds, seed):
    targets = sorted({target for fault in chosen for target in fault.targets})
    if wrong := build("fuzz", folder, [], ["fuzz_tool", *(f"fuzz_{target}" for target in targets)]):
        sys.exit(wrong)
    (folder / "sound").mkdir(exist_ok=True)
    for target in targets:
        shutil.copy(folder / f"fuzz_{target}", sound(target, folder))
    for shape in ("commands", "responses"):
        words = subprocess.run([folder / "fuzz_tool", "dictionary", shape], capture_output=True, check=True).stdout
        (folder / f"{shape}.dict").write_bytes(words)
    missed = []
    for fault in chosen:
        left, spent, executed = seconds, 0.0, 0
        oracle = ""
        for target in fault.targets:
            if left < 1:
                break
            if wrong := build("fuzz", folder, [fault], [f"fuzz_{target}"]):
                sys.exit(f"{fault.name}: {wrong}")
            # The first target has the time, unless there are others.
            share = left if target == fault.targets[-1] else max(left // 2, 1)
            oracle, attempt = None, 0
            while oracle is None and share > 0 and attempt < ATTEMPTS_MAX:
                oracle, cpu, executions = fuzz(target, folder, share, seed + attempt)
                spent, executed = spent + cpu, executed + executions
                share, left, attempt = share - int(cpu), left - int(cpu), attempt + 1
            if oracle:
                break
        if not oracle:
            missed.append(fault.name)
        row = [fault.name, fault.mended_by, target, oracle or "nobody", f"{spent:.1f}", str(executed)]
        say("\t".join(row))
        write(rows() | {fault.name: row})
    say(f"{len(chosen) - len(missed)} of {len(chosen)} found" + (f"; missed: {' '.join(missed)}" if missed else ""))
    return 0 if len(missed) <= (MISSED_MAX if len(chosen) > MISSED_MAX else 0) else 1


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--unit", action="store_true")
    arguments.add_argument("--together", action="store_true")
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--seconds", type=int, default=300, help="of CPU, for each fault")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--build", type=Path, help="build folder (build/planted, or build/planted-unit)")
    arguments.add_argument("names", nargs="*", metavar="NAME")
    given = arguments.parse_args()
    chosen = faults(given.names)
    if given.check:
        return check(chosen)
    if given.unit:
        return unit(chosen, given.together, (given.build or ROOT / "build" / "planted-unit").resolve())
    return find(chosen, (given.build or ROOT / "build" / "planted").resolve(), given.seconds, given.seed)


if __name__ == "__main__":
    sys.exit(main())
