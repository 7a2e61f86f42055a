# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The processes of the private instance, each with its group and its pid file. Sourced, never run.

# In the order of their start; they are stopped the other way round.
process_names=(slapd provider dovecot mailroom postfix roundcube ent "${sogo_names[@]}")

# start_process NAME USER COMMAND...: in a session of its own, so that its children can be stopped with it and Ctrl-C is ours alone.
start_process() {
  local name=$1 user=$2 clock command
  shift 2
  choose_clock "$name"
  under "$user" "${clock[@]}" "$@"
  setsid -- "${command[@]}" </dev/null >>"$state/logs/$name.log" 2>&1 9>&- &
  printf '%s %s\n' "$!" "$(start_time_of "$!")" >"$state/processes/$name"
}

# under USER COMMAND...: sets command to it, for that account when root.
under() {
  local user=$1
  shift
  command=("$@")
  if ((EUID == 0)) && [[ $user != root ]]; then
    command=(setpriv --reuid="$user" --regid="$(id -gn -- "$user")" --init-groups -- "$@")
  fi
}

# For tests that live a day in a minute: whoever keeps sessions and tokens reads the time from a file (faketime(1)), the others go by the clock on the wall.
choose_clock() {
  clock=()
  [[ -n ${ACROUEN_CLOCK:-} ]] || return 0
  case $1 in
    provider | roundcube | ent | sogo_front)
      clock=(env LD_PRELOAD="/usr/lib/$(uname -m)-linux-gnu/faketime/libfaketime.so.1" FAKETIME_TIMESTAMP_FILE="$ACROUEN_CLOCK" FAKETIME_NO_CACHE=1
        FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1)
      ;;
  esac
}

# Field 22 of /proc/PID/stat; the name, field 2, may hold spaces and parentheses (proc(5)).
start_time_of() {
  local line fields
  line=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  read -ra fields <<<"${line##*) }"
  printf '%s' "${fields[19]}"
}

# Prints the pid of a process of ours that still runs. A number that the system gave to somebody else since has another start time.
pid_of() {
  local pid started
  read -r pid started 2>/dev/null <"$state/processes/$1" || return 1
  [[ -n $pid && -n $started && $(start_time_of "$pid") == "$started" ]] || return 1
  printf '%s' "$pid"
}

is_running() { pid_of "$1" >/dev/null && ! is_zombie "$(pid_of "$1")"; }

is_zombie() { grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

running_processes() {
  local name
  for name in "${process_names[@]}"; do
    ! is_running "$name" || printf '%s\n' "$name"
  done
}

stop_all() {
  local index
  for ((index = ${#process_names[@]} - 1; index >= 0; index--)); do
    stop_process "${process_names[index]}"
  done
}

stop_process() {
  local name=$1 pid tries=0
  if pid=$(pid_of "$name"); then
    signal_group TERM "$pid"
    while is_running "$name" && ((tries++ < 100)); do sleep 0.1; done
    signal_group KILL "$pid"
  fi
  rm -f -- "$state/processes/$name"
}

signal_group() { kill "-$1" -- "-$2" 2>/dev/null || kill "-$1" -- "$2" 2>/dev/null || true; }

# await NAME SECONDS CHECK...: until the check passes; an early death or a wait too long ends the start, with what the log says.
await() {
  local name=$1 deadline=$((SECONDS + $2))
  shift 2
  until "$@"; do
    is_running "$name" || fail_to_start "$name" "it ended"
    ((SECONDS < deadline)) || fail_to_start "$name" "it gives no answer"
    sleep 0.2
  done
  say "$name is ready"
}

fail_to_start() {
  show_log_tail "$state/logs/$1.log"
  die "$1 did not start: $2"
}

watch_over() {
  local told=" " name
  while [[ -n $(running_processes) ]]; do
    for name in "${started[@]}"; do
      if ! is_running "$name" && [[ $told != *" $name "* ]]; then
        told+="$name "
        [[ ! -e $state/processes/$name ]] || notice "$name has ended; the others go on. Its log: $state/logs/$name.log"
      fi
    done
    sleep 1
  done
}
