"""Documents name files that are there."""
import pathlib
import re

import pytest
import tree

DOCUMENTS = [path for path in tree.files() if path.suffix == ".md"]
FOLDERS = "aggregator|client|common|deploy|extractor|protos|tests|cmake"
# `extractor/match/conflict.h`, not `build/…` and not patterns.
NAMED = re.compile(rf"`((?:{FOLDERS})/[\w./-]*[\w-])/?`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_files_that_a_document_names_are_there(path):
    named = NAMED.findall(tree.text(path))
    assert [name for name in named if not (tree.ROOT / name).exists() and not (tree.ROOT / path.parent / name).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_links_of_a_document_lead_somewhere(path):
    targets = LINK.findall(tree.text(path))
    assert [target for target in targets if not (tree.ROOT / path.parent / target).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "NOTICE"])
def test_the_repository_has_its_documents(name):
    assert pathlib.PurePosixPath(name) in tree.files()
