"""Real servers for the Python tests, started once, on loopback and free ports."""
import sys

import grpc
import pytest
from server import ROOT, Server

sys.path[:0] = [str(ROOT / "client" / "python"), str(ROOT / "client" / "python" / "gen")]

PACKS = ROOT / "tests" / "conformance" / "packs"


@pytest.fixture(scope="session")
def aggregator(tmp_path_factory):
    with Server("caspian-aggregator", "--store", tmp_path_factory.mktemp("store")) as server:
        yield server


@pytest.fixture(scope="session")
def extractor(aggregator):
    """With the small pack of the conformance cases."""
    with Server("caspian-extractor", "--aggregator", aggregator.address, "--rules", PACKS / "tiny") as server:
        yield server


@pytest.fixture(scope="session")
def extractor_stub(extractor):
    from caspian.v1 import extractor_service_pb2_grpc

    with grpc.insecure_channel(extractor.address) as channel:
        yield extractor_service_pb2_grpc.ExtractorServiceStub(channel)


@pytest.fixture(scope="session")
def aggregator_stub(aggregator):
    from caspian.v1 import aggregator_service_pb2_grpc

    with grpc.insecure_channel(aggregator.address) as channel:
        yield aggregator_service_pb2_grpc.AggregatorServiceStub(channel)
