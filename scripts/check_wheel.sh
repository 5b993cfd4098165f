#!/usr/bin/env bash
# Build the wheel, install it in empty environments, and read a bundled report with what was installed there:
# with pip on Python 3.11 and on the newest of 3.13 and 3.12 to be had, with pipx on 3.11.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$PWD/.venv/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The first argument that is a Python that runs and can make environments.
usable() {
  local python
  for python in "$@"; do
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
      command -v "$python"
      return
    fi
  done
  return 1
}

# All Pythons of a version: on the path, and pyenv's.
named() {
  echo "python$1"
  ls -d "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/python 2>/dev/null | sort -rV || true
}

# Reads the bundled report with the command given, from a folder that has nothing to do with the source.
reads() {
  (cd "$work" && "$1" --version && "$1" example | "$1" read - --format json >record.json)
  "$bin/python" - "$work/record.json" <<'PY'
import json, sys
record = json.load(open(sys.argv[1], encoding="utf-8"))
text = record["document"]["text"]
content = [span for statement in record["statements"] for span in statement["content"]]
assert record["meetings"] and record["statements"] and record["figures"], "findings are missing"
assert all(text[s["start"]:s["end"]] == s["text"] for s in content), "a span does not slice to its text"
print(f"  read: {len(record['statements'])} statements, {len(record['figures'])} figures")
PY
}

with_pip() {
  echo "pip on $("$1" --version)"
  "$1" -m venv "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint "$work/constraints.txt" "$wheel"
  reads "$work/venv/bin/onrecord"
  rm -rf "$work/venv"
}

with_pipx() {
  echo "pipx on $("$1" --version)"
  export PIPX_HOME=$work/pipx PIPX_BIN_DIR=$work/pipx-bin PIPX_MAN_DIR=$work/pipx-man
  "$bin/pipx" install --quiet --python "$1" --pip-args="--constraint $work/constraints.txt" "$wheel"
  reads "$work/pipx-bin/onrecord"
}

"$bin/python" -m build --no-isolation --wheel --outdir "$work/dist" . >"$work/build.log" || { cat "$work/build.log"; exit 1; }
wheel=$(ls "$work"/dist/*.whl)
# The versions of the lock, without hashes: pip takes no hashes for a wheel that was just built.
sed -nE 's/^([^ #]+==[^ ]+( ; [^\\]*)?) *\\?$/\1/p' requirements.lock >"$work/constraints.txt"

old=$(usable $(named 3.11)) || { echo "no Python 3.11 to install the wheel on" >&2; exit 1; }
with_pip "$old"
if new=$(usable $(named 3.13) $(named 3.12)); then
  with_pip "$new"
else
  echo "NOT CHECKED on 3.12 or 3.13: neither is to be had on this machine"
fi
with_pipx "$old"
echo "the wheel installs and reads"
