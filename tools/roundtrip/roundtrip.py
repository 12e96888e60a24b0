"""Carries adapters and models between mme5 and PEFT with transformers, both ways, and compares the vectors.

    pip install -r tools/roundtrip/requirements.txt
    python tools/roundtrip/roundtrip.py [--model models/nano] [--keep FOLDER]

Without --model, a tiny random mllama of four tiles with open gates, written by transformers. Every vector is computed in f32. Prints a
table in Markdown; ends with 1 if a vector differs by more than 1e-5.
"""

import argparse
import datetime
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import peft
import torch
import transformers
from PIL import Image
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoTokenizer, MllamaConfig, MllamaForConditionalGeneration, MllamaImageProcessor, MllamaProcessor

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "down_proj", "fc2"]
TOLERANCE = 1e-5
# instruction, text, picture
ASKED = [
    ("Find me an everyday image that matches the given caption:", "a dog on a sofa", None),
    ("Find it:", "猫がソファで寝ている。 Ein Hund.", None),
    ("Represent the given image.", "", 1),
    ("Represent the given image with the following question:", "what is it?", 2),
    ("Find an image like it:", "дерево", 3),
]


def picture(folder, number):
    """A pattern with its own size and colours; every third is transparent."""
    width, height = 20 + 13 * number, 60 - 7 * (number % 5)
    y, x = np.mgrid[0:height, 0:width]
    alpha = (x * 13 + y * 5) % 256 if number % 3 == 0 else np.full_like(x, 255)
    rgba = np.stack([(x * 7 + number * 29) % 256, (y * 11 + number * 53) % 256, (x * y + number * 97) % 256, alpha], axis=-1)
    path = folder / f"picture-{number}.png"
    Image.fromarray(rgba.astype(np.uint8), "RGBA").save(path)
    return path


def write_lines(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def tiny_model(folder):
    """A random checkpoint as transformers writes it, every gate open so that pictures count."""
    canvases = [[h, w] for h in range(1, 5) for w in range(1, 5) if h * w <= 4]
    config = MllamaConfig(
        image_token_index=6142,
        text_config=dict(vocab_size=6144, hidden_size=48, intermediate_size=80, num_attention_heads=6, num_key_value_heads=2,
                         num_hidden_layers=4, cross_attention_layers=[1, 3], rms_norm_eps=1e-5, rope_theta=10000.0,
                         rope_scaling={"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                                       "original_max_position_embeddings": 64},
                         max_position_embeddings=512, pad_token_id=6143),
        vision_config=dict(hidden_size=32, intermediate_size=56, attention_heads=4, num_hidden_layers=3, num_global_layers=2,
                           image_size=28, patch_size=7, max_num_tiles=4, supported_aspect_ratios=canvases,
                           intermediate_layers_indices=[0, 2], vision_output_dim=96, norm_eps=1e-5))
    torch.manual_seed(5)
    model = MllamaForConditionalGeneration(config)
    for name, parameter in model.named_parameters():
        if "gate" in name and "gate_proj" not in name:
            parameter.data = torch.full_like(parameter, 0.7) + 0.1 * torch.randn_like(parameter)
        elif parameter.dim() >= 2:
            parameter.data = torch.randn_like(parameter) / parameter.shape[-1] ** 0.5
    model.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        if (ROOT / "models/nano" / name).exists():
            shutil.copy(ROOT / "models/nano" / name, folder)
    MllamaImageProcessor(size={"height": 28, "width": 28}, max_image_tiles=4).save_pretrained(folder)
    return folder


class Python:
    """transformers and PEFT."""

    def __init__(self, model, work):
        self.model, self.work = model, work
        self.processor = MllamaProcessor(MllamaImageProcessor.from_pretrained(model), AutoTokenizer.from_pretrained(model))

    def base(self, folder=None):
        return MllamaForConditionalGeneration.from_pretrained(folder or self.model, torch_dtype=torch.float32).eval()

    def adapted(self, folder):
        return PeftModel.from_pretrained(self.base(), folder).eval()

    def inputs(self, instruction, text, number):
        prompt = f"{instruction} {text}".strip() + "\n"
        if number is None:
            return self.processor(text=prompt, return_tensors="pt")
        image = Image.open(picture(self.work, number))
        return self.processor(text="<|image|><|begin_of_text|>" + prompt, images=[image], return_tensors="pt")

    def vectors(self, model):
        with torch.no_grad():
            last = [model(**self.inputs(*row), output_hidden_states=True).hidden_states[-1][0, -1] for row in ASKED]
        return torch.nn.functional.normalize(torch.stack(last), dim=-1).numpy()

    def train(self, dora, folder):
        """A few steps of plain torch from PEFT's own initialisation."""
        torch.manual_seed(9)
        config = LoraConfig(r=4, lora_alpha=16, lora_dropout=0.1, target_modules=TARGETS, use_dora=dora, init_lora_weights="gaussian")
        model = get_peft_model(self.base(), config).train()
        optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=0.01)
        for _ in range(5):
            last = [model(**self.inputs(*row), output_hidden_states=True).hidden_states[-1][0, -1] for row in ASKED]
            unit = torch.nn.functional.normalize(torch.stack(last), dim=-1)
            loss = (unit @ unit.T).square().sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        model.save_pretrained(folder)
        return folder


class Mme5:
    """The program of this repository."""

    def __init__(self, model, work):
        self.model, self.work = model, work

    def run(self, *arguments):
        command = [str(ROOT / "mme5"), *map(str, arguments)]
        done = subprocess.run(command, cwd=self.work, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")

    def vectors(self, name, model=None, adapter=None):
        rows = [{"instruction": instruction, **({"text": text} if text else {}),
                 **({"image": picture(self.work, number).name} if number is not None else {})} for instruction, text, number in ASKED]
        source = write_lines(self.work / "asked.jsonl", rows)
        target = self.work / f"{name}.npy"
        extra = ["--adapter", adapter] if adapter else []
        self.run("embed", "--model", model or self.model, *extra, "--input", source, "--output", target, "--dtype", "f32")
        return np.load(target)

    def train(self, dora, compat, folder):
        documents = [("dog", None), ("", 4), ("cat", None), ("a town", 5), ("", 6), ("tree", None), ("", 7), ("seven", None)]
        rows = []
        for i, (text, number) in enumerate(documents):
            asked, other = ASKED[i % len(ASKED)], documents[(i + 3) % len(documents)]
            rows.append({"id": f"row-{i}", "task": "retrieval", "modality": kind(asked[1], asked[2]) + "2" + kind(text, number),
                         "language": "en", "instruction": asked[0], "query": self.side(asked[1], asked[2]),
                         "positive": self.side(text, number), "hardNegatives": [self.side(*other)],
                         "provenance": {"kind": "labelled", "dataset": "round trip"}})
        recipe = self.work / "recipe.yaml"
        recipe.write_text(f"""
seed: 3
compute: f32
adapter: {{kind: {'dora' if dora else 'lora'}, rank: 4, alpha: 16, dropout: 0.1, targets: [{', '.join(TARGETS)}]}}
task: {{kind: contrastive, rows: 4, subBatch: 1, hardNegatives: 2, temperature: 0.02, negatives: own-query, compat: {compat}}}
batch: {{accumulation: 1, workers: 1, tokens: 1000, pictures: 8, recompute: true}}
optimizer: {{learningRate: 0.01, beta1: 0.9, beta2: 0.999, eps: 1.0e-8, weightDecay: 0.0, maxGradNorm: 5.0, learningRateScales: {{}}}}
schedule: {{steps: 6, epochs: 0, warmup: 0.2, decayFrom: 0.2}}
ema: 0
checkpoints: {{every: 100, keep: 1}}
""", encoding="utf-8")
        rows = write_lines(self.work / "rows.jsonl", rows)
        self.run("train", "--recipe", recipe, "--model", self.model, "--data", rows, "--out", folder)
        return folder / "adapter"

    def side(self, text, number):
        return {**({"text": text} if text else {}), **({"image": picture(self.work, number).name} if number is not None else {})}


def kind(text, number):
    return ("I" if number is not None else "") + ("T" if text else "")


class Table:
    def __init__(self):
        self.fault = False
        print("| carried | adapter | largest difference | least cosine | moved from the base |\n| --- | --- | ---: | ---: | ---: |")

    def row(self, what, adapter, one, other, base):
        difference = float(np.abs(one - other).max())
        self.fault |= difference > TOLERANCE
        print(f"| {what} | {adapter} | {difference:.1e} | {(one * other).sum(1).min():.8f} | {1 - (one * base).sum(1).max():.2f} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for everything that is written")
    arguments = parser.parse_args()
    work = (arguments.keep or Path(tempfile.mkdtemp())).resolve()
    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    model = arguments.model.resolve() if arguments.model else tiny_model(work / "model")
    python, mme5 = Python(model, work), Mme5(model, work)
    print(f"{datetime.date.today()}: transformers {transformers.__version__}, PEFT {peft.__version__}, torch {torch.__version__}, "
          f"Python {sys.version.split()[0]}; {arguments.model or 'a tiny random model'}; {len(ASKED)} rows\n")
    base = python.vectors(python.base())
    table = Table()
    table.row("the model itself", "none", mme5.vectors("base"), base, base)
    for name, dora, compat in [("LoRA", False, "none"), ("DoRA", True, "mme5")]:
        ours = mme5.train(dora, compat, work / f"ours-{name}")
        theirs = python.train(dora, work / f"theirs-{name}")
        vectors = mme5.vectors(f"ours-{name}", adapter=ours)
        table.row("adapter trained here, loaded by PEFT", name, vectors, python.vectors(python.adapted(ours)), base)
        trained = python.vectors(python.adapted(theirs))
        table.row("adapter trained by PEFT, loaded here", name, mme5.vectors(f"theirs-{name}", adapter=theirs), trained, base)
        merged = work / f"merged-{name}"
        mme5.run("model", "merge", "--model", model, "--adapter", ours, "--out", merged, "--dtype", "f32")
        table.row("merged here, loaded by transformers", name, vectors, python.vectors(python.base(merged)), base)
        merged = work / f"merged-by-peft-{name}"
        python.adapted(theirs).merge_and_unload().save_pretrained(merged)
        for file in ("tokenizer.json", "tokenizer_config.json", "preprocessor_config.json"):
            shutil.copy(model / file, merged)
        table.row("merged by PEFT, loaded here", name, mme5.vectors(f"merged-by-peft-{name}", model=merged), trained, base)
    sys.exit(1 if table.fault else 0)


if __name__ == "__main__":
    main()
