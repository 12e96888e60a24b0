"""Makes fixtures/blocks: every block's output, and pooled vectors in f32 and bf16, of tiny mllama models by transformers 4.48.3.

    pip install -r tools/goldens/requirements.txt
    python tools/goldens/make_block_goldens.py

Needs fixtures/text/tokenizer.json (make_text_goldens.py). The weights follow from a formula, none are stored: see
make_mllama_goldens.py. Deterministic. See fixtures/blocks/README.md for what the files hold, and for tolerances.
"""

import json
import math
from pathlib import Path

import torch
from make_mllama_goldens import picture, weight
from safetensors.torch import save_file
from transformers import (MllamaConfig, MllamaForConditionalGeneration, MllamaImageProcessor, MllamaProcessor,
                          PreTrainedTokenizerFast)
from transformers.models.mllama.modeling_mllama import MllamaRotaryEmbedding
from transformers.models.mllama.processing_mllama import (
    convert_sparse_cross_attention_mask_to_dense,
    get_cross_attention_token_mask,
)

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "fixtures/blocks"
SEED = 7
IMAGE = 1612
PAD = 1604
LLAMA3 = {"rope_type": "llama3", "low_freq_factor": 1.0, "high_freq_factor": 4.0}
# Each differs from the others in every way that the arithmetic could depend on; no size is a multiple of 64.
MODELS = {
    "grouped": dict(  # five query heads share a key; heads that do not fill a vector register
        text=dict(hidden_size=40, intermediate_size=52, num_attention_heads=5, num_key_value_heads=1, num_hidden_layers=4,
                  cross_attention_layers=[1], rms_norm_eps=1e-5, rope_theta=10000.0, rope_scaling={"rope_type": "default"}),
        vision=dict(hidden_size=24, intermediate_size=36, attention_heads=3, num_hidden_layers=2, num_global_layers=1, image_size=24,
                    patch_size=8, max_num_tiles=2, intermediate_layers_indices=[1], norm_eps=1e-5),
        vocabulary=1612, pictures=2),
    "wide": dict(  # as many keys as queries; four tiles; three intermediate states, the encoder's input among them
        text=dict(hidden_size=72, intermediate_size=100, num_attention_heads=6, num_key_value_heads=6, num_hidden_layers=5,
                  cross_attention_layers=[0, 3], rms_norm_eps=1e-5, rope_theta=500000.0,
                  rope_scaling={**LLAMA3, "factor": 8.0, "original_max_position_embeddings": 32}),
        vision=dict(hidden_size=20, intermediate_size=28, attention_heads=2, num_hidden_layers=4, num_global_layers=2, image_size=16,
                    patch_size=4, max_num_tiles=4, intermediate_layers_indices=[0, 2, 4], norm_eps=1e-5),
        vocabulary=1700, pictures=1),
    "deep": dict(  # three tiles; indices out of order, the last state among them; the last layer looks at the picture; other eps
        text=dict(hidden_size=48, intermediate_size=68, num_attention_heads=4, num_key_value_heads=2, num_hidden_layers=6,
                  cross_attention_layers=[2, 5], rms_norm_eps=1e-2, rope_theta=500000.0,
                  rope_scaling={**LLAMA3, "factor": 32.0, "original_max_position_embeddings": 16}),
        vision=dict(hidden_size=32, intermediate_size=40, attention_heads=4, num_hidden_layers=3, num_global_layers=3, image_size=16,
                    patch_size=8, max_num_tiles=3, intermediate_layers_indices=[3, 1], norm_eps=1e-2),
        vocabulary=2048, pictures=2),
    "narrow": dict(  # one tile, one vision head, heads of ten; two layers look at the picture at once
        text=dict(hidden_size=20, intermediate_size=24, num_attention_heads=2, num_key_value_heads=1, num_hidden_layers=4,
                  cross_attention_layers=[1, 2], rms_norm_eps=1e-6, rope_theta=10000.0,
                  rope_scaling={**LLAMA3, "factor": 2.0, "original_max_position_embeddings": 64}),
        vision=dict(hidden_size=12, intermediate_size=20, attention_heads=1, num_hidden_layers=1, num_global_layers=1, image_size=20,
                    patch_size=5, max_num_tiles=1, intermediate_layers_indices=[0], norm_eps=1e-6),
        vocabulary=1612, pictures=1),
}
# (framed prompt, or raw when it carries its own special tokens; pictures as width, height, number, transparent)
CASES = [
    ("framed", "", []),
    ("framed", "a dog", []),
    ("framed", "Find me an everyday image that matches the given caption: 猫がソファで寝ている。 Ein Hund.\n", []),
    ("framed", "Represent the given image.\n", [(16, 16, 1, False)]),
    ("framed", "Represent the given image with the following question: what is it?\n", [(40, 24, 2, True)]),
    ("framed", "x", [(24, 61, 3, False)]),
    ("framed", "", [(7, 5, 4, True)]),
    ("raw", "<|begin_of_text|>text in front <|image|>", [(50, 50, 10, False)]),
    ("raw", "<|begin_of_text|>before <|image|> behind, and some more of it", [(100, 31, 5, False)]),
    ("raw", "<|begin_of_text|>before <|image|> between <|image|> after", [(20, 20, 6, False), (33, 16, 7, False)]),
    ("raw", "<|begin_of_text|><|image|><|image|><|begin_of_text|>compare", [(16, 40, 8, False), (16, 16, 9, True)]),
]


def config(shape):
    tiles = shape["vision"]["max_num_tiles"]
    canvases = [[h, w] for h in range(1, tiles + 1) for w in range(1, tiles + 1) if h * w <= tiles]
    vision = dict(shape["vision"], supported_aspect_ratios=canvases,
                  vision_output_dim=shape["vision"]["hidden_size"] * (1 + len(shape["vision"]["intermediate_layers_indices"])))
    text = dict(shape["text"], vocab_size=shape["vocabulary"], max_position_embeddings=128, pad_token_id=PAD, bos_token_id=1600,
                eos_token_id=1601)
    return MllamaConfig(image_token_index=IMAGE, text_config=text, vision_config=vision)


def base(shape, type=torch.float32):
    torch.manual_seed(0)
    model = MllamaForConditionalGeneration(config(shape))
    for name, parameter in model.named_parameters():
        # The frequencies of the rotary embedding stay in f32, as in a model that is loaded in bf16.
        # Cloned, since numpy's memory lies otherwise aligned from run to run, and with it the last bits.
        parameter.data = weight(SEED, name, list(parameter.shape)).to(type).clone()
    return model.eval()


def ids_of(tokenizer, kind, text, images):
    if kind == "raw":
        return tokenizer(text, add_special_tokens=False)["input_ids"]
    prompt = "<|image|><|begin_of_text|>" + text if images else "<|begin_of_text|>" + text
    return tokenizer(prompt)["input_ids"]  # which puts another <|begin_of_text|> first


def inputs_of(rows, images, tiles):
    """A batch of rows with the same number of pictures, padded at the right."""
    width = max(len(row["ids"]) for row in rows)
    ids = [row["ids"] + [PAD] * (width - len(row["ids"])) for row in rows]
    inputs = dict(input_ids=torch.tensor(ids), attention_mask=torch.tensor([[1] * len(r["ids"]) + [0] * (width - len(r["ids"])) for r in rows]))
    if rows[0]["pictures"]:
        features = images([[picture(p["width"], p["height"], p["number"], p["transparent"]) for p in row["pictures"]] for row in rows],
                          return_tensors="pt")
        used = features.pop("num_tiles")
        spans = [get_cross_attention_token_mask(row["ids"], IMAGE) for row in rows]
        inputs.update(features, cross_attention_mask=torch.tensor(convert_sparse_cross_attention_mask_to_dense(spans, used, tiles, width)))
    return {name: value.clone() for name, value in inputs.items()}


def encode(model, rows, images, tiles):
    with torch.no_grad():
        states = model(**inputs_of(rows, images, tiles), output_hidden_states=True).hidden_states[-1]
    last = torch.stack([states[i, len(row["ids"]) - 1] for i, row in enumerate(rows)])
    return torch.nn.functional.normalize(last.double(), dim=-1)


def pooled(name, shape, tokenizer, images):
    tiles = shape["vision"]["max_num_tiles"]
    exact, half = base(shape), base(shape, torch.bfloat16)
    rows = [{"kind": kind, "text": text, "pictures": [dict(width=w, height=h, number=n, transparent=t) for w, h, n, t in sizes],
             "ids": ids_of(tokenizer, kind, text, sizes)} for kind, text, sizes in CASES]
    farthest = 0.0
    for count in range(3):
        batch = [row for row in rows if len(row["pictures"]) == count]
        together = encode(exact, batch, images, tiles)
        for row, in_batch in zip(batch, together):
            alone = encode(exact, [row], images, tiles)[0]
            farthest = max(farthest, float((alone - in_batch).abs().max()))
            row["vector"] = [round(v, 9) for v in alone.tolist()]
            row["bf16Distance"] = float(1 - torch.dot(alone, encode(half, [row], images, tiles)[0]))
    print(name, "batched against alone: at most", farthest, "; bf16 distance worst",
          max(row["bf16Distance"] for row in rows), "mean", sum(row["bf16Distance"] for row in rows) / len(rows))
    return rows


def blocks(shape, rows, images):
    """One forward pass over two rows of different length, and the output of each module on the way."""
    model = base(shape)
    batch = [row for row in rows if len(row["pictures"]) == shape["pictures"]][-2:]
    inputs = inputs_of(batch, images, shape["vision"]["max_num_tiles"])
    states = {"pixels": inputs["pixel_values"], "aspect_ratio_ids": inputs["aspect_ratio_ids"], "tile_mask": inputs["aspect_ratio_mask"].float()}

    def keep(name):
        def hook(module, args, kwargs, output):
            out = output[0] if isinstance(output, tuple) else getattr(output, "last_hidden_state", output)
            states[name] = out
            if name == "language_model.model.rotary_emb":
                states[name + ".cos"], states[name + ".sin"] = output[0][0], output[1][0]
                states[name + ".inv_freq"] = module.inv_freq
                del states[name]
            if name == "vision_model.gated_positional_embedding":
                states[name + ".in"] = args[0]
            if name == "vision_model.transformer":
                states[name + ".in"], states["vision_model.mask"] = args[0], kwargs["attention_mask"]
            if "cross_attention_mask" in kwargs and name.endswith(f"layers.{shape['text']['cross_attention_layers'][0]}"):
                states["cross_attention_mask"] = kwargs["cross_attention_mask"]
                states["full_text_row"] = kwargs["full_text_row_masked_out_mask"][:, 0]
        return hook

    wanted = ["vision_model.patch_embedding", "vision_model.pre_tile_positional_embedding", "vision_model.gated_positional_embedding",
              "vision_model.layernorm_pre", "vision_model.transformer", "vision_model.layernorm_post", "vision_model.post_tile_positional_embedding",
              "vision_model", "multi_modal_projector", "language_model.model.embed_tokens", "language_model.model.rotary_emb",
              "language_model.model.norm"]
    # Every layer whole, and the parts of the first of each kind.
    cross = shape["text"]["cross_attention_layers"]
    plain = next(i for i in range(shape["text"]["num_hidden_layers"]) if i not in cross)
    first = ["vision_model.transformer.layers.0.", "vision_model.global_transformer.layers.0.",
             f"language_model.model.layers.{cross[0]}.", f"language_model.model.layers.{plain}."]
    parts = {"self_attn", "cross_attn", "mlp", "input_layernorm", "post_attention_layernorm"}
    for name, module in model.named_modules():
        last = name.rsplit(".", 1)[-1]
        if name in wanted or last.isdigit() or any(name == start + last for start in first) and last in parts:
            module.register_forward_hook(keep(name), with_kwargs=True)
    with torch.no_grad():
        model(**inputs)
    if shape is MODELS["grouped"]:
        states["published.inv_freq"] = published_frequencies()
    mask = states["cross_attention_mask"]
    states["cross_attention_mask"] = torch.where(mask == 0, 0.0, 1.0)  # 1: excluded; the value itself is the type's minimum
    vision = states["vision_model.mask"]
    states["vision_model.mask"] = torch.where(vision == 0, 0.0, 1.0)
    assert set(mask.unique().tolist()) | set(vision.unique().tolist()) <= {0.0, -0.0, torch.finfo(torch.float32).min}
    return {name: state.contiguous().clone() for name, state in states.items()}, batch


def published_frequencies():
    """Those of Llama-3.2-11B-Vision; 64 numbers."""
    scaling = {**LLAMA3, "factor": 8.0, "original_max_position_embeddings": 8192}
    text = MllamaConfig(text_config=dict(hidden_size=4096, num_attention_heads=32, rope_theta=500000.0, rope_scaling=scaling)).text_config
    return MllamaRotaryEmbedding(text).inv_freq


def main():
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(ROOT / "fixtures/text/tokenizer.json"), bos_token="<|begin_of_text|>",
                                        pad_token="<|finetune_right_pad_id|>", clean_up_tokenization_spaces=False)
    for name, shape in MODELS.items():
        side = shape["vision"]["image_size"]
        images = MllamaImageProcessor(size={"height": side, "width": side}, max_image_tiles=shape["vision"]["max_num_tiles"],
                                      image_mean=[0.48145466, 0.4578275, 0.40821073], image_std=[0.26862954, 0.26130258, 0.27577711])
        folder = TARGET / name
        folder.mkdir(parents=True, exist_ok=True)
        # As save_pretrained writes it, which leaves out what is usual, or whole.
        (folder / "config.json").write_text(config(shape).to_json_string(use_diff=name in ("wide", "narrow")))
        (folder / "preprocessor_config.json").write_text(images.to_json_string())
        rows = pooled(name, shape, tokenizer, images)
        states, batch = blocks(shape, rows, images)
        (folder / "states.safetensors").unlink(missing_ok=True)
        save_file(states, folder / "states.safetensors", metadata={"rows": json.dumps([rows.index(row) for row in batch])})
        (folder / "states.safetensors").chmod(0o644)
        (folder / "rows.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        assert all(math.isfinite(v) for row in rows for v in row["vector"])


if __name__ == "__main__":
    main()
