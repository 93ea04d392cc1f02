from urllib.parse import parse_qsl

from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from hotel import HotelRoom

FILTERABLE = {name: kind for name, kind in HotelRoom.__annotations__.items() if name != "id"}


def convert(kind, text):
    return text.lower() in ("true", "1", "yes") if kind is bool else kind(text)


def criteria(query_string):
    return {key: convert(FILTERABLE[key], value) for key, value in parse_qsl(query_string) if key in FILTERABLE}


def search(query_string):
    wf = WorkflowBuilder()
    wf.add_node("HotelRoomListNode", "rooms", {
        "filter": criteria(query_string),
        "order_by": ["id"],
        "limit": 50,
    })
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(wf.build())
    return [room["id"] for room in results["rooms"]["records"]]
