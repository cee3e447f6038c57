#!/bin/sh
# From the data folder to a model file, in one command. See README.md.
#
#   train/run.sh --packages PACKAGES [--data DATA] [--corpus CORPUS] [--work WORK] [--out en.dlm] [--device cuda]
#
# With teachers, as models/en.dlm was made; --gold: gold labels only, for a machine without a GPU and without MiniLM.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
data=$root/../shared/data packages= work=$here/work out= corpus= device=cpu gold= epochs=30
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --packages) packages=$2; shift 2 ;;
    --work) work=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    --corpus) corpus=$2; shift 2 ;;
    --device) device=$2; shift 2 ;;
    --epochs) epochs=$2; shift 2 ;;
    --gold) gold=yes; shift ;;
    *) echo "run.sh: unknown option $1" >&2; exit 2 ;;
  esac
done
[ -n "$packages" ] || { echo "run.sh: --packages is needed: the folder that holds wink/ and minilm/" >&2; exit 2; }
mkdir -p "$work"
data=$(cd "$data" && pwd) packages=$(cd "$packages" && pwd) work=$(cd "$work" && pwd)
out=${out:-$work/en.dlm}
case $out in /*) ;; *) out=$PWD/$out ;; esac
python=${PYTHON:-python3}
threads=$(getconf _NPROCESSORS_ONLN)

cmake -S "$root" -B "$work/build" -DCMAKE_BUILD_TYPE=Release > "$work/cmake.log"
cmake --build "$work/build" --target tokens boundary_dump >> "$work/cmake.log"

dump() { "$work/build/tools/boundary/boundary_dump" "$root/data" "$data/ud/$1" > "$work/$2"; }
dump en_ewt-ud-train.conllu ewt.bin
dump gum.train.nonnc.conllu gum.bin
dump en_ewt-ud-dev.conllu dev.bin
"$python" "$here/boundary.py" --train "$work/ewt.bin" "$work/gum.bin" --dev "$work/dev.bin" --out "$work/boundary.npz"

cd "$here"
corpus=${corpus:-$data/../corpus}
common="--data $data --packages $packages --threads $threads --device $device"
if [ -n "$gold" ]; then
  "$python" train_student.py $common --out "$work/student.pt" --epochs "$epochs" --ner-share 0.4
else
  "$python" pack.py --data "$data" --packages "$packages" --out "$work/base.store" \
    --tokens "$work/build/tools/tokens/tokens" --language "$root/data" --model "$root/models/en.dlm" \
    --corpus "$corpus/wikinews.jsonl" "$corpus/state-department.jsonl" "$corpus/white-house.jsonl:0.35"
  for seed in 1 2 3; do
    "$python" teacher.py $common --store "$work/base.store" --out "$work/teacher$seed.pt" --seed $seed --epochs 5 \
      --tokens 2500 --rate 1e-3 --ner-share 0.6 --open-share 0 --average 400 --report-minutes 60
  done
  "$python" teach.py --teacher "$work"/teacher?.pt --packages "$packages" --threads "$threads" --device "$device" \
    --store "$work/base.store" --out "$work/soft.store"
  "$python" train_student.py $common --store "$work/soft.store" --out "$work/student.pt" --width 288 --layers 4 \
    --dropout 0.2 --gold-share 2 --ner-share 1 --open-share 0.4 --tokens 4000 --average 1000 --epochs 43 \
    --report-minutes 2.4
fi
"$python" export.py --student "$work/student.pt" --boundary "$work/boundary.npz" --out "$out"
echo "$out"
