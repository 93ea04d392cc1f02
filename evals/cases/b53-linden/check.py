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
need("running: ['Aster', 'Brandt', 'Cole']" in p.stdout, "output is %r" % p.stdout)
need("running after notice: ['Aster', 'Cole']" in p.stdout, "output is %r" % p.stdout)
need("contracts in force: 2" in p.stdout, "output is %r" % p.stdout)
got = sqlite3.connect("linden.db").execute("select id, tenant from contracts order by id").fetchall()
need(got == [(11, "Aster"), (12, "Brandt"), (13, "Cole")], "rows on file are %r" % got)
