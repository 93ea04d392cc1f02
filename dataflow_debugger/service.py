"""For services and workers: record failures in the background, diagnosed, each kind once.

from dataflow_debugger.service import DebugHandler, DebugMiddleware

app.add_middleware(DebugMiddleware)                    # FastAPI, Starlette, any ASGI application
logging.getLogger().addHandler(DebugHandler())         # logger.exception(...), Celery, workers
"""

from dataflow_debugger.agent.hooks.service.asgi import DebugMiddleware
from dataflow_debugger.agent.hooks.service.handler import DebugHandler
from dataflow_debugger.agent.hooks.service.recorder import Recorder, shared

__all__ = ["DebugHandler", "DebugMiddleware", "Recorder", "shared"]
