"""An ASGI middleware: exceptions that leave the application, and its answers of 500 and above, are recorded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from typing import Any

from dataflow_debugger.agent.capture import state
from dataflow_debugger.agent.capture.imports import drop_own_frame, hidden
from dataflow_debugger.agent.hooks.service.recorder import Recorder, Request, shared

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


class DebugMiddleware:
    """Wraps any ASGI application; needs no framework.

        app.add_middleware(DebugMiddleware)     # FastAPI, Starlette
        app = DebugMiddleware(app)              # any other

    Requests and answers pass unchanged, exceptions with the traceback they have without it.
    """

    def __init__(self, app: App, recorder: Recorder | None = None) -> None:
        self.app = app
        self.recorder = recorder or shared()
        if state.scope is None:
            state.scope = ContextVar("dataflow_debug_request", default=None)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        # Start and end of a service are no request: what happens there counts for all of them.
        request = None if scope["type"] == "lifespan" else Request()
        watched = _Watched(send)
        assert state.scope is not None
        token = state.scope.set(request)
        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if request is not None:
                request.route = _route(scope)
            self.recorder.failed(error, request, f"ASGI {scope['type']}")
            drop_own_frame(error)
            raise
        finally:
            state.scope.reset(token)
            if request is None:
                # Servers end by a signal, after which no exit handler runs.
                self.recorder.close()
        if request is not None and watched.status >= 500:
            request.route = _route(scope)
            self.recorder.answered(request, watched.status)

    hidden(__call__)


class _Watched:
    """Passes what the application sends on, and remembers the status of its answer."""

    __slots__ = ("send", "status")

    def __init__(self, send: Send) -> None:
        self.send = send
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self.send(message)


def _route(scope: MutableMapping[str, Any]) -> str:
    """Method and pattern of the path, such as "GET /orders/{id}"; never the path itself, which holds values."""
    path = getattr(scope.get("route"), "path", None)
    endpoint = scope.get("endpoint")
    named = path or getattr(endpoint, "__qualname__", "") or ""
    # A mounted application sees only the end of the path.
    return f"{scope.get('method', scope['type'])} {scope.get('root_path', '')}{named}".strip()
