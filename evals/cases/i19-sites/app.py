import asyncio
import sys

from nightly import log_lines, sync_all


def main():
    senior = asyncio.run(sync_all())
    for site, people in senior.items():
        print(f"{site}: {', '.join(people)}")
    lines = log_lines()
    print("warnings in the log:", len(lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
