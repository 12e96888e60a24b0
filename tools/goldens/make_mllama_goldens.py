"""Makes fixtures/mllama/*.json: vectors of tiny mllama models by transformers 4.48.3 and peft 0.14.0.

    pip install -r tools/goldens/requirements.txt
    python tools/goldens/make_mllama_goldens.py

The weights are those of the tests' TinyMllama: each number follows from the seed, the weight's name and its place, so none are stored;
the names and shapes come from transformers, not from our list. Deterministic. See the side-cars for tolerances.
"""

import json
import zlib
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from peft import LoraConfig, get_peft_model
from transformers import AutoTokenizer, MllamaConfig, MllamaForConditionalGeneration, MllamaImageProcessor, MllamaProcessor
from transformers.models.mllama.processing_mllama import (
    convert_sparse_cross_attention_mask_to_dense,
    get_cross_attention_token_mask,
)

ROOT = Path(__file__).resolve().parents[2]
SEED = 7
ADAPTER_SEED = 11
TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "down_proj", "fc2"]
SHAPES = {
    "one-tile": dict(tiles=1, heads=4, kv=2, layers=4, cross=[1, 3], intermediate=[2], rope={"rope_type": "default"}),
    "four-tiles": dict(tiles=4, heads=4, kv=1, layers=3, cross=[0, 2], intermediate=[0, 3],
                       rope={"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                             "original_max_position_embeddings": 32}),
}
# (framed prompt, or raw when it carries its own special tokens; pictures as width, height, number, transparent)
CASES = [
    ("framed", "a dog", []),
    ("framed", "Find me an everyday image that matches the given caption: 猫がソファで寝ている。 Ein Hund.\n", []),
    ("framed", "Represent the given image.\n", [(16, 16, 1, False)]),
    ("framed", "Represent the given image with the following question: what is it?\n", [(40, 24, 2, True)]),
    ("framed", "x", [(24, 61, 3, False)]),
    ("framed", "Represent the given image.\n", [(7, 5, 4, True)]),
    ("framed", "Represent the given image.\n", [(100, 31, 5, False)]),
    ("raw", "<|begin_of_text|>before <|image|> between <|image|> after", [(20, 20, 6, False), (33, 16, 7, False)]),
    ("raw", "<|begin_of_text|><|image|><|image|><|begin_of_text|>compare", [(16, 40, 8, False), (16, 16, 9, True)]),
    ("raw", "text in front <|image|>", [(50, 50, 10, False)]),
]
MASK = (1 << 64) - 1


def mix(z):
    with np.errstate(over="ignore"):
        z = np.asarray(z, dtype=np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def weight(seed, name, shape):
    count = int(np.prod(shape))
    gate = name.endswith("gate") or "gate_attn" in name or "gate_ffn" in name
    scale = "norm" in name and name.endswith("weight")
    if gate:
        deviation = 0.1
    elif scale:
        deviation = 0.2
    elif name.endswith("bias") or "embedding" in name:
        deviation = 0.3
    elif "embed_tokens" in name:
        deviation = 1.0
    else:
        deviation = 1 / np.sqrt(count // shape[0])
    start = int(mix(seed)) ^ int(mix(zlib.crc32(name.encode())))
    places = np.array([(start + i) & MASK for i in range(count)], dtype=np.uint64)
    unit = (mix(places) >> np.uint64(11)).astype(np.float64) * 2.0**-53
    mean = 0.7 if gate else 1.0 if scale else 0.0
    return torch.from_numpy((mean + np.sqrt(3) * deviation * (2 * unit - 1)).astype(np.float32).reshape(shape))


def picture(width, height, number, transparent):
    """The same formula as GoldenTest.picture."""
    y, x = np.mgrid[0:height, 0:width]
    rgba = np.stack([(x * 7 + y * 3 + number * 29) % 256, (x * 2 + y * 11 + number * 53) % 256, (x * y + number * 97) % 256,
                     (x * 13 + y * 5 + number) % 256 if transparent else np.full_like(x, 255)], axis=-1).astype(np.uint8)
    return Image.fromarray(rgba, "RGBA")


def config(shape):
    canvases = [[h, w] for h in range(1, shape["tiles"] + 1) for w in range(1, shape["tiles"] + 1) if h * w <= shape["tiles"]]
    return MllamaConfig(
        image_token_index=6142,
        text_config=dict(vocab_size=6144, hidden_size=32, intermediate_size=48, num_attention_heads=shape["heads"],
                         num_key_value_heads=shape["kv"], num_hidden_layers=shape["layers"], cross_attention_layers=shape["cross"],
                         rms_norm_eps=1e-5, rope_theta=10000.0, rope_scaling=shape["rope"], max_position_embeddings=128,
                         pad_token_id=6143),
        vision_config=dict(hidden_size=16, intermediate_size=24, attention_heads=2, num_hidden_layers=3, num_global_layers=2,
                           image_size=16, patch_size=8, max_num_tiles=shape["tiles"], supported_aspect_ratios=canvases,
                           intermediate_layers_indices=shape["intermediate"], vision_output_dim=16 * (1 + len(shape["intermediate"])),
                           norm_eps=1e-5))


def ids_of(processor, kind, text, images):
    if kind == "raw":
        return processor.tokenizer(text, add_special_tokens=False)["input_ids"]
    # What the reference's collator gives the processor.
    prompt = "<|image|><|begin_of_text|>" + text if images else "<|begin_of_text|>" + text
    if not images:
        return processor.tokenizer(prompt)["input_ids"]
    return processor(text=prompt, images=[images], return_tensors="pt")["input_ids"][0].tolist()


def encode(model, processor, shape, ids, images):
    inputs = dict(input_ids=torch.tensor([ids]), attention_mask=torch.ones(1, len(ids), dtype=torch.long))
    if images:
        features = processor.image_processor([images], return_tensors="pt")
        tiles = features.pop("num_tiles")
        mask = convert_sparse_cross_attention_mask_to_dense(
            [get_cross_attention_token_mask(ids, 6142)], num_tiles=tiles, max_num_tiles=shape["tiles"], length=len(ids))
        inputs.update({k: torch.as_tensor(v) for k, v in features.items()}, cross_attention_mask=torch.as_tensor(mask))
    with torch.no_grad():
        last = model(**inputs, output_hidden_states=True).hidden_states[-1][0, -1]
    return torch.nn.functional.normalize(last, dim=-1).tolist()


def adapted(shape, dora):
    model = base(shape)
    peft = get_peft_model(model, LoraConfig(r=4, lora_alpha=6, lora_dropout=0.0, target_modules=TARGETS, use_dora=dora, bias="none"))
    for name, parameter in peft.named_parameters():
        plain = name.removeprefix("base_model.model.").replace(".default", "")
        if ".lora_magnitude_vector" in name:
            parameter.data *= 1 + 0.3 * weight(ADAPTER_SEED, plain.removesuffix(".weight") + ".bias", list(parameter.shape))
        elif ".lora_" in name:
            parameter.data = 2 * weight(ADAPTER_SEED, plain, list(parameter.shape)) / (1 if "lora_A" in name else 4)
    return peft.eval()


def base(shape):
    torch.manual_seed(0)
    model = MllamaForConditionalGeneration(config(shape))
    for name, parameter in model.named_parameters():
        parameter.data = weight(SEED, name, list(parameter.shape))
    return model.eval()


def main():
    tokenizer = AutoTokenizer.from_pretrained(ROOT / "models/nano")
    for name, shape in SHAPES.items():
        images = MllamaImageProcessor(size={"height": 16, "width": 16}, max_image_tiles=shape["tiles"],
                                      image_mean=[0.48145466, 0.4578275, 0.40821073], image_std=[0.26862954, 0.26130258, 0.27577711])
        processor = MllamaProcessor(image_processor=images, tokenizer=tokenizer)
        models = {"vector": base(shape), "lora": adapted(shape, False), "dora": adapted(shape, True)}
        rows = []
        for kind, text, sizes in CASES:
            pictures = [picture(*size) for size in sizes]
            ids = ids_of(processor, kind, text, pictures)
            row = {"kind": kind, "text": text,
                   "pictures": [dict(width=w, height=h, number=n, transparent=t) for w, h, n, t in sizes], "ids": ids}
            for key, model in models.items():
                row[key] = [round(v, 8) for v in encode(model, processor, shape, ids, pictures)]
            rows.append(row)
        target = ROOT / "fixtures/mllama" / (name + ".jsonl")
        target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        print(target, len(rows))


if __name__ == "__main__":
    main()
