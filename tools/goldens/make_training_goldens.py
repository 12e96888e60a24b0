"""Makes fixtures/training/*: batches, losses and adapters of mmE5's own training code, transformers 4.48.3 and PEFT 0.14.0.

    pip install -r tools/goldens/requirements.txt
    git clone https://github.com/haon-chen/mmE5 REFERENCE && git -C REFERENCE checkout 4818cdf
    pip download --no-deps --no-binary :all: deepspeed==0.14.4        (unpack it: DEEPSPEED; it is not installed)
    python tools/goldens/make_training_goldens.py --reference REFERENCE --deepspeed DEEPSPEED

Read from fixtures/training: rows.jsonl and step-rows.jsonl, made by hand. Row handling, collator, pooling and loss are the reference's
own classes, imported; Hugging Face's `datasets` is replaced by a list of the rows. Weights and pictures follow from the formulas of
make_mllama_goldens.py. Deterministic. See fixtures/training/README.md for what each file holds.
"""

import argparse
import importlib.machinery
import importlib.util
import json
import logging
import math
import random
import re
import sys
import tempfile
import types
import zlib
from pathlib import Path

import numpy as np
import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from torch.nn.attention import SDPBackend, sdpa_kernel
from transformers import AutoTokenizer, MllamaImageProcessor, MllamaProcessor, get_linear_schedule_with_warmup

from make_mllama_goldens import ADAPTER_SEED, ROOT, SHAPES, base, picture, weight

HERE = ROOT / "fixtures/training"
TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "down_proj", "fc2"]
RANK, ALPHA = 4, 32
STEPS, ROWS, NEGATIVES, TEMPERATURE, RATE = 10, 3, 2, 0.02, 1e-3
MAX_LEN, TABLE_NEGATIVES = 256, 3
RUNS = {
    "dora-mme5": dict(shape="four-tiles", dora=True, accumulation=2, decay=0.0, schedule="deepspeed", warmup=3, norm=100, compat=True),
    "lora-mme5": dict(shape="one-tile", dora=False, accumulation=1, decay=0.01, schedule="transformers", warmup=2, norm=250, compat=True),
    "dora-shared": dict(shape="four-tiles", dora=True, accumulation=1, decay=0.0, schedule="ours", warmup=2, norm=100, compat=False),
}


def import_reference(folder):
    """The reference's modules; its import of `datasets` finds a module that reads lists."""
    data = types.ModuleType("datasets")
    data.__spec__ = importlib.machinery.ModuleSpec("datasets", None)
    data.Dataset, data.load_dataset = list, None
    data.concatenate_datasets = lambda parts: [row for part in parts for row in part]
    data.load_from_disk = lambda path: json.loads(Path(path).read_text(encoding="utf-8"))
    sys.modules.setdefault("datasets", data)
    sys.path.insert(0, str(folder))
    from src.collator import LlamaCollator
    from src.dataset import TrainDataset
    from src.model import MMEBModel
    return LlamaCollator, TrainDataset, MMEBModel


def import_deepspeed_schedules(folder):
    """DeepSpeed's schedules alone; the package needs a compiler and a GPU to be installed."""
    sys.modules["deepspeed"] = types.ModuleType("deepspeed")
    utils = types.ModuleType("deepspeed.utils")
    utils.logger = logging.getLogger("deepspeed")
    sys.modules["deepspeed.utils"] = utils
    spec = importlib.util.spec_from_file_location("lr_schedules", folder / "deepspeed/runtime/lr_schedules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(name):
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def write_lines(name, rows):
    (HERE / name).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(name, len(rows))


class Reference:
    """The reference's dataset and collator over rows of ours, whose pictures are named by size and number."""

    def __init__(self, classes, shape, rows, negatives):
        collator, dataset, _ = classes
        self.folder = Path(tempfile.mkdtemp())
        tokenizer = AutoTokenizer.from_pretrained(ROOT / "models/nano")
        images = MllamaImageProcessor(size={"height": 16, "width": 16}, max_image_tiles=SHAPES[shape]["tiles"],
                                      image_mean=[0.48145466, 0.4578275, 0.40821073], image_std=[0.26862954, 0.26130258, 0.27577711])
        self.processor = MllamaProcessor(image_processor=images, tokenizer=tokenizer)
        (self.folder / "rows").mkdir()
        (self.folder / "rows/all").write_text(json.dumps([self.published(row) for row in rows]), encoding="utf-8")
        arguments = types.SimpleNamespace(
            synthetic_dataset_name=None, synthetic_dataset_path=str(self.folder / "rows"), synthetic_subset_name=["all"],
            dataset_name=None, dataset_path=None, image_dir=str(self.folder), negative_ratio=negatives, max_len=MAX_LEN)
        model = types.SimpleNamespace(model_name="", model_backbone="mllama")
        self.rows = dataset(arguments, model)
        self.collate = collator(arguments, self.processor)

    def published(self, row):
        return dict(qry=row["qry"], qry_image_path=self.path(row["qry_picture"]), pos_text=row["pos_text"],
                    pos_image_path=self.path(row["pos_picture"]), neg_text=repr(row["neg_text"]),
                    neg_image_path=repr([self.path(name) for name in row["neg_picture"]]))

    def path(self, name):
        if not name:
            return ""
        width, height, number, transparent = re.fullmatch(r"(\d+)x(\d+)#(\d+)(t?)", name).groups()
        picture(int(width), int(height), int(number), bool(transparent)).save(self.folder / f"{name}.png")
        return f"{name}.png"

    def batch(self, indices):
        return self.collate([self.rows[index] for index in indices])


def described(group):
    """What the model is given of each row: tokens, and the canvas and a checksum of the pixels of its picture."""
    rows = []
    for row in range(len(group["input_ids"])):
        length = int(group["attention_mask"][row].sum())
        found = {"ids": group["input_ids"][row, :length].tolist()}
        if "pixel_values" in group:
            tiles = int(group["aspect_ratio_mask"][row, 0].sum())
            pixels = group["pixel_values"][row, 0]
            found["canvas"] = int(group["aspect_ratio_ids"][row, 0])
            found["tiles"] = tiles
            found["pixels"] = zlib.crc32(pixels[: tiles or len(pixels)].numpy().astype("<f4").tobytes())
            seeing = group["cross_attention_mask"][row, :length, 0, 0].nonzero().flatten().tolist()
            found["seenFrom"] = seeing[0] if seeing else -1
        rows.append(found)
    return rows


def make_batches(classes):
    rows = lines("rows.jsonl")
    reference = Reference(classes, "four-tiles", rows, TABLE_NEGATIVES)
    batches = []
    for number in sorted({row["batch"] for row in rows}):
        random.seed(0)
        queries, positives, negatives = reference.batch([i for i, row in enumerate(rows) if row["batch"] == number])
        batches.append(dict(batch=number, queries=described(queries), positives=described(positives), negatives=described(negatives)))
    write_lines("reference-batches.jsonl", batches)


def adapted(shape, dora):
    """A tiny model with an adapter that already changes something."""
    config = LoraConfig(r=RANK, lora_alpha=ALPHA, lora_dropout=0.0, target_modules=TARGETS, use_dora=dora, init_lora_weights="gaussian")
    peft = get_peft_model(base(SHAPES[shape]), config)
    for name, parameter in peft.named_parameters():
        plain = name.removeprefix("base_model.model.").replace(".default", "")
        if ".lora_" in name and "magnitude" not in name:
            parameter.data = weight(ADAPTER_SEED, plain, list(parameter.shape)) / (1 if "lora_A" in name else 8)
    return peft.train()


def adapter_of(peft):
    return {name.replace(".default", "").replace(".lora_magnitude_vector.weight", ".lora_magnitude_vector"): parameter.detach().contiguous()
            for name, parameter in peft.named_parameters() if parameter.requires_grad}


def shared_loss(encode, batch, rows):
    """Each query against every positive and negative of the batch, equal documents once: plain torch, row by row."""
    picked = [rows[index] for index in batch]
    documents, targets = [], []
    for row in picked:
        document = (row["pos_text"], row["pos_picture"])
        if document not in documents:
            documents.append(document)
        targets.append(documents.index(document))
    for row in picked:
        for document in list(zip(row["neg_text"], row["neg_picture"]))[:NEGATIVES]:
            if document not in documents:
                documents.append(document)
    queries = torch.cat([encode(row["qry"], row["qry_picture"]) for row in picked])
    candidates = torch.cat([encode(*document) for document in documents])
    return torch.nn.functional.cross_entropy(queries @ candidates.T / TEMPERATURE, torch.tensor(targets))


def scheduler(kind, optimizer, warmup, deepspeed):
    if kind == "deepspeed":
        return deepspeed.WarmupDecayLR(optimizer, STEPS, warmup_min_lr=0, warmup_max_lr=RATE, warmup_num_steps=warmup)
    if kind == "transformers":
        return get_linear_schedule_with_warmup(optimizer, warmup, STEPS)
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: (step + 1) / warmup if step < warmup else (STEPS - step) / (STEPS - warmup))


def train(name, run, classes, deepspeed):
    torch.manual_seed(0)
    rows = lines("step-rows.jsonl")
    reference = Reference(classes, run["shape"], rows, NEGATIVES)
    peft = adapted(run["shape"], run["dora"])
    model = classes[2](encoder=peft, pooling="last", normalize=True, temperature=TEMPERATURE)

    def encode(text, name):
        image = reference.rows._get_image(reference.path(name))
        return model.encode_input(reference.collate([(text, image) * 3])[0])

    trained = [parameter for parameter in peft.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=RATE, weight_decay=run["decay"])
    schedule = scheduler(run["schedule"], optimizer, run["warmup"], deepspeed)
    log = []
    for step in range(STEPS):
        batches = [[(7 * number + 5 * place) % len(rows) for place in range(ROWS)]
                   for number in range(step * run["accumulation"], (step + 1) * run["accumulation"])]
        optimizer.zero_grad()
        total = 0.0
        for batch in batches:
            if run["compat"]:
                queries, positives, negatives = reference.batch(batch)
                loss = model(qry=queries, tgt=positives, neg=negatives)
            else:
                loss = shared_loss(encode, batch, rows)
            (loss / run["accumulation"]).backward()
            total += loss.item() / run["accumulation"]
        norm = torch.nn.utils.clip_grad_norm_(trained, run["norm"]).item()
        rate = optimizer.param_groups[0]["lr"]
        optimizer.step()
        schedule.step()
        log.append(dict(step=step + 1, batches=batches, loss=total, gradNorm=norm, learningRate=rate))
    write_lines(f"{name}.jsonl", log)
    save_file(adapter_of(peft), HERE / f"{name}.safetensors")


def rates(schedule, optimizer, steps):
    found = []
    for _ in range(steps):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


def make_schedules(deepspeed):
    found = []
    for steps, ratio in [(10, 0.05), (40, 0.05), (100, 0.1), (7, 0.3), (20, 0.0)]:
        warmup = math.ceil(steps * ratio)  # TrainingArguments.get_warmup_steps
        optimizers = [torch.optim.AdamW([torch.zeros(1, requires_grad=True)], lr=1.0) for _ in range(2)]
        linear = get_linear_schedule_with_warmup(optimizers[0], warmup, steps)
        logarithmic = deepspeed.WarmupDecayLR(optimizers[1], steps, warmup_min_lr=0, warmup_max_lr=1.0, warmup_num_steps=warmup)
        found.append(dict(steps=steps, warmup=ratio, transformers=rates(linear, optimizers[0], steps),
                          deepspeed=rates(logarithmic, optimizers[1], steps)))
    write_lines("schedules.jsonl", found)


def make_mixed_batches(classes):
    """Texts alone, and the same texts in a batch in which another row has a picture."""
    texts = ["a dog", "Find me an everyday image that matches the given caption: 猫がソファで寝ている。\n", "number 7"]
    found = []
    for shape in SHAPES:
        reference = Reference(classes, shape, [], 0)
        model = classes[2](encoder=base(SHAPES[shape]), pooling="last", normalize=True)
        pictured = picture(40, 24, 2, False)
        for text in texts:
            alone = reference.collate([(text, None) * 3])[0]
            mixed = reference.collate([(text, None) * 3, ("<|image_1|>\nx\n", pictured) * 3])[0]
            with torch.no_grad():
                one, other = model.encode_input(alone)[0], model.encode_input(mixed)[0]
            found.append(dict(shape=shape, text=text, alone=[round(v, 8) for v in one.tolist()],
                              mixed=[round(v, 8) for v in other.tolist()], cosine=round(float(one @ other), 6)))
            print(shape, repr(text), found[-1]["cosine"])
    write_lines("mixed-batch.jsonl", found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--deepspeed", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    np.random.seed(0)
    classes = import_reference(arguments.reference)
    deepspeed = import_deepspeed_schedules(arguments.deepspeed)
    make_batches(classes)
    make_mixed_batches(classes)
    make_schedules(deepspeed)
    # The fused CPU kernel's backward pass is wrong for rows that are masked as a whole, as those of a blank picture are: -3.4e38 swallows
    # the log of the sum, so each of N weights counts as 1 instead of 1/N, and gradients come out up to a million times too large.
    with sdpa_kernel(SDPBackend.MATH):
        for name, run in RUNS.items():
            train(name, run, classes, deepspeed)


if __name__ == "__main__":
    main()
