"""Recording and replaying a model's HTTP answers with vcrpy, for tests and evals. It needs the extra `dev`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

MATCH = ("method", "path", "body")
_KEPT_REQUEST = ("content-type",)
_KEPT_RESPONSE = ("content-type",)
# A local server calls its model by the path of the file.
_MODEL_PATH = re.compile(rb'("model": ?")[^"]*/')


class MissingRecorder(Exception):
    """vcrpy, which only development needs, is not installed; the message says what to do."""


def recorder(folder: Path, recording: bool, same: Callable[[bytes, bytes], bool] | None = None) -> Any:
    """A recorder with its cassettes in `folder`. Without `recording`, what is not on a cassette is an error.

    Requests match by method, path and body, so that a cassette plays under any base URL; of the headers only the
    content type is kept. `same` compares the bodies instead, recorded and asked for. Raises MissingRecorder without
    vcrpy.
    """
    try:
        import vcr
    except ModuleNotFoundError as error:
        raise MissingRecorder("vcrpy is missing; run `pip install vcrpy`.") from error

    made = vcr.VCR(
        cassette_library_dir=str(folder),
        record_mode=vcr.mode.ALL if recording else vcr.mode.NONE,
        match_on=MATCH if same is None else (*MATCH[:2], "same"),
        before_record_request=_request,
        before_record_response=_response,
        decode_compressed_response=True,
    )
    if same is not None:
        made.register_matcher("same", lambda asked, recorded: same(recorded.body, asked.body))
    return made


def _request(request: Any) -> Any:
    request.headers = {k: v for k, v in request.headers.items() if k.lower() in _KEPT_REQUEST}
    # The host says only where somebody's server stood.
    path = request.path
    request.uri = f"http://model.example{path}"
    return request


def _response(response: Any) -> Any:
    headers = response["headers"]
    response["headers"] = {k: v for k, v in headers.items() if k.lower() in _KEPT_RESPONSE}
    body = response["body"]
    text = body["string"]
    if isinstance(text, bytes):
        body["string"] = _MODEL_PATH.sub(rb"\1", text)
    return response
