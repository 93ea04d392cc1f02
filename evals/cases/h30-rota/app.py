"""Weekly job of the fire station, started by cron: plans the rota and writes the hours file."""
import asyncio
import json
from itertools import cycle
from pathlib import Path

from rota import hours_per_person, plan

CREW = ["Arndt", "Belz", "Cicek"]
DAYS = [f"2025-07-{day:02d}" for day in range(7, 14)]
REPORT = Path(__file__).resolve().parent / "hours.json"


def draw_up():
    crew = cycle(CREW)
    return [(next(crew), day, 12 if day in DAYS[-2:] else 8) for day in DAYS]


async def weekly_job():
    planned = await plan(draw_up())
    totals = await hours_per_person()
    REPORT.write_text(json.dumps(totals, indent=2))
    return planned, totals


def main():
    planned, totals = asyncio.run(weekly_job())
    print(f"{planned} duties planned")
    for person, hours in totals.items():
        print(f"{person}: {hours} h")
    print("rota finished", flush=True)


if __name__ == "__main__":
    main()
