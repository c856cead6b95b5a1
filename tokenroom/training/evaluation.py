"""The held-out loss of a model: its mean surprise over documents that it never saw."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from threadpoolctl import ThreadpoolController

from tokenroom.model.layers import Params
from tokenroom.model.sampling import surprises
from tokenroom.model.transformer import TransformerConfig
from tokenroom.training.phrases import Documents


def held_out_loss(
    params: Params, config: TransformerConfig, documents: Documents, end_of_text: int, threads: int = 1
) -> float:
    """Return the mean surprise in nats a token, over every token of every document and the end of each.

    A document is read from its beginning, after one end-of-text token; of a document longer than the context the model
    sees half a context or more before each token. `threads` read side by side; the result does not depend on them.

    Raises:
        ValueError: there are no documents.
    """
    if not documents:
        raise ValueError("there are no held-out documents")
    texts = [[end_of_text, *document, end_of_text] for document in documents]
    blas = ThreadpoolController().limit(limits=1 if threads > 1 else None, user_api="blas")  # a core a document
    with blas, ThreadPoolExecutor(threads, "held-out") as pool:
        nats = list(pool.map(partial(surprises, params, config), texts))  # (T,) each
    return float(np.concatenate(nats).mean())
