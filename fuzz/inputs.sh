# shellcheck shell=bash
# What a fuzz target begins with, for ./dev and for oss-fuzz/build.sh. To be sourced where the checkout begins.

# shellcheck disable=SC2034  # read by those who source this file
fuzz_len_max=4096 fuzz_timeout=10 fuzz_rss_mb=2048  # octets of an input, seconds for it, megabytes
# A third of a session's time went into long stacks of every allocation, which fuzz_replay tells whole, and into freed memory that was
# kept out of the cache. The largest of seeds and corpora frees about what is kept here, 1 MB: who uses what an earlier input has freed may
# be told of garbage in its place, which a run with a larger quarantine explains.
fuzz_asan_options=malloc_context_size=1:quarantine_size_mb=1:thread_local_quarantine_size_kb=64

# Its own seeds, or those of the target with which its name begins (command_laws: command).
seeds_of() { if [[ -d fuzz/seeds/$1 ]]; then echo "fuzz/seeds/$1"; else echo "fuzz/seeds/${1%%_*}"; fi; }

# commands, responses, or nothing: whose words its inputs are made of.
dictionary_of() {
  case $1 in
    response* | greeting | patterns | rules) echo responses ;;
    command* | session* | quirks | pair | search | authentication | canary) echo commands ;;
  esac
}
