#!/usr/bin/env python3
"""Looks at a folder of fuzz targets as the runner of OSS-Fuzz does before it takes them: its check of bad builds, and what its
runner and ClusterFuzz expect beside a target. Says what is wrong, one line each, and fails if anything is.

  bad_build.py FOLDER --engine libfuzzer|afl --sanitizer address|undefined [--targets NAME...] [--fuzz NAME...]
  bad_build.py --self-test      shows that each check can fail; needs clang 19 and AFL++

--targets are those that must be there, and no other. --fuzz are those on which afl-fuzz is let loose for some seconds."""

import argparse
import configparser
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

# The runner's own thresholds, but for one: it takes a single call for a build with undefined, which its own library has.
EDGES_MIN = 100
RUNS = 4
ASAN_CALLS_MIN = 1000  # of a build with address; some 850 are in the library
UBSAN_CALLS_MIN = 20  # of a build with undefined
UBSAN_CALLS_MAX = 169  # of any other

SYSTEM_LIBRARIES = re.compile(r"(libc|libm|libdl|librt|libpthread|libresolv|libgcc_s|libstdc\+\+)\.so\.\d+$|ld-linux")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "ASAN_OPTIONS": "alloc_dealloc_mismatch=0:allocator_may_return_null=1:allocator_release_to_os_interval_ms=500:"
                    "detect_odr_violation=2:detect_leaks=1:detect_stack_use_after_return=0:fast_unwind_on_fatal=0:handle_abort=2:"
                    "handle_segv=2:quarantine_size_mb=10:strict_memcmp=1:symbolize=0",
    "UBSAN_OPTIONS": "print_stacktrace=0:silence_unsigned_overflow=1:symbolize=0",
}


def run(command, seconds, **environment):
    """The exit status and everything that was said; a status of 124 means that it took too long."""
    try:
        done = subprocess.run([str(word) for word in command], capture_output=True, timeout=seconds,
                              env={**ENVIRONMENT, **environment}, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as late:
        return 124, ((late.stdout or b"") + (late.stderr or b"")).decode(errors="replace")
    return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


def targets_in(folder):
    """What the runner takes for targets: programs that say LLVMFuzzerTestOneInput."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.is_file() and os.access(path, os.X_OK) and not path.name.startswith("afl-"):
            octets = path.read_bytes()
            if octets.startswith(b"\x7fELF") and b"LLVMFuzzerTestOneInput" in octets:
                found.append(path)
    return found


def calls(path):
    """How often its code calls each sanitizer; their own libraries are counted too."""
    counts = {"asan": 0, "ubsan": 0, "msan": 0}
    call = re.compile(rb"\scallq?\s.*<__(asan|ubsan|msan)_")
    with subprocess.Popen(["objdump", "-d", "--no-show-raw-insn", str(path)], stdout=subprocess.PIPE) as objdump:
        for line in objdump.stdout:
            found = call.search(line)
            if found:
                counts[found.group(1).decode()] += 1
    return counts


def about_the_file(path, sanitizer):
    """What can be seen without running it."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", path.name):
        yield "its name has other characters than letters, digits, _ and -"
    status, header = run(["readelf", "-h", "-d", path], 60)
    if status != 0 or "X86-64" not in header:
        yield "it is not for x86_64"
    if "(RUNPATH)" in header or "(RPATH)" in header:
        yield "it looks for libraries in a folder of the build"
    for library in re.findall(r"\(NEEDED\).*\[(.+)\]", header):
        if not SYSTEM_LIBRARIES.match(library):
            yield f"it needs {library}, which the runner does not have"
    counts = calls(path)
    if sanitizer == "address" and counts["asan"] < ASAN_CALLS_MIN:
        yield f"it is not compiled with the address sanitizer: {counts['asan']} calls"
    if sanitizer != "address" and counts["asan"] > 0:
        yield f"it is compiled with the address sanitizer: {counts['asan']} calls"
    if sanitizer == "undefined" and counts["ubsan"] < UBSAN_CALLS_MIN:
        yield "it is not compiled with the sanitizer of undefined behaviour"
    if sanitizer != "undefined" and counts["ubsan"] > UBSAN_CALLS_MAX:
        yield f"it is compiled with the sanitizer of undefined behaviour: {counts['ubsan']} calls"
    if counts["msan"] > 0:
        yield "it is compiled with the memory sanitizer"


def about_what_lies_beside(path, into):
    """Seeds, options, dictionary. The seeds are left in `into`."""
    archive = path.with_name(path.name + "_seed_corpus.zip")
    if not archive.exists():
        yield f"{archive.name} is missing"
    else:
        with zipfile.ZipFile(archive) as seeds:
            if not seeds.namelist():
                yield f"{archive.name} is empty"
            seeds.extractall(into)
    options = path.with_name(path.name + ".options")
    if not options.exists():
        yield f"{options.name} is missing"
        return
    parsed = configparser.ConfigParser()
    try:
        parsed.read(options)
        limits = {name: parsed.getint("libfuzzer", name) for name in ("max_len", "timeout", "rss_limit_mb")}
    except (configparser.Error, ValueError) as wrong:
        yield f"{options.name}: {wrong}"
        return
    if limits["rss_limit_mb"] > 2560 or limits["timeout"] > 25:
        yield f"{options.name} allows more than the runner has"


def last_words(said):
    lines = [line for line in said.strip().splitlines()[-40:] if re.search("ERROR|SUMMARY|property|error", line)]
    return " | ".join(lines) or said[-200:]


def about_libfuzzer(path, seeds):
    limits = ["-rss_limit_mb=2560", "-timeout=25", f"-artifact_prefix={seeds}-"]
    dictionary = path.with_name(path.name + ".dict")
    if dictionary.exists():
        limits.append(f"-dict={dictionary}")
    status, said = run([path, *limits, "-seed=1337", f"-runs={RUNS}"], 100)
    if "Is the code instrumented" in said:
        yield "it has no coverage instrumentation"
    elif status != 0 or f"Done {RUNS} runs" not in said:
        yield f"it does not start: {last_words(said)}"
    edges = re.search(r"INFO: Loaded \d+ modules?.*\((?:inline 8-bit counters|.*counters|guards)\): (\d+)", said)
    if edges and int(edges.group(1)) < EDGES_MIN:
        yield f"it has coverage instrumentation in parts only: {edges.group(1)} edges"
    status, said = run([path, *limits, "-runs=0", seeds], 300)
    if status != 0:
        yield f"it does not survive its seeds: {last_words(said)}"


AFL_FOLDER = Path(os.environ.get("IMAPSPEC_AFL", "/usr/lib/afl"))  # of Debian's package
AFL = {"AFL_NO_UI": "1", "AFL_SKIP_CPUFREQ": "1", "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES": "1", "AFL_NO_AFFINITY": "1",
       "AFL_MAP_SIZE": "4000000", "AFL_QUIET": "1",
       "ASAN_OPTIONS": ENVIRONMENT["ASAN_OPTIONS"] + ":detect_leaks=0:handle_abort=1:abort_on_error=1"}  # the last one counts


def about_afl(path, seeds, fuzz):
    tuples = Path(f"{seeds}.map")
    showmap = ["afl-showmap", "-q", "-m", "none", "-t", "25000", "-C", "-i", seeds, "-o", tuples]
    status, said = run([*showmap, "--", path], 300, **AFL)
    seen = len(tuples.read_text().splitlines()) if tuples.exists() else 0
    if seen == 0:
        yield f"afl-showmap sees no instrumentation: {last_words(said)}"
        return
    if seen < EDGES_MIN:
        yield f"it has instrumentation in parts only: {seen} edges"
        return
    # Driven by itself, the driver runs the files that are named.
    status, said = run([path, *sorted(file for file in seeds.iterdir())], 300, **AFL)
    if status != 0:
        yield f"it does not survive its seeds: {last_words(said)}"
    if status != 0 or not fuzz:
        return
    log = Path(f"{seeds}.afl")
    quiet = {name: value for name, value in AFL.items() if name != "AFL_QUIET"}
    command = ["afl-fuzz", "-V", "8", "-m", "none", "-t", "5000+", "-i", seeds, "-o", log]
    dictionary = path.with_name(path.name + ".dict")
    if dictionary.exists():
        command += ["-x", dictionary]
    status, said = run([*command, "--", path], 120, **quiet)
    if "All set and ready to roll" not in said:
        yield f"afl-fuzz does not begin: {last_words(said)}"
        return
    stats = dict(re.findall(r"^(\w+)\s+: (.+)$", (log / "default" / "fuzzer_stats").read_text(), re.M))
    print(f"        afl-fuzz: {stats['execs_done']} executions, {stats['edges_found']} edges, {stats['saved_crashes']} crashes")
    if int(stats["execs_done"]) < 10 or int(stats["saved_crashes"]) > 0:
        yield f"afl-fuzz: {stats['execs_done']} executions, {stats['saved_crashes']} crashes"


def complaints(folder, engine, sanitizer, wanted=None, fuzz=()):
    found = targets_in(folder)
    names = [path.name for path in found]
    for missing in sorted(set(wanted or names) - set(names)):
        yield missing, "it is missing"
    for stranger in sorted(set(names) - set(wanted or names)):
        yield stranger, "it should not be here"
    if not found:
        yield str(folder), "no target"
    with tempfile.TemporaryDirectory() as scratch:
        for path in found:
            seeds = Path(scratch) / path.name
            seeds.mkdir()
            wrong = [*about_the_file(path, sanitizer), *about_what_lies_beside(path, seeds)]
            wrong += about_libfuzzer(path, seeds) if engine == "libfuzzer" else about_afl(path, seeds, path.name in fuzz)
            yield from ((path.name, what) for what in wrong)


# --- self-test --------------------------------------------------------------------------------------------------------

GOOD = """
#include <cstddef>
#include <cstdint>
#include <cstdlib>
volatile unsigned sink;
template <int N> [[gnu::noinline]] void step(const std::uint8_t* data, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    if (data[i] == N) sink = sink + data[(i + N) % size] * data[size - i - 1] + data[i];
  if constexpr (N > 0) step<N - 1>(data, size);
}
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 3 && data[0] == 'B' && data[1] == 'A' && data[2] == 'D') std::abort();
  step<250>(data, size);
  return 0;
}
"""
FLAGS = ["-O1", "-gline-tables-only"]
ADDRESS = ["-fsanitize=address", "-fsanitize=fuzzer-no-link"]


def self_test():
    """Each of these must be complained of, in these words, and the first of nothing."""
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        source = folder / "target.cc"
        source.write_text(GOOD)
        built = {}

        def build(name, flags, code=None, link=("-fsanitize=address,fuzzer",)):
            text, built[name] = folder / f"{name}.cc", folder / name
            text.write_text(code or GOOD)
            subprocess.run(["clang++-19", *FLAGS, *flags, "-c", text, "-o", folder / f"{name}.o"], check=True)
            subprocess.run(["clang++-19", folder / f"{name}.o", *link, "-o", built[name]], check=True)

        def try_one(title, program, words, name="fuzz_one", sanitizer="address", seeds=("fine",), options=True, dictionary=None,
                    wanted=None, engine="libfuzzer"):
            nonlocal failed
            out = folder / "out"
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            if program:
                shutil.copy(built[program], out / name)
            if seeds is not None:
                with zipfile.ZipFile(out / f"{name}_seed_corpus.zip", "w") as archive:
                    for number, seed in enumerate(seeds):
                        archive.writestr(str(number), seed)
            if options:
                limits = options if isinstance(options, str) else "[libfuzzer]\nmax_len = 64\ntimeout = 10\nrss_limit_mb = 2048\n"
                (out / f"{name}.options").write_text(limits)
            if dictionary:
                (out / f"{name}.dict").write_text(dictionary)
            said = [f"{of}: {what}" for of, what in complaints(out, engine, sanitizer, wanted, [name])]
            well = any(words in line for line in said) if words else not said
            failed += not well
            print(f"{'passed' if well else 'FAILED'}  {title}: {'; '.join(said) or 'nothing'}")

        build("good", ADDRESS)
        try_one("a good build", "good", "")
        try_one("a good build with a dictionary", "good", "", dictionary='"word"\n')
        try_one("no seeds", "good", "fuzz_one_seed_corpus.zip is missing", seeds=None)
        try_one("no seed in the archive", "good", "fuzz_one_seed_corpus.zip is empty", seeds=())
        try_one("a seed that it does not survive", "good", "it does not survive its seeds", seeds=("fine", "BAD seed"))
        try_one("no options", "good", "fuzz_one.options is missing", options=False)
        try_one("options without a limit", "good", "fuzz_one.options: ", options="[libfuzzer]\nmax_len = 64\n")
        try_one("too much memory", "good", "more than the runner has",
                options="[libfuzzer]\nmax_len = 64\ntimeout = 10\nrss_limit_mb = 4000\n")
        try_one("a dictionary that is none", "good", "it does not start", dictionary="no word\n")
        try_one("a wrong name", "good", "its name has other characters", name="1.one")
        try_one("a target that is missing", "good", "fuzz_two: it is missing", wanted=["fuzz_one", "fuzz_two"])
        try_one("a target too many", "good", "fuzz_one: it should not be here", wanted=["fuzz_two"])
        try_one("no target", None, "no target")
        try_one("address where undefined was asked for", "good", "it is compiled with the address sanitizer",
                sanitizer="undefined")
        build("bare", ["-fsanitize=address"])
        try_one("no coverage", "bare", "it has no coverage instrumentation")
        build("unsanitized", ["-fsanitize=fuzzer-no-link"], link=["-fsanitize=fuzzer"])
        try_one("no sanitizer", "unsanitized", "it is not compiled with the address sanitizer")
        try_one("no sanitizer of undefined behaviour", "unsanitized", "it is not compiled with the sanitizer of undefined",
                sanitizer="undefined")
        build("few", ADDRESS, GOOD.replace("step<250>", "step<3>"))
        try_one("few edges", "few", "in parts only")
        build("both", [*ADDRESS, "-fsanitize=undefined"], link=["-fsanitize=address,undefined,fuzzer"])
        try_one("both sanitizers", "both", "it is compiled with the sanitizer of undefined behaviour")
        build("silent", ADDRESS, GOOD.replace("{\n  if (size > 3", "{\n  std::exit(0);\n  if (size > 3"))
        try_one("a target that ends", "silent", "it does not start")
        build("shared", ADDRESS, link=["-fsanitize=address,fuzzer", "-Wl,--no-as-needed", "-l:libz.so.1", "-Wl,-rpath,/usr/lib"])
        try_one("a library that the runner has not", "shared", "it needs libz.so.1")
        try_one("a folder of libraries", "shared", "it looks for libraries in a folder")
        runtime = ["-fsanitize=address", AFL_FOLDER / "libAFLDriver.a", AFL_FOLDER / "afl-compiler-rt.o"]
        build("afl", ["-fsanitize=address", "-fsanitize-coverage=trace-pc-guard"], link=runtime)
        try_one("a good build for AFL++", "afl", "", engine="afl")
        try_one("a seed that it does not survive, with AFL++", "afl", "it does not survive its seeds", engine="afl",
                seeds=("fine", "BAD seed"))
        build("afl_bare", ["-fsanitize=address"], link=runtime)
        try_one("no coverage for AFL++", "afl_bare", "afl-showmap sees no instrumentation", engine="afl")
        build("afl_few", ["-fsanitize=address", "-fsanitize-coverage=trace-pc-guard"], GOOD.replace("step<250>", "step<3>"), runtime)
        try_one("few edges for AFL++", "afl_few", "in parts only", engine="afl")
    print(f"{failed} failed" if failed else "every check can fail")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--engine", choices=["libfuzzer", "afl"], default="libfuzzer")
    parser.add_argument("--sanitizer", choices=["address", "undefined"], default="address")
    parser.add_argument("--targets", nargs="*")
    parser.add_argument("--fuzz", nargs="*", default=())
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        return 1 if self_test() else 0
    if not arguments.folder:
        parser.error("which folder?")
    said = 0
    for of, what in complaints(arguments.folder, arguments.engine, arguments.sanitizer, arguments.targets, arguments.fuzz):
        print(f"BAD BUILD: {of}: {what}")
        said += 1
    if not said:
        print(f"{len(targets_in(arguments.folder))} targets are as they should be")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
