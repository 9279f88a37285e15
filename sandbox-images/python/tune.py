"""Removes what a learner's program never imports and what Python would read at each start."""

import pathlib
import shutil

LIBRARY = pathlib.Path("/usr/lib/python3.11")
UNUSED = ("test", "idlelib", "lib2to3", "ensurepip", "turtledemo", "pydoc_data", "tkinter")

for name in UNUSED:
    shutil.rmtree(LIBRARY / name, ignore_errors=True)
# Debian's own hooks: an apport import attempt at each start, and .pth files that site must read.
for pattern in ("/etc/python3.11/sitecustomize.py", "/usr/lib/python3.11/sitecustomize.py"):
    pathlib.Path(pattern).unlink(missing_ok=True)
for folder in ("/usr/lib/python3/dist-packages", "/usr/local/lib/python3.11/dist-packages"):
    for path in pathlib.Path(folder).glob("*.pth"):
        path.unlink()

# Django in English alone, and without maps: more than half of its files.
DJANGO = pathlib.Path("/usr/lib/python3/dist-packages/django")
shutil.rmtree(DJANGO / "contrib/gis")
for folder in DJANGO.glob("**/locale"):
    for language in folder.iterdir():
        if language.is_dir() and language.name not in ("en", "__pycache__"):
            shutil.rmtree(language)
