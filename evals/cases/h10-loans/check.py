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
expect(out, ["slips: NB-03/250224 NB-07/250224 NB-11/250224", "2025-02-27 NB-07 Vega", "2025-03-10 NB-03 Ulrich",
             "2025-03-26 NB-11 Wolff"])
same(rows("loans.db", "select device, borrower, substr(due, 1, 10) from loans order by due"),
     [("NB-07", "Vega", "2025-02-27"), ("NB-03", "Ulrich", "2025-03-10"), ("NB-11", "Wolff", "2025-03-26")], "loans")
print("CHECK OK")
