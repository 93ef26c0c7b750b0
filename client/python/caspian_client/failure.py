"""Why a call or a document was refused, out of the google.rpc.ErrorInfo that every failure of Caspian carries."""
import dataclasses

import grpc
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status


@dataclasses.dataclass(frozen=True)
class Failure:
    """One failure. `reason` is a name of caspian.v1.ErrorReason without its prefix, or "" where the other side gave none."""

    code: str
    reason: str
    message: str
    metadata: dict

    @classmethod
    def of_status(cls, status: status_pb2.Status) -> "Failure":
        """Of a document: the `status` of a DocumentError."""
        info = error_details_pb2.ErrorInfo()
        found = any(detail.Unpack(info) for detail in status.details)
        code = code_pb2.Code.Name(status.code) if status.code in code_pb2.Code.values() else str(status.code)
        return cls(code, info.reason if found else "", status.message, dict(info.metadata))

    @classmethod
    def of_call(cls, error: grpc.RpcError) -> "Failure":
        """Of a call: what a stub raised. An error of the transport (no server there) has no reason."""
        status = rpc_status.from_call(error)
        if status is None:
            return cls(error.code().name, "", error.details() or "", {})
        return cls.of_status(status)

    def __str__(self):
        return f"{self.reason or self.code}: {self.message}"
