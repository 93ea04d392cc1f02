"""`python -m dataflow_debugger.run app.py` is `python app.py` under the hook: same process, same exit status."""

import sys

if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("Name what to run, for example: python -m dataflow_debugger.run app.py.")
    from dataflow_debugger.agent.hooks import replace

    replace.run(sys.argv[1:])
