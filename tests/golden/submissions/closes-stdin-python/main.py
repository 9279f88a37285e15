# Closes its input unread, and prints nothing.
import os

os.close(0)
