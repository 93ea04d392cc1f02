from datetime import datetime, timedelta, timezone


def local_now():
    return datetime.now(timezone(timedelta(hours=2))).astimezone(timezone.utc).replace(tzinfo=None)


def day_start():
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
