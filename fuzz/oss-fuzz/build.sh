#!/usr/bin/env bash
# The fuzz targets, built as OSS-Fuzz and ClusterFuzzLite ask for it: with their compiler and flags, which bring sanitizer and
# instrumentation, and with their engine. The environment has CC, CXX, CFLAGS, CXXFLAGS, LIB_FUZZING_ENGINE, and the folders SRC
# (this checkout as imapspec, and the sources that dependencies.sh gets), WORK and OUT. What is left in OUT needs no other folder
# and no library but the system's. IMAPSPEC_FUZZ_TARGETS names the targets, if not
# all; IMAPSPEC_PRECOMPILE=ON precompiles headers, which is faster and more than every compiler gets right.
set -euo pipefail
deps=$WORK/deps
mkdir -p "$deps/lib/pkgconfig" "$deps/lib/cmake/yaml-cpp" "$deps/include" "$OUT"
cd "$SRC/imapspec"
# shellcheck source=fuzz/inputs.sh
. fuzz/inputs.sh

# archive NAME COMPILE... -- SOURCE...: a static library.
archive() {
  local name=$1 objects=$WORK/objects/$1 compile=()
  shift
  while [[ $1 != -- ]]; do compile+=("$1"); shift; done
  shift
  mkdir -p "$objects"
  # shellcheck disable=SC2016  # for the shell that xargs starts
  printf '%s\0' "$@" | xargs -0 -P "$(nproc)" -I{} bash -c 'exec "${@:3}" -w -c "$2" -o "$1/$(basename "$2").o"' _ "$objects" {} \
    "${compile[@]}"
  rm -f "$deps/lib/lib$name.a"
  ar rcs "$deps/lib/lib$name.a" "$objects"/*.o
}

read -ra cxxflags <<<"${CXXFLAGS?}"
# Without sanitizers and coverage, for what we do not look into and share no containers of the standard library with.
plain=()
for flag in "${cxxflags[@]}"; do
  [[ $flag =~ ^-f(no-)?(sanitize|profile|coverage) ]] || plain+=("$flag")
done

# The libraries of others that are C++ are built with our flags: those of the distribution know another standard library.
archive yaml-cpp "$CXX" "${cxxflags[@]}" -std=c++17 -DYAML_CPP_STATIC_DEFINE -I"$SRC/yaml-cpp/include" \
  -- "$SRC"/yaml-cpp/src/*.cpp
cp -r "$SRC/yaml-cpp/include/yaml-cpp" "$deps/include/"
cat >"$deps/lib/cmake/yaml-cpp/yaml-cpp-config.cmake" <<CMAKE
add_library(yaml-cpp STATIC IMPORTED)
set_target_properties(yaml-cpp PROPERTIES IMPORTED_LOCATION $deps/lib/libyaml-cpp.a INTERFACE_INCLUDE_DIRECTORIES $deps/include
  INTERFACE_COMPILE_DEFINITIONS YAML_CPP_STATIC_DEFINE)
CMAKE

archive re2 "$CXX" "${cxxflags[@]}" -std=c++17 -I"$SRC/re2" -- "$SRC"/re2/re2/*.cc "$SRC"/re2/util/{rune,strutil}.cc
mkdir -p "$deps/include/re2"
cp "$SRC"/re2/re2/*.h "$deps/include/re2/"
printf 'Name: re2\nDescription: RE2\nVersion: 0\nLibs: -L%s -lre2\nCflags: -I%s\n' "$deps/lib" "$deps/include" \
  >"$deps/lib/pkgconfig/re2.pc"

archive icuuc "$CXX" "${plain[@]}" -std=c++17 -DU_COMMON_IMPLEMENTATION -DU_STATIC_IMPLEMENTATION -I"$SRC/icu/source/common" \
  -- "$SRC"/icu/source/common/*.cpp
mkdir -p "$deps/include/unicode"
cp "$SRC"/icu/source/common/unicode/*.h "$deps/include/unicode/"
data=("$SRC"/icu/source/data/in/icudt*l.dat)
symbol=$(basename "${data[0]}" l.dat)_dat
mkdir -p "$WORK/objects/icudata"
printf '.section .rodata\n.balign 16\n.globl %s\n%s:\n.incbin "%s"\n.section .note.GNU-stack,"",%%progbits\n' "$symbol" "$symbol" \
  "${data[0]}" >"$WORK/objects/icudata.s"
archive icudata "$CC" -- "$WORK/objects/icudata.s"

# GNU SASL is C and the distribution's, but for GSS-API, of which there is no static library.
read -ra cflags <<<"${CFLAGS?}"
archive no_gss "$CC" "${cflags[@]}" -- fuzz/oss-fuzz/no_gss.c
printf 'Name: gsasl\nDescription: GNU SASL\nVersion: %s\nLibs: -L%s -lgsasl -lidn -lntlm -lno_gss\n' \
  "$(pkg-config --modversion libgsasl)" "$deps/lib" >"$deps/lib/pkgconfig/libgsasl.pc"

export PKG_CONFIG_PATH=$deps/lib/pkgconfig
cmake -S . -B "$WORK/build" -G Ninja -DCMAKE_BUILD_TYPE= -DCMAKE_PREFIX_PATH="$deps" -DIMAPSPEC_TESTS=OFF -DIMAPSPEC_PROGRAM=OFF \
  -DIMAPSPEC_WERROR=OFF -DIMAPSPEC_STATIC=ON -DIMAPSPEC_FUZZ=ON -DIMAPSPEC_FUZZ_ENGINE="$LIB_FUZZING_ENGINE" \
  -DCMAKE_DISABLE_PRECOMPILE_HEADERS="$([[ ${IMAPSPEC_PRECOMPILE:-OFF} == ON ]] && echo OFF || echo ON)"
read -ra wanted <<<"${IMAPSPEC_FUZZ_TARGETS:-targets}"
cmake --build "$WORK/build" --target fuzz_tool "${wanted[@]/#/fuzz_}"

for words in commands responses; do
  "$WORK/build/fuzz_tool" dictionary "$words" >"$WORK/$words.dict"
done
for program in "$WORK"/build/fuzz_*; do
  name=$(basename "$program") target=${program##*/fuzz_}
  # Those that ask the RFCs' ABNF would find none: its text is not part of the project. Nor do those belong here that ask another
  # parser, which CMake leaves out.
  [[ -f $program && -x $program && $target != tool && $target != *_abnf && $target != *_etpan ]] || continue
  cp "$program" "$OUT/"
  corpus=$WORK/corpus/$target words=$(dictionary_of "$target")
  mkdir -p "$corpus"
  cp "$(seeds_of "$target")"/* "$corpus/"
  for input in "fuzz/regressions/$target"/* "fuzz/corpus/$target"/*; do
    [[ ! -f $input ]] || cp "$input" "$corpus/$(basename "${input%"/$target/"*}")-$(basename "$input")"
  done
  rm -f "$OUT/${name}_seed_corpus.zip"
  zip -q -j -r "$OUT/${name}_seed_corpus.zip" "$corpus"
  [[ -z $words ]] || cp "$WORK/$words.dict" "$OUT/$name.dict"
  printf '[libfuzzer]\nmax_len = %d\ntimeout = %d\nrss_limit_mb = %d\n' "$fuzz_len_max" "$fuzz_timeout" "$fuzz_rss_mb" \
    >"$OUT/$name.options"
done
