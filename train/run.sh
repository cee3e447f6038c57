#!/bin/sh
# From the data folder to a model file, in one command. See README.md.
#
#   train/run.sh --packages PACKAGES [--data DATA] [--work WORK] [--out en.dlm] [--epochs N] [--distil]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
data=$root/../shared/data packages= work=$here/work out= epochs=30 distil=
while [ $# -gt 0 ]; do
  case $1 in
    --data) data=$2; shift 2 ;;
    --packages) packages=$2; shift 2 ;;
    --work) work=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    --epochs) epochs=$2; shift 2 ;;
    --distil) distil=yes; shift ;;
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
common="--data $data --packages $packages --threads $threads"
soft=
if [ -n "$distil" ]; then
  "$python" teacher.py $common --out "$work/teacher.pt" --epochs 4 --tokens 1200 --rate 1e-3 --ner-share 0.25
  "$python" teach.py --teacher "$work/teacher.pt" $common --out "$work/newswire.pkl"
  "$python" teach.py --teacher "$work/teacher.pt" $common --out "$work/open.pkl" \
    --tokens "$work/build/tools/tokens/tokens" --language "$root/data" \
    --corpus "$data/../corpus/wikinews.jsonl" "$data/../corpus/state-department.jsonl:0.15" \
    "$data/../corpus/white-house.jsonl:0.05"
  soft="--soft $work/newswire.pkl $work/open.pkl"
fi
"$python" train_student.py $common $soft --out "$work/student.pt" --epochs "$epochs" --ner-share 0.4
"$python" export.py --student "$work/student.pt" --boundary "$work/boundary.npz" --out "$out"
echo "$out"
