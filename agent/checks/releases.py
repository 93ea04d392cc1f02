"""Checks of what the installed release of DataFlow does not have yet."""

from __future__ import annotations

import re

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View

_PACKAGE = "kailash-dataflow"
_ATTRIBUTE = re.compile(r"'(?P<owner>\w+)' object has no attribute '(?P<name>\w+)'")
_KEYWORD = re.compile(
    r"(?:(?P<owner>\w+)\.)?(?P<method>\w+)\(\) got an unexpected keyword argument '(?P<name>\w+)'"
)
_IMPORT = re.compile(r"cannot import name '(?P<name>\w+)' from 'dataflow(?:\.\w+)*'")
_MODULE = re.compile(r"No module named '(?P<name>dataflow(?:\.\w+)+)'")

# The first release in which each was found, from the sources of the releases. `transactions_sync` and
# `include_deleted` of find_one have entries of their own.
_ATTRIBUTES = {
    "DataFlow": {
        "pool_stats": "1.1.0", "execute_raw_lightweight": "1.1.0", "express_sync": "1.4.0",
        "validate": "1.5.0", "validate_sync": "1.5.0", "retention": "1.5.0", "derived_model": "1.5.0",
        "refresh_derived": "1.5.0", "refresh_derived_sync": "1.5.0", "source": "1.6.0", "product": "1.6.0",
        "audit": "1.7.0", "classification_policy": "2.0.0", "register_model": "2.4.0",
    },
    "Express": {
        "cache_stats": "1.5.0", "import_file": "1.5.0", "bulk_update": "1.8.0", "bulk_upsert": "1.8.0",
        "close_async": "2.13.22",
    },
    "Transaction": {"begin": "2.0.0", "execute_raw": "2.5.0"},
    "EngineBuilder": {"build_sync": "2.4.0"},
}  # fmt: skip
_KEYWORDS = {
    ("list", "order_by"): "1.6.0",
    ("read", "use_primary"): "1.5.0",
    ("list", "use_primary"): "1.5.0",
    ("read", "include_deleted"): "2.14.0",
    ("list", "include_deleted"): "2.14.0",
    ("count", "include_deleted"): "2.14.0",
    ("model", "append_only"): "2.8.0",
    ("__init__", "credential_provider"): "2.17.0",
}
_NAMES = {
    "SyncExpress": "1.4.0", "DataFlowEngine": "1.2.1", "classify": "1.2.1", "DataClassification": "1.2.1",
    "MaskingStrategy": "1.2.1", "RetentionPolicy": "1.2.1", "field_validator": "1.2.1",
    "validate_model": "1.2.1", "ProvenanceMetadata": "1.7.0", "DDLFailedError": "2.4.0",
    "DataFlowError": "2.8.0", "AppendOnlyViolationError": "2.8.0",
    "apply_read_classification": "2.2.0", "format_record_id_for_event": "2.2.0", "hash_value": "2.12.0",
    "last_four": "2.12.0", "redact_text": "2.12.0", "redact_mapping": "2.12.0", "RedactionFilter": "2.12.0",
}  # fmt: skip
_MODULES = {
    "dataflow.classification": "1.2.1", "dataflow.engine": "1.2.1", "dataflow.features.derived": "1.5.0",
    "dataflow.features.retention": "1.5.0", "dataflow.core.agent_context": "2.0.0",
    "dataflow.core.exceptions": "2.4.0", "dataflow.core.credential_provider": "2.17.0",
    "dataflow.classification.masking": "2.12.0",
}  # fmt: skip


@check
def added_later(view: View) -> Verdict:
    """The error names an attribute, keyword, name or module that a later release of DataFlow has.

    Binds what (as it is shown), since, version, file, line. FAILS when no error says so or the installed release
    has it, UNKNOWN when the release is not known.
    """
    for one in view.raised:
        what, since = _wanted(one.message)
        if since is None:
            continue
        older = view.version_in(_PACKAGE, f"<{since}")
        if older is None:
            return UNKNOWN
        if older:
            frame, version = view.user_frame, view.version(_PACKAGE)
            file, line = (frame.file, frame.line) if frame else (None, None)
            claim = Claim(f"{_PACKAGE} {version} has no {what}; {since} has", file, line, value=version)
            return holds(claim, what=what, since=since, version=version, file=file, line=line)
    return FAILS


def _wanted(message: str) -> tuple[str, str | None]:
    """What the error asks for, and the first release that has it."""
    if found := _ATTRIBUTE.search(message):
        tables = [_ATTRIBUTES["DataFlow"]] if found["owner"] == "DataFlow" else []
        tables += [
            table for part, table in _ATTRIBUTES.items() if part != "DataFlow" and part in found["owner"]
        ]
        since = next((table[found["name"]] for table in tables if found["name"] in table), None)
        return f"`{found['name']}`", since
    if found := _KEYWORD.search(message):
        owner = found["owner"] or ""
        known = not owner or "Express" in owner or owner == "DataFlow"
        since = _KEYWORDS.get((found["method"], found["name"])) if known else None
        return f"`{found['name']}` of `{found['method']}`", since
    if found := _IMPORT.search(message):
        return f"`{found['name']}`", _NAMES.get(found["name"])
    if found := _MODULE.search(message):
        return f"module `{found['name']}`", _MODULES.get(found["name"])
    return "", None
