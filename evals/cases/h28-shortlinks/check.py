import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def run_app(timeout=60):
    for pattern in ("*.db", "*.db-*"):
        for leftover in HERE.rglob(pattern):
            if "site-packages" not in leftover.parts:
                leftover.unlink()
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not end within %d s" % timeout)
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr.strip()[-300:]))
    return proc.stdout


def need(out, *lines):
    have = [" ".join(line.split()) for line in out.splitlines()]
    for line in lines:
        if " ".join(line.split()) not in have:
            fail("%r is missing in the output: %r" % (line, out))


def rows(name, sql, args=()):
    path = HERE / name
    if not path.exists():
        fail("database file %s was not made" % name)
    con = sqlite3.connect(path)
    try:
        return con.execute(sql, args).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (name, exc))
    finally:
        con.close()


out = run_app()
need(out, "links created: 3, updated: 4", "menu 5 2025-06-04", "map 4 2025-06-03", "job 2 2025-06-04")
got = rows("links.db", "select id, clicks, last_seen from links order by id")
if got != [("job", 2, "2025-06-04"), ("map", 4, "2025-06-03"), ("menu", 5, "2025-06-04")]:
    fail("links are %r" % (got,))
print("CHECK OK")
