"""Every word list says where it comes from, and NOTICE passes on what its licence asks for."""
import re

import pytest
import tree

OWN = "written for Caspian"
FOLDERS = (("common", "names"), ("extractor", "packs"), ("tests", "packs"))
HEAD = re.compile(r"# source: (?P<source>[^;]+); licen[cs]e: (?P<licence>[^;]+)")


def lists():
    return [path for path in tree.files() if path.suffix == ".tsv" and path.parts[:2] in FOLDERS]


def head(path):
    return HEAD.match(tree.text(path).split("\n", 1)[0])


def test_the_shipped_pack_has_lists():
    assert lists()


@pytest.mark.parametrize("path", lists(), ids=str)
def test_a_list_names_its_source_and_licence(path):
    assert head(path), "the first line is not '# source: …; licence: …'"


@pytest.mark.parametrize("path", [p for p in lists() if head(p) and not head(p)["source"].startswith(OWN)], ids=str)
def test_notice_names_the_source_and_licence_of_a_list_from_elsewhere(path):
    name = re.split(r", |\s\(| \d", head(path)["source"])[0].strip()
    licence = re.split(r"[,(]", head(path)["licence"])[0].strip()
    entries = [" ".join(entry.split()) for entry in re.split(r"\n+- ", tree.text("NOTICE"))]
    assert any(entry.startswith(f"{name}: {licence}") for entry in entries), f"NOTICE has no entry '- {name}: {licence}'"


@pytest.mark.parametrize("path", lists(), ids=str)
def test_no_list_is_under_a_licence_that_binds_its_users(path):
    assert not re.search(r"\b[AL]?GPL|ODbL|Share-?Alike|BY-SA", tree.text(path).split("\n", 1)[0])


@pytest.mark.parametrize("path", lists(), ids=str)
def test_rows_have_the_columns_of_the_head(path):
    rows = [line.split("\t") for line in tree.text(path).splitlines() if line and not line.startswith("#")]
    assert [row for row in rows if len(row) != len(rows[0])][:5] == []
