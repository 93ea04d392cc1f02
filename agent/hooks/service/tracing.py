"""Failures as events of OpenTelemetry spans, where the service itself has loaded OpenTelemetry."""

from __future__ import annotations

import sys
from typing import Any

EVENT = "dataflow.failure"
SPAN = "dataflow.diagnosis"


def happened(attributes: dict[str, str]) -> Any:
    """Adds the event to the span that is being recorded; the span's context, or None where there is none."""
    trace = sys.modules.get("opentelemetry.trace")
    if trace is None:
        return None
    span = trace.get_current_span()
    if not span.is_recording():
        return None
    span.add_event(EVENT, attributes)
    return span.get_span_context()


def diagnosed(context: Any, attributes: dict[str, str]) -> None:
    """Says what came out as a short span below the one that failed, which has ended meanwhile."""
    trace = sys.modules.get("opentelemetry.trace")
    if trace is None or context is None:
        return
    parent = trace.set_span_in_context(trace.NonRecordingSpan(context))
    span = trace.get_tracer("dataflow_debugger").start_span(SPAN, context=parent)
    span.add_event(EVENT, attributes)
    span.end()
