"""The commands of extractor/packs/README.md print what the page shows."""
import os
import re
import subprocess

import pytest
from server import BUILD, ROOT

README = (ROOT / "extractor" / "packs" / "README.md").read_text()
OTHERS = ("article", "desk", "first-pack", "night-watch")
SECONDS = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """With the packs of the page."""
    path = tmp_path_factory.mktemp("packs")
    for name, text in re.findall(r"^```(?:yaml|tsv)\n# (\S+\.(?:yaml|tsv))\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        file = path / (name if name.startswith(OTHERS) else f"harbour/{name}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (path / "en-news").symlink_to(ROOT / "extractor" / "packs" / "en-news")
    return path


def sessions():
    """Pairs of a command and what it prints, by block."""
    blocks = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE) for block in blocks]


def pattern(shown):
    """An ellipsis stands for anything; a line of JSON may go on in the next, which begins with two blanks then."""
    joined = re.sub(r'\n  (?=["{\[])', "", shown.strip())
    return ".*?".join(re.escape(part) for part in joined.split("…"))


def test_the_page_shows_sessions():
    assert len(sessions()) > 5


def test_commands_print_what_is_shown(folder):
    environment = os.environ | {"PATH": f"{BUILD}:{os.environ['PATH']}", "COLUMNS": "72", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    for session in sessions():
        for command, shown in session:
            run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS)
            assert run.returncode == 0, f"{command}: {run.stderr}"
            assert re.fullmatch(pattern(shown), run.stdout.strip(), re.DOTALL), f"{command} prints\n{run.stdout}"
