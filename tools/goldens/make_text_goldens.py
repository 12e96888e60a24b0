"""Makes fixtures/text: a small tokenizer in the form of Llama 3's, and the token ids that transformers 4.48.3 gives.

    pip install -r tools/goldens/requirements.txt
    python tools/goldens/make_text_goldens.py

The tokenizer is trained here, on the names and keywords of samples/emoji (Unicode CLDR, Unicode-3.0). The same input gives the same
bytes. See fixtures/text/README.md.
"""

import gzip
import json
import random
from pathlib import Path

import numpy as np
from PIL import Image
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import MllamaImageProcessor, MllamaProcessor, PreTrainedTokenizerFast

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "fixtures/text"
SPLIT = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
         r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
# In the order of the published file; the picture's token follows the whole vocabulary.
SPECIAL = ["<|begin_of_text|>", "<|end_of_text|>", "<|reserved_special_token_0|>", "<|reserved_special_token_1|>",
           "<|finetune_right_pad_id|>", "<|step_id|>", "<|start_header_id|>", "<|end_header_id|>", "<|eom_id|>", "<|eot_id|>",
           "<|python_tag|>", "<|reserved_special_token_2|>", "<|image|>"]
PLAIN = 1600
# Whole words that no merge builds: found only because merges are skipped for words of the vocabulary.
UNMERGED = ["Ġkaleidoscopically", "Ġперпендикулярность", "xylophonist"]

ODD = [
    "", " ", "  ", "\n", "\r\n", "\t", " \n \n ", "a", " a", "a ", "  a  b   c    d", "a\u00a0b\u2003c\u3000d", "\ufeffBOM", "\x00\x01\x7f",
    "I'm you're he's we'll they'd I've can't 'S 'T 'RE 'VE 'M 'LL 'D", "don\u2019t", "1 12 123 1234 12345 1234567890", "3.14159, 1,000,000 und 1e-5",
    "٠١٢٣٤٥ ۱۲۳ १२३ ៣ ๕", "½ ² Ⅷ ①", "snake_case camelCase kebab-case SCREAMING", "def f(x):\n    return x ** 2  # ok\n", "{\"a\": [1, 2.5, null]}\n",
    "https://example.org/a?b=c&d=%20#e", "a@b.example", "C:\\path\\to\n", "!!! ??? ... --- ___ ***", "«quoted» „zitiert“ 「引用」",
    "😀😃😄", "👩\u200d👩\u200d👧\u200d👦", "👍🏽👍🏿", "🏳️\u200d🌈", "🇩🇪🇯🇵🇧🇷", "#️⃣ 1️⃣", "❤️ ❤", "☺︎ vs ☺️", "👨🏾\u200d🦰 reads a 📚 at 🌃",
    "e\u0301 vs é", "n\u0303 o\u0308 A\u030a", "q\u0307\u0323 vs q\u0323\u0307", "Z\u0351\u036b\u0343a\u034dl\u0362g\u0321o", "ﬁ ﬂ ﬃ", "ＦＵＬＬ ｗｉｄｔｈ ｶﾅ",
    "Å Å Å", "가각 \u1100\u1161\u11a8", "ཧཱུྃ", "क्ष त्र ज्ञ श्र", "ি ী কি", "ສະບາຍດີ", "สวัสดีชาวโลก น้ำ", "ភាសាខ្មែរ", "မြန်မာဘာသာ", "עִבְרִית נִקּוּד", "مَرْحَبًا بِالعَالَم ـــ",
    "\u202eabc\u202c \u200fאב\u200e", "\u200b\u200c\u200d\u2060", "𝕳𝖊𝖑𝖑𝖔 𝓦𝓸𝓻𝓵𝓭", "𐍈𐌰𐌹 𓀀𓂀 𒀀", "𠮷野家 𪚥", "㍿㌖㎞", "ǅ ǆ Ǆ", "İstanbul ıI", "ΑΣ ας σ", "ẞ ß SS",
    "\ud7ff \ue000 \uf8ff \ufffd \uffff".replace("\uffff", "\ufffe"), "\U000e0001\U000e007f", "\U0010ffff",
    "<|image|>", "<|begin_of_text|>", "<|image|><|begin_of_text|>Represent the given image.\n", "a<|begin_of_text|>b", "<|begin_of_text|><|begin_of_text|>",
    "<|eot_id|><|end_of_text|><|finetune_right_pad_id|>", "<|start_header_id|>user<|end_header_id|>\n\nhello<|eot_id|>", " <|python_tag|> ",
    "<|reserved_special_token_2|>x", "<|image_1|>\nwhat is it?", "<|image_1|>", "<|imag", "<| image |>", "<|IMAGE|>", "<<|image|>>", "|<|image|>|",
    "<|begin_of_text|", "begin_of_text|>", "<|unknown_token|>", "</s> <s> [CLS] [PAD] <pad> <unk>",
    " kaleidoscopically", "kaleidoscopically", " kaleidoscopicallyx", " перпендикулярность", "xylophonist", " xylophonist",
]
TEMPLATES = [
    ("{0}, {1}; {2}.",), ("Find me an everyday image that matches the given caption: {0} — {1}\n",), ("{0}\n{1}\r\n\n  {2}?! (3) {0}",),
]


def concepts():
    with gzip.open(ROOT / "samples/emoji/concepts.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def train(texts):
    trained = Tokenizer(models.BPE(ignore_merges=True))
    trained.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(SPLIT), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    trained.decoder = decoders.ByteLevel()
    trained.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=PLAIN - len(UNMERGED), initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False))
    content = json.loads(trained.to_str())
    bytelevel = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    for word in UNMERGED:
        token = bytelevel.pre_tokenize_str(word.replace("Ġ", " "))[0][0]
        assert token not in content["model"]["vocab"]
        content["model"]["vocab"][token] = len(content["model"]["vocab"])
    content["model"]["merges"] = [" ".join(pair) for pair in content["model"]["merges"]]  # the published file's older form
    tokenizer = Tokenizer.from_str(json.dumps(content))
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in SPECIAL])
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=True),
        processors.TemplateProcessing(single=f"{SPECIAL[0]} $A", pair=f"{SPECIAL[0]} $A {SPECIAL[0]}:1 $B:1",
                                      special_tokens=[(SPECIAL[0], tokenizer.token_to_id(SPECIAL[0]))])])
    saved = json.loads(tokenizer.to_str())
    saved["model"]["merges"] = [" ".join(pair) if isinstance(pair, list) else pair for pair in saved["model"]["merges"]]
    return json.dumps(saved, ensure_ascii=False)


def corpus(known):
    languages = sorted({language for concept in known for language in concept["names"]})
    rows = []
    for language in languages:
        named = [concept for concept in known if language in concept["names"]]
        rng = random.Random(f"text {language}")
        for template, in TEMPLATES:
            chosen = rng.sample(named, 3)
            words = [concept["names"][language] for concept in chosen]
            words += [word for concept in chosen for word in concept["keywords"].get(language, [])[:2]]
            rows.append((language, template.format(*(words[i] for i in rng.sample(range(len(words)), 3)))))
    rows += [("", text) for text in ODD]
    rng = random.Random("long")
    long = ""
    while len(long) < 10_000:
        concept = rng.choice(known)
        long += concept["names"][rng.choice(sorted(concept["names"]))] + rng.choice([" ", ", ", "\n", "", "  ", " 12345 "])
    rows.append(("", long[:10_000]))
    rows.append(("", "a" * 3000 + " " * 3000 + "\n" * 1000 + "漢" * 2000 + "1" * 1000))
    return rows, languages


def prompts(processor, tokenizer):
    """What the reference's collators hand to the processor: `<|image_1|>` and its newline are replaced wherever they stand."""
    words = "Represent the given image with the following question: what is it, ein Hund oder 猫? "
    picture = Image.fromarray(np.full((8, 8, 3), 200, np.uint8))
    rows = []
    for text, image, limit in [
        ("a dog", False, None), ("", False, None), ("a dog\n", False, 256), ("<|image_1|>\na dog\n", False, None),
        ("a <|image_1|>\ndog", False, None), ("a <|image_1|>\n<|image_1|>\n", False, None), ("<|image_1|> a dog", False, None),
        ("before <|begin_of_text|> after", False, None), ("<|begin_of_text|>first", False, None), ("pad <|finetune_right_pad_id|> x", False, None),
        ("<|image_1|>\n" + words + "\n", True, None), ("<|image_1|>\n", True, None), ("<|image_1|>\nRepresent the given image.\n", True, 256),
        ("before <|image_1|>\nafter", True, None), (words + "<|image_1|>\n", True, None), ("\n<|image_1|>\n\nx", True, None),
        ("<|image|><|begin_of_text|>a raw prompt\n", True, None), ("<|image_1|>\nwith <|begin_of_text|> inside", True, None),
        (words * 20, False, 256), ("<|image_1|>\n" + words * 20, True, 256), (words + "<|image_1|>\n" + words * 20, True, 256),
        ("<|image_1|>\n" + words * 20, True, 7), (words * 20, False, 3), ("<|image_1|>\n" + words, True, 512),
        (words * 20 + "<|image_1|>\n", True, 256), ("no mark", True, None), ("<|image_1|>\n<|image_1|>\ntwice", True, None),
        ("what is <|image|>?", False, None),
    ]:
        prompt = text.replace("<|image_1|>\n", "<|image|><|begin_of_text|>" if image else "<|begin_of_text|>")
        options = {} if limit is None else dict(max_length=limit, truncation=True)
        row = {"text": text, "image": image} | ({} if limit is None else {"limit": limit})
        try:
            out = processor(text=prompt, images=[picture] if image else None, return_tensors="np", **options)
            ids = out["input_ids"][0].tolist()
            if image and tokenizer.convert_tokens_to_ids("<|image|>") not in ids:
                raise ValueError("the picture's token was cut off")
            row["ids"] = ids
        except Exception as e:  # the reference fails; so what it says is the golden
            row["fails"] = str(e).splitlines()[0]
        rows.append(row)
    return rows


def main():
    known = concepts()
    texts = []
    for language in sorted({language for concept in known for language in concept["names"]}):
        unique = sorted({concept["names"][language] for concept in known if language in concept["names"]})
        texts += random.Random(f"train {language}").sample(unique, min(300, len(unique)))
    TARGET.mkdir(parents=True, exist_ok=True)
    file = TARGET / "tokenizer.json"
    file.write_text(train(texts), encoding="utf-8")
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(file), bos_token=SPECIAL[0], eos_token=SPECIAL[1], pad_token=SPECIAL[4],
                                        clean_up_tokenization_spaces=False)
    rows, languages = corpus(known)
    lines = [{"language": language, "text": text, "ids": tokenizer(text, add_special_tokens=False)["input_ids"]} for language, text in rows]
    for line in lines:
        assert tokenizer(line["text"])["input_ids"] == [tokenizer.bos_token_id] + line["ids"]
    images = MllamaImageProcessor(size={"height": 8, "width": 8}, max_image_tiles=4)
    golden = {"tokens": lines, "prompts": prompts(MllamaProcessor(image_processor=images, tokenizer=tokenizer), tokenizer)}
    for name, content in golden.items():
        (TARGET / (name + ".jsonl")).write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in content), encoding="utf-8", newline="\n")
        print(name, len(content), "rows", len(languages), "languages", len(tokenizer), "tokens")


if __name__ == "__main__":
    main()
