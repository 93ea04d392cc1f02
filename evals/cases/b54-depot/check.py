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
got = sqlite3.connect("depot.db").execute("select sku, cents from articles order by sku").fetchall()
need(got == [("BX-10", 450), ("BX-20", 690), ("LID-S", 120), ("TAPE", 210)], "articles are %r" % got)
need("new: 1 changed: 2 of 3" in p.stdout, "output is %r" % p.stdout)
