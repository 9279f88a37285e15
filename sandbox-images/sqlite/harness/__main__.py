"""The harness's entry: kept to a line, since Python never caches the compiled form of this file."""

from serve import serve

serve()
