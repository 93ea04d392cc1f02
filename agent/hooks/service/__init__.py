"""Services and workers that do not die: a logging handler and an ASGI middleware that record in the background."""
