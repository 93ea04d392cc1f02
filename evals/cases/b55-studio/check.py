import glob, os, subprocess, sys
HERE = os.path.dirname(os.path.abspath(__file__))
os.chdir(HERE)
for f in glob.glob("*.db*"):
    os.remove(f)
try:
    p = subprocess.run([sys.executable, "app.py"], capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    sys.exit("app.py did not end within 120 s")
if p.returncode != 0:
    sys.exit("app.py ended with code %d: %s" % (p.returncode, p.stderr.strip().splitlines()[-1:]))
for line in ("Low Tide: 3 takes, 45.00 EUR", "Marta Quint: 1 takes, 15.00 EUR", "No Show: 0 takes, 0.00 EUR"):
    if line not in p.stdout:
        sys.exit("not fixed: %r is missing in %r" % (line, p.stdout))
