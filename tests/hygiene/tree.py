"""The repository as the hygiene checks see it: the files that are, or would be, committed."""
import functools
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PARTS = ("common", "extractor", "aggregator", "client")


@functools.cache
def files():
    """Paths from the root, of all files that git knows and does not ignore."""
    command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(pathlib.PurePosixPath(name) for name in listed if (ROOT / name).is_file())


@functools.cache
def text(path):
    """A file's text; empty where it is none."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def sources(*parts):
    """C++ files of the parts named, or of all but the tests."""
    return [path for path in files() if path.suffix in (".cc", ".h") and path.parts[0] in (parts or PARTS)]


def code(path):
    """A C++ file's lines without comments and string literals, numbered from 1."""
    for number, line in enumerate(text(path).splitlines(), 1):
        yield number, re.sub(r'"(?:[^"\\]|\\.)*"', '""', re.sub(r"//.*", "", line))


def includes(path):
    """What a C++ file includes, without quotes or brackets, with the line."""
    for number, line in enumerate(text(path).splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*[<"]([^">]+)[">]', line)
        if found:
            yield number, found.group(1)
