"""The openai and anthropic SDKs behind one small protocol; each is imported when it is used.

A provider makes one HTTP call. Time-outs, retries after 429 and 5xx, and the mapping of every SDK error to a
ModelError are the same for both.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol
from urllib.parse import urlsplit

from dataflow_debugger.agent.model.errors import ModelError
from dataflow_debugger.agent.model.settings import Settings
from dataflow_debugger.agent.model.transport import Door, NothingSent

KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
RETRIES = 2
RETRY_AFTER_S = 1.0
DETAIL = 160
# A model that thinks before it answers may spend the answer's tokens on that; then it gets so many more.
THINKING = 2000
# What a server may not know, and what is sent in its place.
_INSTEAD = {
    "max_completion_tokens": "max_tokens",
    "max_tokens": "max_completion_tokens",
    "response_format": None,
    "temperature": None,
    "seed": None,
    "tool_choice": None,
}

Message = dict[str, str]


@dataclass
class Usage:
    """Calls made and tokens counted by the server, over a session."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def add(self, input_tokens: int | None, output_tokens: int | None) -> None:
        """One call more, with the tokens that the server named."""
        self.calls += 1
        self.input_tokens += input_tokens or 0
        self.output_tokens += output_tokens or 0


class Provider(Protocol):
    """What the agent needs of a model."""

    usage: Usage

    def complete(self, system: str, messages: list[Message], schema: dict[str, Any] | None) -> str:
        """The whole answer, held to `schema` where the server can do that. Raises ModelError."""

    def stream(self, system: str, messages: list[Message]) -> Iterator[str]:
        """The answer piece by piece. Raises ModelError."""

    def renew(self) -> None:
        """Let the time-out count from now."""

    def close(self) -> None:
        """Close the connection."""


def provider(settings: Settings, door: Door) -> Provider:
    """The provider of the settings. Raises ModelError when its package or its key is missing."""
    return OpenAI(settings, door) if settings.provider == "openai" else Anthropic(settings, door)


@dataclass
class _Sdk:
    """What both providers share. The deadline counts from the first call."""

    settings: Settings
    door: Door
    usage: Usage = field(default_factory=Usage)
    _deadline: float | None = None
    _client: Any = None
    # Arguments that the server refused; each is given up once, so that refusals in turn end.
    _refused: set[str] = field(default_factory=set)
    _room: int = 0

    def __post_init__(self) -> None:
        name = self.settings.provider
        try:
            self.sdk: Any = import_module(name)
        except ImportError as error:
            raise ModelError("missing", f"the package {name} is not installed") from error
        key = os.environ.get(KEYS[name])
        if not key and self.settings.base_url is None and not self.door.dry:
            raise ModelError("key", f"{KEYS[name]} is not set")
        maker = self.sdk.OpenAI if name == "openai" else self.sdk.Anthropic
        # A server of one's own often wants no key; the SDKs want a word there.
        self._client = maker(
            api_key=key or "none",
            base_url=self.settings.base_url,
            max_retries=0,
            http_client=self.door.client(self.sdk.DefaultHttpxClient),
        )

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    @property
    def host(self) -> str:
        """Where the requests go."""
        return urlsplit(str(self._client.base_url)).netloc

    def left(self) -> float:
        """Seconds until the deadline. Raises ModelError when it has passed."""
        now = time.monotonic()
        if self._deadline is None:
            self._deadline = now + self.settings.timeout
        if self._deadline - now <= 0.05:
            raise ModelError("timeout", f"the model did not answer within {self.settings.timeout:g} s")
        return self._deadline - now

    def renew(self) -> None:
        """Let the time count anew, for a question that a person asks."""
        self._deadline = None

    def _sent(self, create: Callable[..., Any], arguments: dict[str, Any]) -> Any:
        """Send; again when the server is busy, and without what it does not know."""
        tries = 0
        while True:
            try:
                with self._mapped():
                    return create(**arguments, timeout=self.left())
            except _Busy as busy:
                tries += 1
                if tries > RETRIES or busy.wait >= self.left():
                    raise busy.error from busy
                time.sleep(busy.wait)
            except _Unknown as unknown:
                if unknown.name not in arguments:
                    raise unknown.error from unknown
                self._refused.add(unknown.name)
                self._give_up(arguments)

    def _cut_off(self, text: str) -> ModelError:
        """An answer that the limit ended; without a word of it, the next one gets room for thinking."""
        if not text.strip():
            self._room = THINKING
        return ModelError("truncated", "the model's answer was cut off")

    def _give_up(self, arguments: dict[str, Any]) -> None:
        """Leave out what the server refused."""
        for name in self._refused & arguments.keys():
            value, instead = arguments.pop(name), _INSTEAD[name]
            if instead is not None and instead not in self._refused:
                arguments[instead] = value

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        """Every error of the SDK as a ModelError."""
        sdk = self.sdk
        try:
            yield
        except sdk.APITimeoutError as error:
            raise ModelError(
                "timeout", f"the model did not answer within {self.settings.timeout:g} s"
            ) from error
        except sdk.APIConnectionError as error:
            if isinstance(error.__cause__, NothingSent):
                raise NothingSent from error
            raise ModelError("unreachable", f"the server {self.host} cannot be reached") from error
        except sdk.APIStatusError as error:
            raise self._status(error) from error
        except (sdk.APIError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
            raise ModelError(
                "invalid", f"the server's answer is not as its protocol says ({_short(error)})"
            ) from error

    def _status(self, error: Any) -> Exception:
        status, detail = error.status_code, _short(error)
        if status in (401, 403):
            name = KEYS[self.settings.provider]
            return ModelError("auth", f"the server {self.host} refused the key of {name} ({status})")
        if status == 429:
            return _Busy(
                ModelError("rate", f"the server {self.host} wants fewer requests (429)"), _wait(error)
            )
        if status >= 500:
            return _Busy(ModelError("server", f"the server {self.host} failed ({status})"), _wait(error))
        found = ModelError("http", f"the server {self.host} answered {status}: {detail}")
        text = str(error)
        unknown = next((name for name in _INSTEAD if name in text), None)
        if status in (400, 422) and unknown is not None:
            return _Unknown(found, unknown)
        return found


class _Busy(Exception):
    def __init__(self, error: ModelError, wait: float) -> None:
        super().__init__(str(error))
        self.error, self.wait = error, wait


class _Unknown(Exception):
    """The server does not know an argument that it can do without."""

    def __init__(self, error: ModelError, name: str) -> None:
        super().__init__(str(error))
        self.error, self.name = error, name


class OpenAI(_Sdk):
    """The chat completions protocol: OpenAI, Azure-like gateways, vLLM, Ollama, llama.cpp."""

    def complete(self, system: str, messages: list[Message], schema: dict[str, Any] | None) -> str:
        arguments = self._arguments(system, messages)
        if schema is not None:
            named = {"name": "answer", "schema": schema, "strict": True}
            arguments["response_format"] = {"type": "json_schema", "json_schema": named}
        reply = self._sent(self._client.chat.completions.create, arguments)
        with self._mapped():
            used = reply.usage
            self.usage.add(used and used.prompt_tokens, used and used.completion_tokens)
            choice = reply.choices[0]
            refusal = getattr(choice.message, "refusal", None)
            if refusal or choice.finish_reason == "content_filter":
                raise ModelError(
                    "refusal", f"the model declined to answer ({_clip(refusal or 'content filter')})"
                )
            text = str(choice.message.content or "")
            if choice.finish_reason == "length":
                raise self._cut_off(text)
            return text

    def stream(self, system: str, messages: list[Message]) -> Iterator[str]:
        arguments = self._arguments(system, messages)
        arguments |= {"stream": True, "stream_options": {"include_usage": True}}
        chunks = self._sent(self._client.chat.completions.create, arguments)
        used = None
        with self._mapped():
            for chunk in chunks:
                used = chunk.usage or used
                if chunk.choices and chunk.choices[0].delta.content:
                    yield chunk.choices[0].delta.content
        self.usage.add(used and used.prompt_tokens, used and used.completion_tokens)

    def _arguments(self, system: str, messages: list[Message]) -> dict[str, Any]:
        # Newer models of OpenAI's refuse the old name, most other servers know only that one.
        limit = "max_completion_tokens" if self.settings.base_url is None else "max_tokens"
        arguments: dict[str, Any] = {
            "model": self.settings.name,
            "messages": [{"role": "system", "content": system}, *messages],
            limit: self.settings.answer + self._room,
            "temperature": 0,
            "seed": 1,
        }
        self._give_up(arguments)
        return arguments


class Anthropic(_Sdk):
    """The messages protocol. A forced tool call is the structured answer that every Claude model gives."""

    def complete(self, system: str, messages: list[Message], schema: dict[str, Any] | None) -> str:
        arguments = self._arguments(system, messages)
        if schema is not None:
            arguments["tools"] = [
                {"name": "answer", "description": "Give the answer.", "input_schema": schema}
            ]
            arguments["tool_choice"] = {"type": "tool", "name": "answer"}
        reply = self._sent(self._client.messages.create, arguments)
        with self._mapped():
            self.usage.add(_read(reply.usage), reply.usage.output_tokens)
            if reply.stop_reason == "refusal":
                raise ModelError("refusal", "the model declined to answer")
            if reply.stop_reason == "max_tokens":
                raise self._cut_off("".join(str(one) for one in reply.content if one.type not in _THOUGHTS))
            for block in reply.content:
                if block.type == "tool_use":
                    return json.dumps(block.input)
            return "".join(block.text for block in reply.content if block.type == "text")

    def stream(self, system: str, messages: list[Message]) -> Iterator[str]:
        arguments = self._arguments(system, messages) | {"stream": True}
        events = self._sent(self._client.messages.create, arguments)
        into, out = 0, 0
        with self._mapped():
            for event in events:
                if event.type == "message_start":
                    into = _read(event.message.usage)
                elif event.type == "message_delta":
                    out = event.usage.output_tokens
                elif event.type == "content_block_delta" and event.delta.type == "text_delta":
                    yield event.delta.text
        self.usage.add(into, out)

    def _arguments(self, system: str, messages: list[Message]) -> dict[str, Any]:
        return {
            "model": self.settings.name,
            "system": system,
            "messages": list(messages),
            "max_tokens": self.settings.answer + self._room,
        }


_THOUGHTS = ("thinking", "redacted_thinking")


def _read(usage: Any) -> int:
    """Tokens that went in; Anthropic counts those it remembers apart."""
    parts = ("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")
    return sum(getattr(usage, name, None) or 0 for name in parts)


def _wait(error: Any) -> float:
    """Seconds that the server asks to wait."""
    try:
        return max(0.0, float(error.response.headers.get("retry-after", RETRY_AFTER_S)))
    except ValueError:
        return RETRY_AFTER_S


def _short(error: Any) -> str:
    """What the server says, in a few words."""
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else None
    said = inner.get("message") if isinstance(inner, dict) else None
    return _clip(said or str(error))


def _clip(text: str) -> str:
    text = " ".join(str(text).split())
    return text if len(text) <= DETAIL else f"{text[:DETAIL]} …"
