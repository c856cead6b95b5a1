"""The seal on the rival's answer: what it said can be proved afterwards, and is not to be known before."""

from __future__ import annotations

import hashlib

from tokenroom.scoring import Floats


def nonce(seed: int, item: int) -> str:
    """Return what is sealed with an answer, in hex: another for each item, so that the same answer has another seal.

    It is told with the reveal. Whoever has the seed and this source can draw the hidden tokens too; to everyone else
    it is a secret until then.
    """
    return hashlib.sha256(f"tokenroom seal {seed} {item}".encode()).hexdigest()[:32]


def seal(secret: str, log_p: Floats) -> str:
    """Return the SHA-256, in hex, of a nonce's 16 bytes and log-probabilities (V,) as little-endian float64.

    >>> import numpy as np
    >>> seal("00" * 16, np.zeros(2)) == hashlib.sha256(bytes(32)).hexdigest()
    True
    """
    return hashlib.sha256(bytes.fromhex(secret) + log_p.astype("<f8").tobytes()).hexdigest()
