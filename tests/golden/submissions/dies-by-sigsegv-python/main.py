# Dies by the signal of a bad memory access.
import os
import signal

os.kill(os.getpid(), signal.SIGSEGV)
