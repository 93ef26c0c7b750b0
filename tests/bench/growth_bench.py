#!/usr/bin/env python3
"""growth_bench.py CASPIAN [LARGEST_KIB]: how the time of `caspian extract` grows with a document of one phrase over and over.

The phrases are those that readers of numbers and dates have taken hours for. Each is measured at 1 KiB, 4 KiB … 4 MiB, or up to
LARGEST_KIB (16383 is the most a document may have). One line a phrase: MB/s of the largest, less the program's start, and by how much
a byte of it takes longer than a byte of a quarter of it. Ends with 1 where a document is refused, or a byte takes over three times as long.
"""
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

PHRASES = ["7", "1,", "one hundred and ", "of the ", "12/", "2 "]
SLOWER = 3
# Shorter times are the machine's, not the text's.
LEAST_SECONDS = 0.2


def spent():
    """Processor seconds of all programs that were run."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(program, text, rounds):
    """Processor seconds of `caspian extract` on the text, the least of some rounds."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "long.txt"
        source.write_text(text)
        for _ in range(rounds):
            start = spent()
            with open(os.devnull, "wb") as nowhere:
                subprocess.run([program, "extract", source], stdout=nowhere, check=True)
            times.append(spent() - start)
    return min(times)


def grows_evenly(program, phrase, largest, start):
    size, before, growth = 1024, None, None
    while size <= largest:
        text = (phrase * (size // len(phrase) + 1))[: size - 1] + "\n"
        seconds = max(measure(program, text, 3 if size < 300_000 else 1) - start, 1e-3)
        if before is not None and before[1] >= LEAST_SECONDS:
            growth = seconds / size / (before[1] / before[0])
        before = size, seconds
        size = size * 4 if size * 4 <= largest or size == largest else largest
    told = "too fast to compare" if growth is None else f"a byte takes {growth:.2f} times as long as at a quarter of it"
    print(f"{phrase!r}: {before[0] / before[1] / 1e6:.2f} MB/s at {before[0]} bytes, {told}", flush=True)
    return growth is None or growth <= SLOWER


def main(program, kibibytes="4096"):
    start = measure(program, "It rained.\n", 5)
    largest = int(kibibytes) * 1024
    slow = [phrase for phrase in PHRASES if not grows_evenly(program, phrase, largest, start)]
    return f"not linear: {slow}" if slow else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
