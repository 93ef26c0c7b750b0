#!/usr/bin/env python3
"""readme_output.py: puts the briefing that `caspian brief` prints now, abridged, into README.md. A test tells when it is due."""
import os
import pathlib
import re
import subprocess
import sys

from server import BUILD, ROOT

COMMAND = ["brief", "tests/samples/harbour.txt", "--published", "2019-03-14", "--publisher", "Coastal Courier"]
BLOCK = re.compile(r"(?<=<!-- briefing -->\n```\n).*?(?=```\n)", re.DOTALL)
COLUMNS = "100"


def abridged(page):
    """The page up to its figures, and its first two receipts."""
    sections = page.split("\n\n")
    shown = []
    for section in sections:
        if section.startswith("FIGURES"):
            break
        shown.append(section)
    receipts = next(section for section in sections if section.startswith("RECEIPTS"))
    third = re.search(r"^\[3\]", receipts, re.MULTILINE)
    return "\n\n".join([*shown, "…", receipts[: third.start() if third else None].rstrip("\n") + "\n…"]) + "\n"


def printed():
    environment = os.environ | {"COLUMNS": COLUMNS, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    run = subprocess.run([BUILD / "caspian", *COMMAND], cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return abridged(run.stdout)


def shown():
    return BLOCK.search((ROOT / "README.md").read_text()).group()


def main():
    readme = ROOT / "README.md"
    readme.write_text(BLOCK.sub(lambda _: printed(), readme.read_text(), count=1))


if __name__ == "__main__":
    sys.exit(main())
