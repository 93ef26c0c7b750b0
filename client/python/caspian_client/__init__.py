"""What a Python program needs of Caspian beside the generated stubs (caspian.v1): reading the reason of a failure."""
from caspian_client.failure import Failure

__all__ = ["Failure"]
