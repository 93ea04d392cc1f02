import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def run_app(timeout=120):
    for pattern in ("*.db", "*.db-*"):
        for leftover in HERE.glob(pattern):
            leftover.unlink()
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return [" ".join(line.split()) for line in proc.stdout.splitlines() if line.strip()]


def rows(db_name, sql):
    path = HERE / db_name
    if not path.exists():
        fail("database file %s was not made" % db_name)
    con = sqlite3.connect(path)
    try:
        return con.execute(sql).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (db_name, exc))
    finally:
        con.close()


def expect(out, lines):
    for line in lines:
        if line not in out:
            fail("line %r is missing in %r" % (line, out))


def same(got, want, what):
    if got != want:
        fail("%s: %r instead of %r" % (what, got, want))


out = run_app()
expect(out, ["imported: 4", "network: Castellano +49 30 5550119", "storage: Bianchi +49 30 5550112",
             "deputies: Bianchi -> Achterberg, Dvorak -> Bianchi"])
same(rows("roster.db", "select id, name, nullif(phone, ''), nullif(deputy, '') from colleagues order by id"),
     [("1007", "Achterberg", None, None), ("1012", "Bianchi", "+49 30 5550112", "1007"),
      ("1019", "Castellano", "+49 30 5550119", None), ("1023", "Dvorak", None, "1012")], "colleagues")
print("CHECK OK")
