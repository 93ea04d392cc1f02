"""What every test finds."""

import signal

# A shell that starts the suite in the background has it ignore Ctrl-C; tests of Ctrl-C need Python's own handler.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
