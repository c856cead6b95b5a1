"""nanoGPT itself: a checkout's train.py, run unchanged in a copy with the command of its README, and then judged."""

from __future__ import annotations

import importlib.util
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks.characters import Characters, loss
from benchmarks.nanogpt import CONTEXT, Result
from benchmarks.trainers import THREADS
from tokenroom.model.layers import Floats, Integers

COMMAND = """train.py config/train_shakespeare_char.py --device=cpu --compile=False --eval_iters=20 --log_interval=1
    --block_size=64 --batch_size=12 --n_layer=4 --n_head=4 --n_embd=128 --dropout=0.0"""


def train(checkout: Path, text: Characters, steps: int) -> Result:
    """Train for `steps`; the seed is nanoGPT's own, the same every time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "nanoGPT"
        shutil.copytree(checkout, folder, ignore=shutil.ignore_patterns(".git", "assets", "data"))
        _write_data(folder / "data" / "shakespeare_char", text)
        seconds = _run(folder, steps)
        return Result(seconds, loss(_reader(folder), text.windows(CONTEXT)))


def _write_data(folder: Path, text: Characters) -> None:
    """Write what nanoGPT's prepare.py would."""
    folder.mkdir(parents=True)
    text.training.astype(np.uint16).tofile(folder / "train.bin")
    text.validation.astype(np.uint16).tofile(folder / "val.bin")
    (folder / "meta.pkl").write_bytes(pickle.dumps({"vocab_size": len(text.alphabet)}))


def _run(folder: Path, steps: int) -> float:
    """Run train.py, and return the seconds of its steps: those that hold an evaluation, at both ends, are estimated."""
    lengths = [f"--max_iters={steps}", f"--lr_decay_iters={steps}", f"--eval_interval={steps}"]
    environment = {**os.environ, "OMP_NUM_THREADS": str(THREADS), "MKL_NUM_THREADS": str(THREADS)}
    command = [sys.executable, *COMMAND.split(), *lengths]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"nanoGPT's train.py failed:\n{done.stderr}")
    times = [float(found) for found in re.findall(r"^iter \d+: .*time ([\d.]+)ms", done.stdout, re.MULTILINE)]
    return float(np.mean(times[1:-1])) * steps / 1000


def _reader(folder: Path) -> Any:
    """Return what makes logits (B, T, V) of ids (B, T): the trained model, by nanoGPT's own model.py."""
    spec = importlib.util.spec_from_file_location("nanogpt_model", folder / "model.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look themselves up there
    spec.loader.exec_module(module)
    kept = torch.load(folder / "out-shakespeare-char" / "ckpt.pt", weights_only=True)
    model = module.GPT(module.GPTConfig(**kept["model_args"])).eval()
    model.load_state_dict(kept["model"])

    @torch.inference_mode()
    def read(ids: Integers) -> Floats:
        numbers = torch.from_numpy(ids)
        logits: Floats = model(numbers, numbers)[0].numpy()  # without targets it would give the last row alone
        return logits

    return read
