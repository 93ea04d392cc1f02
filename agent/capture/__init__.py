"""Capture: runs inside the user's interpreter, records one run as `evidence/1`. Standard library only.

Nothing here may import pydantic, the rest of this project, Kailash or DataFlow: the environment may hold none
of them. Live objects are read by attribute, and only when the user's program has already loaded them.
"""
