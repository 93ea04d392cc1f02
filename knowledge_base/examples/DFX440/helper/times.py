from datetime import datetime, timedelta, timezone


def local_now():
    return datetime.now(timezone(timedelta(hours=2)))


def day_start():
    now = datetime.now(timezone.utc)
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
