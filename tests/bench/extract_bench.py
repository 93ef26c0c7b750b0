#!/usr/bin/env python3
"""extract_bench.py CASPIAN [MEGABYTES]: how fast `caspian extract` is on the sample articles, repeated; one line of figures.

The articles are news of ordinary length; each copy is a document of its own. What is measured is the whole program: reading JSON
lines, extracting, writing JSON lines.
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

SAMPLES = pathlib.Path(__file__).resolve().parents[1] / "samples"


def write_documents(path, size):
    """Copies of the samples of `size` bytes of text or little more; returns (documents, bytes)."""
    texts = [sample.read_text() for sample in sorted(SAMPLES.glob("*.txt"))]
    written = number = 0
    with open(path, "w", encoding="utf-8") as file:
        while written < size:
            text = texts[number % len(texts)]
            file.write(json.dumps({"id": f"{number}", "text": text, "published": "2019-03-14"}) + "\n")
            written += len(text.encode())
            number += 1
    return number, written


def main(program, megabytes="4"):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "documents.jsonl"
        documents, size = write_documents(source, int(megabytes) * 1_000_000)
        start = time.monotonic()
        with open(pathlib.Path(folder) / "found.jsonl", "w+b") as found:
            subprocess.run([program, "extract", "--input-format", "jsonl", source], stdout=found, check=True)
            seconds = time.monotonic() - start
            found.seek(0)
            answered = sum(1 for _ in found)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{size / seconds / 1e6:.2f} MB/s, {documents / seconds:.0f} documents/s, peak {peak:.0f} MiB, {documents} documents in {seconds:.1f} s")
    return 0 if answered == documents else f"{documents} documents in, {answered} answers out"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
