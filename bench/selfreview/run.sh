#!/bin/sh
# Scoring a self-review of the largest size that is known of (150,000 respondents x 50 items), beside R.
#   bench/selfreview/run.sh [RESPONDENTS] [ROUNDS]
# Needs: the release build (cmake --preset release && cmake --build --preset release --target concord); r-base-core for the
# peer, left out where it is missing. Answers are generated from a seed. Prints seconds of the whole command, reading
# included, in the median of ROUNDS.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
concord=${CONCORD:-$here/build/release/app/concord}
[ -x "$concord" ] || { echo "run.sh: $concord is not built" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 - "$work" "${1:-150000}" <<'PYTHON'
import os, random, sys
work, respondents = sys.argv[1], int(sys.argv[2])
random.seed(20261121)
groups = ["leadership", "supervisor", "officer", "professional_staff", "community_partner", "overseer", "resident"]
items = [f"item-{i}" for i in range(50)]
asks = ", ".join(f'"{group}"' for group in groups)
os.mkdir(f"{work}/bench")
with open(f"{work}/bench/1.toml", "w") as out:
    out.write('format = "concord-instrument-1"\nslug = "bench"\nversion = 1\narea = "bench"\ndated = 2026-11-21\n')
    out.writelines(f'[[dimensions]]\nid = "part-{d}"\n' for d in range(12))
    out.writelines(f'[[items]]\nid = "{item}"\ndimension = "part-{i * 12 // 50}"\nasks = [{asks}]\nresources = []\nevidence = []\n'
                   for i, item in enumerate(items))
with open(f"{work}/bench/1.en.toml", "w") as out:
    out.write('title = "Bench"\nintroduction = "Generated."\n')
    out.writelines(f'[dimensions.part-{d}]\ntitle = "Part"\nintroduction = "Generated."\n' for d in range(12))
    out.writelines(f'[items.{item}]\nstatement = "S"\nwhy = "W"\nlevels = ["0", "1", "2", "3", "4"]\n' for item in items)
with open(f"{work}/responses.csv", "w") as out:
    out.write("respondent,group," + ",".join(items) + "\n")
    for n in range(respondents):
        group = random.choices(groups, [1, 4, 60, 15, 5, 1, 64])[0]
        lean = 3 if group in groups[:4] else 2
        cells = random.choices(["0", "1", "2", "3", "4", "dk", "na", ""], [1, 2, 4, lean, 1, 1, 1, 1], k=50)
        out.write(f"{n},{group}," + ",".join(cells) + "\n")
PYTHON
for _ in $(seq "${2:-5}"); do
  begin=$(date +%s.%N)
  "$concord" selfreview score --instrument "$work/bench/1.toml" --responses "$work/responses.csv" --out "$work/snapshot.json" 2>/dev/null
  echo "$begin $(date +%s.%N)"
done | awk '{ print $2 - $1 }' | sort -n | awk '{ s[NR] = $1 } END { printf "concord: %.2f s, reading included (median of %d)\n", s[int((NR + 1) / 2)], NR }'
if command -v Rscript >/dev/null; then
  (cd "$work" && Rscript "$here/bench/selfreview/score.R" bench/1.toml responses.csv)
fi
