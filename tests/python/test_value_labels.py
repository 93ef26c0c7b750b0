"""Each label of values that the shipped packs have can be switched off in a request, and the others stay as they are."""
import contextlib

import grpc
import pytest
from server import ROOT, Server

CASES = [
    pytest.param(
        "en-news",
        "DATE DURATION MONEY NUMBER ORDINAL PERCENT QUANTITY SET TIME",
        "The harbour board met on 3 May 2019. It began at 9:30 a.m. that day. It lasted two hours. It meets every Monday. It was its third "
        "meeting. It spent $6 million, 12 percent more, on 25 kilometers of quays. They counted 1,300 there.",
        id="en-news",
    ),
    pytest.param(
        "identifiers",
        "COORDINATES DOCKET EMAIL IP PHONE RESOLUTION URL",
        "See https://example.org/quay or write to ada@example.org; call +44 20 7946 0018. The host is 10.20.30.40. It lies at 51.5° N, "
        "0.125° W. The council adopted UN Security Council Resolution 1540. The case is docket No. 05-1234 now.",
        id="identifiers",
    ),
]


def extracted(stub, text, labels):
    from caspian.v1 import document_pb2, extractor_service_pb2 as service

    def requests():
        yield service.ExtractRequest(config=service.ExtractConfig(labels=labels))
        document = document_pb2.Document(id="a", text=text)
        yield service.ExtractRequest(document=service.SequencedDocument(sequence=1, document=document))

    mentions = [m for response in stub.Extract(requests(), timeout=60) for m in response.part.extraction.mentions]
    return sorted((m.label, m.span.begin, m.span.end, m.value.canonical) for m in mentions if m.HasField("value"))


@contextlib.contextmanager
def serving(pack):
    from caspian.v1 import extractor_service_pb2_grpc

    with Server("caspian-extractor", "--rules", ROOT / "extractor" / "packs" / pack) as server:
        with grpc.insecure_channel(server.address) as channel:
            yield extractor_service_pb2_grpc.ExtractorServiceStub(channel)


@pytest.mark.parametrize(("pack", "labels", "text"), CASES)
def test_each_label_of_values_can_be_switched_off(pack, labels, text):
    with serving(pack) as stub:
        everything = extracted(stub, text, [])
        assert sorted({label for label, *_ in everything}) == labels.split()

        for off in labels.split():
            kept = extracted(stub, text, [label for label in labels.split() if label != off])
            assert kept == [value for value in everything if value[0] != off], off
