from kailash.runtime.local import LocalRuntime

from flows import team_queue
from store import db, seed


def show(team, state="open"):
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(team_queue(), parameters={"queue": {"team": team, "state": state}})
    lines = results["lines"]["result"]
    print(f"{team}: {len(lines)} {state}")
    for line in lines:
        print("  ", line)


if __name__ == "__main__":
    seed()
    for team in ("network", "hardware"):
        show(team)
    db.close()
