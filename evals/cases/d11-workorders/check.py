import os
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def run_app(timeout=90):
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
    return proc.stdout


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


out = run_app()
lines = out.splitlines()
if "order for S-481 KL opened, 2 positions" not in lines or "order for HA-77 BX opened, 1 positions" not in lines:
    fail("orders not reported: %r" % out)
got = rows("workshop.db", "select o.plate, p.part, p.quantity from spare_parts p join work_orders o on p.work_order_id = o.id order by o.plate, p.part")
if got != [("HA-77 BX", "air filter", 1), ("S-481 KL", "brake fluid", 1), ("S-481 KL", "brake pad", 4)]:
    fail("parts do not belong to their orders: %r" % got)
if rows("workshop.db", "select count(*) from work_orders") != [(2,)]:
    fail("wrong number of orders")
for line in lines:
    if line.startswith("S-481 KL Taxi Lehner") and "4x brake pad" in line and "1x brake fluid" in line:
        break
else:
    fail("parts are not listed: %r" % out)
print("CHECK OK")
