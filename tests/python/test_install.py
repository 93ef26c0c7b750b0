"""`cmake --install`: what is installed runs away from its sources."""
import os
import subprocess

import pytest
from server import BUILD, ROOT

SECONDS = 120


@pytest.fixture(scope="module")
def prefix(tmp_path_factory):
    prefix = tmp_path_factory.mktemp("prefix")
    subprocess.run(["cmake", "--install", BUILD, "--prefix", prefix], check=True, capture_output=True, timeout=SECONDS)
    return prefix


@pytest.mark.parametrize("program", ["caspian", "caspian-extractor", "caspian-aggregator"])
def test_an_installed_program_starts_with_its_own_libraries(prefix, program):
    environment = {key: value for key, value in os.environ.items() if key != "LD_LIBRARY_PATH"}
    run = subprocess.run([prefix / "bin" / program, "--version"], env=environment, cwd="/", capture_output=True, text=True, timeout=SECONDS)
    assert run.returncode == 0, run.stderr
    linked = subprocess.run(["ldd", prefix / "bin" / program], capture_output=True, text=True, check=True).stdout
    assert str(BUILD) not in linked and "not found" not in linked


def test_the_shipped_pack_and_the_units_are_installed(prefix):
    source, installed = ROOT / "extractor" / "packs", prefix / "share" / "caspian" / "packs"
    wanted = [path.relative_to(source) for pattern in ("*/pack.yaml", "schema/*.json") for path in source.glob(pattern)]
    assert len(wanted) >= 3 and [name for name in wanted if not (installed / name).is_file()] == []
    for unit in ("caspian-extractor.service", "caspian-aggregator.service"):
        assert (prefix / "lib" / "systemd" / "system" / unit).is_file()


def test_the_engine_is_a_package_for_other_projects(prefix, tmp_path):
    build = ["cmake", "--build", tmp_path]
    configure = ["cmake", "-S", ROOT / "extractor" / "examples", "-B", tmp_path, f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Debug"]
    for command in (configure, build):
        run = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        assert run.returncode == 0, run.stdout + run.stderr
    example, pack = tmp_path / "extract", ROOT / "tests" / "conformance" / "packs" / "tiny"

    run = subprocess.run([example, pack, "Ada Brandt visited Malmö on 2 May."], capture_output=True, text=True, timeout=SECONDS)
    assert (run.returncode, run.stderr) == (0, "")
    assert "PLACE Malmö" in run.stdout.splitlines() and any(line.startswith("VISIT by rule ") for line in run.stdout.splitlines())
    linked = subprocess.run(["ldd", example], capture_output=True, text=True, check=True).stdout
    assert "libgrpc" not in linked and str(BUILD) not in linked

    run = subprocess.run([example, tmp_path, "It rained."], capture_output=True, text=True, timeout=SECONDS)
    assert run.returncode == 3 and "pack.yaml" in run.stderr
