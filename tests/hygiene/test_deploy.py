"""What is shipped to be installed."""
import os
import re
import shutil
import subprocess

import pytest
import tree

UNITS = ("caspian-extractor.service", "caspian-aggregator.service")


def unit(name):
    return tree.ROOT / "deploy" / "systemd" / name


@pytest.mark.parametrize("name", UNITS)
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed (package systemd)")
def test_a_unit_is_exposed_by_at_most_one_and_a_half(name):
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", str(unit(name))]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", UNITS)
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed (package systemd)")
def test_systemd_understands_every_line_of_a_unit(name):
    run = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit(name))], capture_output=True, text=True)
    assert not re.search(r"Unknown|Failed to parse|Invalid|ignoring", run.stderr), run.stderr


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_listens_on_loopback(name):
    addresses = re.findall(r"--address[= ](\S+?):\d", unit(name).read_text())
    assert addresses == ["127.0.0.1"]


@pytest.mark.parametrize("name", ["deploy/quickstart", "deploy/install-packages", "tests/run", ".ci/run", "protos/buf"])
def test_a_command_can_be_run(name):
    assert os.access(tree.ROOT / name, os.X_OK)


def test_continuous_integration_runs_the_test_command():
    assert "tests/run" in tree.text(".ci/run")
