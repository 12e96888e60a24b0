#!/bin/sh
# Synthesizes 20 rows through LiteLLM's proxy, a server of OpenAI's protocol that others wrote, with a canned answer behind it: no model
# and no network. Needs Python 3.10 or later and, the first time, a package index.
#
#   tools/litellm/run.sh [FOLDER]      # build/litellm by default
set -eu
cd "$(dirname "$0")/../.."
folder=${1:-build/litellm}
port=${LITELLM_PORT:-4123}
export LITELLM_MASTER_KEY=sk-of-this-run-only-0123456789 LITELLM_LOCAL_MODEL_COST_MAP=True

mkdir -p "$folder"
if [ ! -x "$folder/venv/bin/litellm" ]; then
    python3 -m venv "$folder/venv"
    "$folder/venv/bin/pip" install --quiet -r tools/litellm/requirements.txt
fi

"$folder/venv/bin/litellm" --config tools/litellm/config.yaml --host 127.0.0.1 --port "$port" > "$folder/litellm.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
i=0
until "$folder/venv/bin/python" -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:$port/health/liveliness')" 2>/dev/null; do
    i=$((i + 1))
    [ $i -lt 120 ] || { echo "litellm: expected it to be up after two minutes, got nothing; see $folder/litellm.log" >&2; exit 1; }
    sleep 1
done

# A run's folder keeps its answers, so that a second run in it would ask for nothing.
rm -rf "$folder/rows" "$folder/refused"
synthesize() {
    ./mme5 synthesize --recipe local-vllm --images samples/emoji --out "$folder/$1" \
        --set rows=20 --set 'languages={en: 1}' --set 'shares.tasks={vqa: 1}' \
        --set "teacher.baseUrl=http://127.0.0.1:$port/v1" --set teacher.model=canned --set teacher.keyVariable=LITELLM_MASTER_KEY
}

synthesize rows
rows=$(wc -l < "$folder/rows/rows.jsonl")
[ "$rows" -eq 20 ] || { echo "rows.jsonl: expected 20 rows, got $rows" >&2; exit 1; }
if grep -rqF "$LITELLM_MASTER_KEY" "$folder/rows"; then
    echo "$folder/rows: expected no key anywhere, got one" >&2
    exit 1
fi

code=0
LITELLM_MASTER_KEY=sk-wrong-0123456789 synthesize refused 2> "$folder/wrong-key.txt" || code=$?
[ "$code" -eq 3 ] || { echo "a wrong key: expected exit code 3, got $code" >&2; exit 1; }
cat "$folder/wrong-key.txt"
echo "20 rows through litellm, none of them with the key; a wrong key ends with exit code 3."
