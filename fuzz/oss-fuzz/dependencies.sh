#!/usr/bin/env bash
# What build.sh wants, got into the builder's image (Ubuntu 24.04): packages, and in $SRC the sources of the C++ libraries that are
# built with the fuzzer's flags. The releases are those of Debian 12, with which everything else is tested.
set -euo pipefail
apt-get update
apt-get install -y --no-install-recommends ninja-build pkg-config zip libssl-dev zlib1g-dev libgsasl-dev libidn-dev libntlm0-dev
git clone --depth 1 --branch yaml-cpp-0.7.0 https://github.com/jbeder/yaml-cpp "$SRC/yaml-cpp"
git clone --depth 1 --branch 2022-06-01 https://github.com/google/re2 "$SRC/re2"
curl -fsSL -o /tmp/icu.tgz https://github.com/unicode-org/icu/releases/download/release-72-1/icu4c-72_1-src.tgz
echo "a2d2d38217092a7ed56635e34467f92f976b370e20182ad325edea6681a71d68  /tmp/icu.tgz" | sha256sum -c -
tar -xzf /tmp/icu.tgz -C "$SRC"  # makes icu/source
rm /tmp/icu.tgz
