#!/usr/bin/env bash
# Plays OSS-Fuzz's part on this machine, without its images: builds the fuzz targets with the environment of its builder, one
# engine and sanitizer after the other, takes the sources away, and looks at what is left as its check of bad builds does
# (bad_build.py). clang 19 and libc++ stand for their compiler; afl-clang-fast, which drives another clang in Debian, is a
# script that instruments as it does and links AFL++'s own runtime.
#
#   contract.sh [--targets "NAME NAME..."] [libfuzzer-address] [libfuzzer-undefined] [afl-address]      all of each, otherwise
#   contract.sh --sources    only gets the sources of the libraries; fails with 3 where they cannot be had
set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/../.."
here=$PWD/build/oss-fuzz
targets='' builds=() sources_only=no
while (($#)); do
  case $1 in
    --targets) targets=${2:?--targets wants names}; shift ;;
    --sources) sources_only=yes ;;
    libfuzzer-address | libfuzzer-undefined | afl-address) builds+=("$1") ;;
    *) echo "contract.sh: $1?" >&2; exit 2 ;;
  esac
  shift
done
((${#builds[@]})) || builds=(libfuzzer-address libfuzzer-undefined afl-address)

# --- the sources that dependencies.sh clones, from Debian's source packages, which are the same releases ------------------

debian_sources() {
  local into=$here/sources name archive
  [[ ! -s $into/done ]] || return 0
  rm -rf "$into"  # what a former run began
  mkdir -p "$into/lists/partial"
  local mirror
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    awk '/^deb /{print $2; exit} /^URIs:/{print $2; exit}') || true
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main" >"$into/sources.list"
  local apt=(-o Dir::Etc::SourceList="$into/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$into/lists"
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User="$(id -un)")
  (cd "$into" && apt-get "${apt[@]}" -q update && apt-get "${apt[@]}" -q source --download-only yaml-cpp re2 icu) \
    >"$here/sources.log" 2>&1 || true
  for name in yaml-cpp re2 icu; do
    archive=$(find "$into" -maxdepth 1 -name "${name}_*.orig.tar.?z" | head -1)
    [[ -n $archive ]] || {
      echo "SKIPPED: the source of $name cannot be had from $mirror; see $here/sources.log" >&2
      return 3
    }
    mkdir "$into/$name"
    tar -xf "$archive" -C "$into/$name" --strip-components=1
  done
  # Debian leaves out what is made of its package unicode-data.
  (
    cd "$into/re2/re2"
    sed -i 's,^_UNICODE_DIR = .*,_UNICODE_DIR = "/usr/share/unicode",' unicode.py
    perl make_perl_groups.pl >perl_groups.cc
    python3 make_unicode_groups.py >unicode_groups.cc
    python3 make_unicode_casefold.py >unicode_casefold.cc
  ) || return
  echo "$mirror" >"$into/done"
}

# --- their compilers --------------------------------------------------------------------------------------------------

# Theirs has a libc++ that is static only. libFuzzer here is built with libstdc++, theirs with a libc++ of its own; nothing else may be
# linked with libstdc++, whose exceptions are not those of libc++.
compilers() {
  local bin=$here/bin llvm ccache afl=${IMAPSPEC_AFL:-/usr/lib/afl} name
  llvm=$(llvm-config-19 --libdir 2>/dev/null || echo /usr/lib/llvm-19/lib)
  ccache=$(command -v ccache || true)
  mkdir -p "$bin" "$here/libc++"
  printf 'INPUT(%s/libc++.a %s/libc++abi.a)\n' "$llvm" "$llvm" >"$here/libc++/libc++.a"
  for name in clang clang++; do
    cat >"$bin/$name" <<SH
#!/bin/bash
theirs=()
for argument; do
  case \$argument in
    -c | -E | -S | -fsyntax-only | --version) exec $ccache $name-19 "\$@" ;;
    -fsanitize=fuzzer) theirs=(-Wl,--as-needed $(g++ -print-file-name=libstdc++.so)) ;;
  esac
done
exec $name-19 -L$here/libc++ "\$@" "\${theirs[@]}"
SH
    cat >"$bin/afl-${name/clang/clang-fast}" <<SH
#!/bin/bash
arguments=() runtime=($afl/afl-compiler-rt.o)
for argument; do
  case \$argument in
    -fsanitize=fuzzer-no-link) arguments+=(-fsanitize-coverage=trace-pc-guard) ;;
    -c | -E | -S | -fsyntax-only | --version) runtime=(); arguments+=("\$argument") ;;
    *) arguments+=("\$argument") ;;
  esac
done
exec $bin/$name "\${arguments[@]}" "\${runtime[@]}"
SH
  done
  chmod +x "$bin"/*
}

# --- one build --------------------------------------------------------------------------------------------------------

# What base-builder sets, and compile adds to it.
built() {
  local engine=$1 sanitizer=$2
  local checks=array-bounds,bool,builtin,enum,function,integer-divide-by-zero,null,object-size,return,returns-nonnull-attribute,shift
  checks+=,signed-integer-overflow,unreachable,vla-bound,vptr
  local flags='-O1 -fno-omit-frame-pointer -gline-tables-only -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION'
  case $sanitizer in
    address) flags+=' -fsanitize=address -fsanitize-address-use-after-scope' ;;
    undefined) flags+=" -fsanitize=$checks,unsigned-integer-overflow -fno-sanitize-recover=$checks" ;;
  esac
  export FUZZING_ENGINE=$engine SANITIZER=$sanitizer ARCHITECTURE=x86_64 FUZZING_LANGUAGE=c++
  export CFLAGS="$flags -fsanitize=fuzzer-no-link" CXXFLAGS="$flags -stdlib=libc++ -fsanitize=fuzzer-no-link"
  case $engine in
    libfuzzer) export CC=clang CXX=clang++ LIB_FUZZING_ENGINE=-fsanitize=fuzzer ;;
    afl) export CC=afl-clang-fast CXX=afl-clang-fast++ LIB_FUZZING_ENGINE=${IMAPSPEC_AFL:-/usr/lib/afl}/libAFLDriver.a ;;
  esac
  export SRC=$here/src OUT=$here/out WORK=$here/work PATH=$here/bin:$PATH IMAPSPEC_FUZZ_TARGETS=$targets
  export IMAPSPEC_PRECOMPILE=ON CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
  export CCACHE_BASEDIR=$here CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
  cd "$SRC"
  cp "$SRC/imapspec/fuzz/oss-fuzz/build.sh" "$SRC/build.sh"
  bash -eux "$SRC/build.sh"
}

# --- all of them --------------------------------------------------------------------------------------------------------

compilers
debian_sources || exit 3
[[ $sources_only == no ]] || exit 0
# Every target but those that look for nothing, or would have nothing to ask (build.sh).
all=$(sed -n 's/^IMAPSPEC_FUZZ_TARGET(\([a-z_]*\),.*/\1/p' fuzz/*.cc | grep -vE '^(canary|empty)$|_(abnf|etpan)$' | tr '\n' ' ')
read -ra expected <<<"${targets:-$all}"
status=0
for build in "${builds[@]}"; do
  engine=${build%%-*} sanitizer=${build#*-} begin=$SECONDS
  rm -rf "$here"/{src,out,work,moved}
  mkdir -p "$here"/{src,out,work}
  # What the repository has, and nothing beside it.
  mkdir "$here/src/imapspec"
  git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$here/src/imapspec"
  for name in yaml-cpp re2 icu; do ln -s "../sources/$name" "$here/src/$name"; done
  if ! (built "$engine" "$sanitizer") >"$here/$build.log" 2>&1; then
    echo "FAILED  $build does not build; all of it in $here/$build.log"
    grep -E 'error:|FAILED:' "$here/$build.log" | head -20
    status=1
    continue
  fi
  echo "built   $build in $((SECONDS - begin)) s"
  # As the runner has it: elsewhere, and without what it was made of.
  mv "$here/out" "$here/moved"
  rm -rf "$here/src" "$here/work"
  fuzz/oss-fuzz/bad_build.py "$here/moved" --engine "$engine" --sanitizer "$sanitizer" --targets "${expected[@]/#/fuzz_}" \
    --fuzz fuzz_response fuzz_session || status=1
  echo "looked at $build in $((SECONDS - begin)) s; it has $(du -sm "$here/moved" | cut -f1) MB"
done
exit "$status"
