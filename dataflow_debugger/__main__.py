"""`python -m dataflow_debugger app.py` is `dataflow debug --ai app.py`."""

import sys

from dataflow_debugger.agent.cli import main

if __name__ == "__main__":
    main(["debug", "--ai", *sys.argv[1:]], prog_name="dataflow")
