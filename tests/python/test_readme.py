"""The examples of README.md, run as they stand."""
import os
import re
import subprocess
import sys

import readme_output
from server import BUILD, ROOT, Server

README = (ROOT / "README.md").read_text()
SECONDS = 60


def block(language):
    found = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert len(found) == 1, f"README.md has {len(found)} blocks of {language}"
    return found[0]


def test_the_briefing_shown_is_the_one_printed():
    assert readme_output.shown() == readme_output.printed(), "tests/python/readme_output.py puts this right"


def test_the_call_from_python_prints_an_acknowledgement_and_records(tmp_path):
    program = tmp_path / "call.py"
    path = os.pathsep.join(str(ROOT / "client" / "python" / folder) for folder in ("", "gen"))

    with Server("caspian", "serve") as server:
        program.write_text(block("python").replace("127.0.0.1:7401", server.address))
        run = subprocess.run([sys.executable, program], env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, timeout=SECONDS)

    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert lines[0] == "a.txt"
    assert any(line.startswith("entity ") and "Ada Brandt" in line for line in lines[1:]), run.stdout


def test_the_first_rule_passes_its_own_tests(tmp_path):
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "people.tsv").write_text("# source: written for Caspian; licence: the same as the project\nname\nAda Brandt\n")
    (tmp_path / "pack.yaml").write_text(
        "name: first\nversion: 1\nlabels:\n  PERSON: {kind: name}\n  CHRISTEN: {kind: event}\nstages: [words.yaml, events.yaml]\n"
    )
    (tmp_path / "words.yaml").write_text("stage: words\nrules:\n  - {id: list.people, label: PERSON, list: people}\n")
    rule = "".join(f"  {line}\n" for line in block("yaml").splitlines())
    (tmp_path / "events.yaml").write_text("stage: events\nrules:\n" + rule)

    for command in ("check", "test"):
        run = subprocess.run([BUILD / "caspian", "rules", command, tmp_path], capture_output=True, text=True, timeout=SECONDS)
        assert run.returncode == 0, run.stdout + run.stderr
