#!/usr/bin/env bash
exec "$SRC/imapspec/fuzz/oss-fuzz/build.sh"
