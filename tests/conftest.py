"""Options that all Python tests share."""
import re


def pytest_addoption(parser):
    parser.addoption("--filter", default="", help="run the tests whose id matches this regular expression")


def pytest_collection_modifyitems(config, items):
    wanted = re.compile(config.getoption("--filter"))
    kept = [item for item in items if wanted.search(item.nodeid)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
