from urllib.parse import parse_qsl, urlsplit

from models import db

FILTERABLE = {"pitch", "guest", "status"}


async def handle(url):
    """GET /stays?... or /stays/<id>; answers (status, body)."""
    parts = urlsplit(url)
    segments = parts.path.strip("/").split("/")
    if len(segments) == 2:
        stay = await db.express.read("CampStay", segments[1])
        return (200, stay) if stay else (404, None)
    criteria = {key: value for key, value in parse_qsl(parts.query) if key in FILTERABLE}
    return 200, await db.express.list("CampStay", criteria, order_by=["id"])
