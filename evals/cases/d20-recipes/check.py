import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DB = HERE / "recipes.db"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def rows(sql):
    con = sqlite3.connect(DB)
    try:
        return con.execute(sql).fetchall()
    except sqlite3.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


def run_app():
    for pattern in ("*.db", "*.db-*"):
        for leftover in HERE.glob(pattern):
            leftover.unlink()
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


out = run_app()
for line in ['Leek tart for 4: oven, veggie, 410 kcal', 'Miso soup for 2: untagged, ? kcal', 'Red lentil dal for 2: vegan, ? kcal']:
    if line not in out:
        fail("missing %r in %r" % (line, out))
if rows('select id from recipes order by id') != [('dal',), ('leek-tart',), ('miso-soup',)]:
    fail('wrong rows')
print("CHECK OK")
