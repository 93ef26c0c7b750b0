"""example.py EXTRACTOR AGGREGATOR COLLECTION FILE…: streams text files in and reads the briefing of their collection back."""
import pathlib
import sys

import grpc
from caspian.v1 import aggregator_service_pb2 as aggregator, aggregator_service_pb2_grpc, document_pb2
from caspian.v1 import extractor_service_pb2 as extractor, extractor_service_pb2_grpc
from caspian_client import Failure


def requests(collection, paths):
    yield extractor.IngestRequest(config=extractor.IngestConfig(collection=collection))
    for number, path in enumerate(paths):
        document = document_pb2.Document(id=path, utf8=pathlib.Path(path).read_bytes())
        yield extractor.IngestRequest(document=extractor.SequencedDocument(sequence=number, document=document))


def main(extractor_address, aggregator_address, collection, *paths):
    ingest = extractor_service_pb2_grpc.ExtractorServiceStub(grpc.insecure_channel(extractor_address)).Ingest
    for answer in ingest(requests(collection, paths)):
        if answer.HasField("error"):
            print(answer.error.document_id, Failure.of_status(answer.error.status), file=sys.stderr)
    read = aggregator_service_pb2_grpc.AggregatorServiceStub(grpc.insecure_channel(aggregator_address)).StreamBriefing
    for part in read(aggregator.StreamBriefingRequest(collection=collection)):
        for record in part.briefing.records:
            print(record.WhichOneof("body"), *(evidence.quote for evidence in record.evidence[:1]), sep="\t")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except grpc.RpcError as error:
        sys.exit(str(Failure.of_call(error)))
