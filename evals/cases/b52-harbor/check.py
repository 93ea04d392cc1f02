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
con = sqlite3.connect("harbor.db")
tables = [r[0] for r in con.execute("select name from sqlite_master where type='table' and name like '%berth%'")]
rows = []
for t in tables:
    rows += con.execute('select id, code from "%s"' % t).fetchall()
need(sorted(rows) == [(1, "N-01"), (2, "N-02"), (3, "S-01"), (5, "S-02")], "berths are %r" % rows)
need("loaded: 4 refused: 1" in p.stdout, "output is %r" % p.stdout)
