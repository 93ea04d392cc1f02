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
need("End of shift" in p.stdout, "output is %r" % p.stdout)
start, end = p.stdout.split("End of shift", 1)
for n in ("101", "102", "103"):
    need(n in start, "start of shift lacks %s: %r" % (n, start))
need("2 open" in end and "101" in end and "103" in end and "102" not in end, "end of shift is %r" % end)
con = sqlite3.connect("quarry.db")
got = con.execute("select id, state from work_orders order by id").fetchall()
need(got == [(101, "open"), (102, "done"), (103, "open")], "rows are %r" % got)
