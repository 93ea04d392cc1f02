import glob, os, re, sqlite3, subprocess, sys
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
need("Ana: key at the desk" in p.stdout and "Ben: key at the desk" in p.stdout, "output is %r" % p.stdout)
need(re.search(r"Cho: your door code is \d{6}$", p.stdout, re.M), "output is %r" % p.stdout)
got = sqlite3.connect("cabin.db").execute("select id, guest, door_code from stays order by id").fetchall()
need([r[:2] for r in got] == [(1, "Ana"), (2, "Ben"), (3, "Cho")], "stays are %r" % got)
need(not got[0][2] and not got[1][2] and re.fullmatch(r"\d{6}", got[2][2] or ""), "stays are %r" % got)
