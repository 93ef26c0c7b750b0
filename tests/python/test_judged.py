"""The lists of judged events and statements are well-formed and count what their heads say."""
import re

import pytest
from server import ROOT

JUDGED = ROOT / "tests" / "judged"
LISTS = ["en-news.tsv", "en-news-events.tsv"]
PACK = ROOT / "extractor" / "packs" / "en-news"
COLUMNS = ["article", "begin", "type", "verdict", "error"]


def comments(name):
    return [line for line in (JUDGED / name).read_text(encoding="utf-8").splitlines() if line.startswith("#")]


def rows(name):
    lines = [line for line in (JUDGED / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines[0].split("\t") == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines[1:]]


def types_of_the_pack():
    return {name for path in PACK.glob("*.yaml") for name in re.findall(r"^    type: (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("name", LISTS)
def test_a_hundred_different_records_are_judged(name):
    assert len(rows(name)) == 100
    assert len({(row["article"], row["begin"], row["type"]) for row in rows(name)}) == 100


@pytest.mark.parametrize("name", LISTS)
def test_each_row_names_an_article_a_place_and_a_type_that_the_pack_has(name):
    known = types_of_the_pack()
    assert [row for row in rows(name) if not re.fullmatch(r"reut-\d+", row["article"]) or not row["begin"].isdigit() or row["type"] not in known] == []


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("verdict", "error"), [("right", r""), ("wrong", r"[a-z]+(?:-[a-z]+)*")])
def test_an_error_is_told_of_what_is_wrong_alone(name, verdict, error):
    assert [row for row in rows(name) if row["verdict"] == verdict and not re.fullmatch(error, row["error"])] == []
    assert {row["verdict"] for row in rows(name)} == {"right", "wrong"}


@pytest.mark.parametrize("name", LISTS)
def test_the_head_tells_how_many_are_right(name):
    right = sum(row["verdict"] == "right" for row in rows(name))
    assert re.search(rf": {right} right\.$", comments(name)[0])
