"""The one door to the outside: an HTTP client that hides secrets in every body before it is sent.

It stands below the providers' SDKs, so that nothing they or we put into a request can pass it by. It keeps what
was sent, and with `dry` it sends nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from dataflow_debugger.agent.model.placeholders import Placeholders

# Of the headers only these say something about what is sent; the others hold the key or the SDK's version.
SHOWN_HEADERS = ("content-type", "anthropic-version")


class NothingSent(Exception):
    """Raised in place of sending."""


@dataclass
class Door:
    """What passes on the way out. `sent` holds each request as method, url, headers and JSON body."""

    placeholders: Placeholders
    dry: bool = False
    sent: list[dict[str, Any]] = field(default_factory=list)

    def client(self, base: type[Any]) -> Any:
        """An HTTP client of the class that an SDK uses (httpx or its successor), with this door in it."""
        door = self

        class Guarded(base):  # type: ignore[misc]
            def send(self, request: Any, **options: Any) -> Any:
                return super().send(door.passed(request), **options)

        # A redirect could carry the request to a place that nobody chose.
        return Guarded(follow_redirects=False)

    def passed(self, request: Any) -> Any:
        """The request with the secrets of its body hidden. Raises NothingSent."""
        body = request.read()
        content = self.placeholders.hide_strings(json.loads(body)) if body else None
        shown = {name: request.headers[name] for name in SHOWN_HEADERS if name in request.headers}
        self.sent.append(
            {"method": request.method, "url": str(request.url), "headers": shown, "body": content}
        )
        if self.dry:
            raise NothingSent
        headers = [item for item in request.headers.multi_items() if item[0].lower() != "content-length"]
        return type(request)(
            request.method,
            request.url,
            headers=headers,
            content=json.dumps(content, ensure_ascii=False).encode() if body else None,
            extensions=request.extensions,
        )
