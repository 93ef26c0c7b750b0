"""The lists of a desk's own, as extractor/packs/en-news/README.md shows them."""
import os
import re
import shutil
import subprocess

import pytest
from server import BUILD, ROOT, Server

README = (ROOT / "extractor" / "packs" / "en-news" / "README.md").read_text()
SECTION = README.split("## A desk's own names")[1].split("\n## ")[0]
SECONDS = 60


@pytest.fixture
def desk(tmp_path):
    shutil.copytree(ROOT / "extractor" / "packs" / "en-news", tmp_path / "en-news")
    for text, name in re.findall(r"^```tsv\n(# (\S+\.tsv)\n.*?)^```", SECTION, re.MULTILINE | re.DOTALL):
        (tmp_path / name).write_text(text)
    return tmp_path


def run(folder, *command):
    environment = os.environ | {"PATH": f"{BUILD}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS)


def test_the_commands_of_the_page_print_what_is_shown(desk):
    shown = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.search(r"```console\n(.*?)```", SECTION, re.DOTALL)[1], re.MULTILINE)
    assert len(shown) == 3
    for command, output in shown:
        result = run(desk, "bash", "-c", command)
        assert result.returncode == 0, result.stderr
        expected = ".*?".join(re.escape(part) for part in output.strip().split("…"))
        assert re.fullmatch(expected, result.stdout.strip(), re.DOTALL), f"{command} prints\n{result.stdout}"


def test_a_row_that_cant_be_is_told_with_its_place(desk):
    names = desk / "names.tsv"
    names.write_text(names.read_text().replace("Varga Line\tORGANIZATION", "Varga Line\tORGANISATION"))

    result = run(desk, "caspian", "rules", "check", "en-news")

    assert result.returncode == 3
    assert result.stdout == "../names.tsv:3:12: 'ORGANISATION' is no label (hint: did you mean ORGANIZATION?)\n"


def test_the_lists_are_part_of_the_digest_and_without_them_the_pack_is_as_shipped(desk):
    def digest(pack):
        return run(desk, "caspian", "rules", "check", "--strict", str(pack)).stdout.split()[-1]

    with_lists = digest("en-news")
    for name in ("names.tsv", "metonyms.tsv"):
        (desk / name).unlink()

    assert digest("en-news") == digest(ROOT / "extractor" / "packs" / "en-news") != with_lists


def test_a_server_reads_them(desk):
    (desk / "varga.txt").write_text("Varga Line sold two ships.")

    with Server("caspian", "serve", "--rules", str(desk / "en-news")) as server:
        to = ("--server", server.address, "--collection", "desk")
        taken = run(desk, "caspian", "ingest", "varga.txt", *to)
        briefing = run(desk, "caspian", "briefing", *to)

    assert taken.returncode == 0, taken.stderr
    assert "Varga Line AS" in briefing.stdout, briefing.stdout + briefing.stderr
