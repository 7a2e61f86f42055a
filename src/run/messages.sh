# shellcheck shell=bash
# What the person at the terminal reads. Sourced, never run.

say() { printf '%s\n' "$*"; }
step() { printf '\n==> %s\n' "$*"; }
notice() { printf 'notice: %s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

show_log_tail() {
  local log=$1
  [[ -s $log ]] || return 0
  printf -- '--- last lines of %s\n' "$log" >&2
  tail -n 60 -- "$log" >&2
  printf -- '---\n' >&2
}
