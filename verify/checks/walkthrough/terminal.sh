# A terminal of the walkthrough: performs one step after another in the same shell, so that `cd` and
# `export` last. Usage: bash terminal.sh <pipe that brings file names> <token that marks the ends>
exec 2>&1
mkfifo "$1" || exit 1
exec 3<>"$1"
walkthrough_token=$2
# Ctrl-C goes to the whole process group; the shell itself outlives it.
trap : INT
# Every command of a block counts, not only the last one.
trap 'walkthrough_code=$?' ERR
printf '\036%s ready\036\n' "$walkthrough_token"
while :; do
  IFS= read -r walkthrough_step <&3 || continue
  walkthrough_code=0
  . "$walkthrough_step" </dev/null 3<&-
  printf '\036%s %s %s\036\n' "$walkthrough_token" "$walkthrough_code" "$PWD"
done
