#!/bin/sh
# Kills an ingest at 50 random moments (twice each), runs it again, and holds the
# store against that of an undisturbed run: articles, copies, records, segments.
#
#   bench/kill.sh [KILLS]
set -eu
cd "$(dirname "$0")/.."
DATELINE_KILLS=${1:-50} build/release/test_store --gtest_filter='*AfterKills*' --gtest_brief=1
