#!/usr/bin/env bash
# Builds the wheel, installs it in a new environment in a new folder, and runs the demo from there.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
git -C "$root" archive HEAD | tar -x -C "$folder" --one-top-level=source
"$root/.venv/bin/python" -m build --quiet --wheel --installer uv --outdir "$folder/dist" "$folder/source"
"$root/.venv/bin/uv" venv --quiet "$folder/env"
"$root/.venv/bin/uv" pip install --quiet --python "$folder/env/bin/python" "$folder"/dist/*.whl
cp -r "$root/examples/orders" "$folder/orders"
rm -rf "$folder/source"
cd "$folder"
status=0
env/bin/dataflow debug --ai orders/app.py > report.txt || status=$?
cat report.txt
[ "$status" = 1 ] || { echo "the wheel's demo ended with exit status $status, expected 1"; exit 1; }
grep -q DFX report.txt

# The wheel's .pth file: the same program by itself explains itself, with its own exit status.
status=0
DATAFLOW_DEBUG=1 env/bin/python orders/app.py 2> stderr.txt || status=$?
[ "$status" = 1 ] || { echo "the program itself ended with exit status $status, expected 1"; exit 1; }
sed -n '/^DataFlow debug:/,$p' stderr.txt
grep -q '^DataFlow debug: .*DFX' stderr.txt
env/bin/dataflow debug --ai --last > last.txt || [ "$?" = 1 ]
grep -q DFX last.txt
