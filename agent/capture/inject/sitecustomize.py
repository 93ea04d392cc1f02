"""Loads capture into the user's interpreter, then makes way for the user's own sitecustomize.

Its folder stands first on PYTHONPATH, so Python imports it at start. It takes the folder off `sys.path`
again, so that the program sees the path it would have seen without us.
"""

import os
import sys


def _start() -> None:
    from importlib.machinery import ModuleSpec, SourceFileLoader

    name = "_dataflow_debugger_capture"
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    loader = SourceFileLoader(name, os.path.join(folder, "__init__.py"))
    spec = ModuleSpec(name, loader, origin=loader.path, is_package=True)
    spec.submodule_search_locations = [folder]
    package = type(sys)(name)
    package.__spec__, package.__path__, package.__package__ = spec, [folder], name
    sys.modules[name] = package
    from _dataflow_debugger_capture import bootstrap  # type: ignore[import-not-found]

    bootstrap.start_from_environment()


def _hook() -> None:
    """Starts the automatic hook, which is installed, or stands in the folder that is named."""
    folder = os.environ["DFDBG_HOOK"]
    added = folder not in sys.path
    if added:
        sys.path.append(folder)
    try:
        __import__("dataflow_debugger.autoload")
    finally:
        if added and folder in sys.path:
            sys.path.remove(folder)


def _chain() -> None:
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec("sitecustomize", sys.path)
    if spec is None or spec.loader is None:
        return
    module = type(sys)("sitecustomize")
    module.__spec__, module.__loader__, module.__file__ = spec, spec.loader, spec.origin
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


_here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.curdir) != _here]
if os.environ.get("DFDBG_OUT"):
    try:
        _start()
    except BaseException as error:
        # The program must run whatever happens to capture; the launcher notices that no evidence came.
        if os.environ.get("DFDBG_TRACE"):
            print(f"dataflow-debugger: capture did not start: {error!r}", file=sys.stderr)
elif os.environ.get("DFDBG_HOOK"):
    try:
        _hook()
    except BaseException as error:
        print(f"dataflow-debugger: the hook did not start: {error!r}", file=sys.stderr)
_chain()
