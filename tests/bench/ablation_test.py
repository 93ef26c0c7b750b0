"""The shipped pack's names load by themselves, and a row of the table is told for an ingredient."""
import json
import pathlib
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "client"))

from program import PROGRAM, ProgramTest  # noqa: E402

PACK = HERE.parents[1] / "extractor" / "packs" / "en-news"


class AblationTest(ProgramTest):
    def test_it_tells_what_a_setting_of_the_names_brings(self):
        text = "Dockers in Rotterdam went home."
        (self.folder / "gold.jsonl").write_text(json.dumps({"id": "a", "text": text, "entities": [{"start": 11, "end": 20, "type": "LOCATION"}]}) + "\n")
        run = subprocess.run([sys.executable, HERE / "ablation.py", PROGRAM, PACK, self.folder / "gold.jsonl", "--only", "own_share"],
                             capture_output=True, text=True, check=True)
        self.assertRegex(run.stdout, r"\| \(nothing\) \| 100\.00 / 100\.00 \|\n\| names: own_share \| [+-]\d+\.\d\d / [+-]\d+\.\d\d \|")


if __name__ == "__main__":
    unittest.main()
