"""The tests. They run with one thread for each matrix product, as the command line sets it before NumPy is loaded."""

import signal

import hypothesis

import tokenroom.cli.root  # noqa: F401

# The machines that run the tests are shared: that an example took long says nothing about the code.
hypothesis.settings.register_profile("shared", deadline=None)
hypothesis.settings.load_profile("shared")

# A shell that starts the tests in the background lets them, and all that they start, ignore Ctrl-C; some press it.
signal.signal(signal.SIGINT, signal.default_int_handler)
