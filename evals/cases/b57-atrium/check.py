import glob, os, sqlite3, subprocess, sys
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
def need(ok, what):
    if not ok:
        sys.exit("not fixed: " + what)
need("north [('climate', '20'), ('light', 'warm')]" in p.stdout, "output is %r" % p.stdout)
need("south [('light', 'cold')]" in p.stdout, "output is %r" % p.stdout)
got = sqlite3.connect("atrium.db").execute("select tenant_id, topic, choice from preferences order by 1, 2").fetchall()
need(got == [("north", "climate", "20"), ("north", "light", "warm"), ("south", "light", "cold")], "rows are %r" % got)
