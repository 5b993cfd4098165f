#!/bin/sh
# The demo: two bundled reports of the same talks, read into records and pages. The reports and their people are invented.
set -eu
cd "$(dirname "$0")/.."
PATH=$PWD/.venv/bin:$PATH
out=demo-output

show() {
  printf '\n$ %s\n' "$1"
  eval "$1"
}

rm -rf "$out"
mkdir -p "$out/reports"
for name in linmouth-veskonia linmouth-sarelia; do
  onrecord example "$name" --format jsonl >"$out/reports/$name.jsonl"
done
knowledge='"$(onrecord example --knowledge)"'

cat <<'TEXT'
Two presidents met. Each side published its own report of the talks, and the two do not tell quite the same.
OnRecord reads each into a record: who met, who said what, which figures, what was promised.
TEXT
for name in linmouth-veskonia linmouth-sarelia; do
  show "onrecord read $out/reports/$name.jsonl --knowledge $knowledge --format table --quiet"
done
show "onrecord read $out/reports --knowledge $knowledge --format html --output $out"

cat <<TEXT

Compare: one side has the president of Sarelia say that trade went up, the other that it went down. One has
the presidents agree on a second crossing, the other has them discuss it. One leaves out the fishermen.

The pages, each report with its findings marked, beside its record:
$(for page in "$out"/*.html; do echo "  file://$PWD/$page"; done)

Try next:
  . .venv/bin/activate
  onrecord example | onrecord read -                     the record as JSON
  onrecord read REPORT.html --published 2024-06-12       a report of your own
  onrecord read REPORT.txt --explain                     why each finding is what it is
  onrecord --help
TEXT
