# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # shared with the scripts that source this file
# Where the private instance lives and which ports it takes. Sourced, never run.

choose_ports() {
  port=${ACROUEN_PORT:-5080}
  require_port ACROUEN_PORT "$port"
  roundcube_port=$((port + 1))
  ent_port=$((port + 2))
  sogo_port=$((port + 3))
  ldap_port=${ACROUEN_LDAP_PORT:-3890}
  imap_port=${ACROUEN_IMAP_PORT:-1143}
  submission_port=${ACROUEN_SUBMISSION_PORT:-1587}
  sieve_port=${ACROUEN_SIEVE_PORT:-4190}
  smtp_port=${ACROUEN_SMTP_PORT:-1525}
  sogo_imap_port=${ACROUEN_SOGO_IMAP_PORT:-1144}
  sogo_submission_port=${ACROUEN_SOGO_SUBMISSION_PORT:-1588}
  require_port ACROUEN_LDAP_PORT "$ldap_port"
  require_port ACROUEN_IMAP_PORT "$imap_port"
  require_port ACROUEN_SUBMISSION_PORT "$submission_port"
  require_port ACROUEN_SIEVE_PORT "$sieve_port"
  require_port ACROUEN_SMTP_PORT "$smtp_port"
  require_port ACROUEN_SOGO_IMAP_PORT "$sogo_imap_port"
  require_port ACROUEN_SOGO_SUBMISSION_PORT "$sogo_submission_port"
}

require_port() {
  [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || die "$1 is not a port number: $2"
  (($2 <= 65532)) || die "$1 is not a port number that leaves room for the next three: $2"
}

require_free_port() {
  local owner=$1 number=$2 variable=$3
  ! is_listening "$number" || die "port $number, meant for $owner, is already taken; choose another with $variable=..."
}

is_listening() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null
}

# The folder ends up in the configuration files of eight programs, each with its own quoting: letters, digits, spaces and a few signs suit them all.
choose_state() {
  wanted_state=$(realpath -m -- "${ACROUEN_STATE:-$root/.run}")
  [[ $wanted_state =~ ^[[:alnum:]/\ ._+@,~-]+$ ]] || die "ACROUEN_STATE may hold letters, digits, spaces and . _ + @ , ~ - only: $wanted_state"
  state=$wanted_state
  if ((EUID == 0)) && ! is_open_to_others "$(dirname -- "$state")"; then
    state=/var/lib/acrouen-identity/$(printf '%s' "$wanted_state" | sha256sum | cut -c1-16)
  fi
}

# As root the daemons run under their own accounts, which cannot enter /root, for example: then the state lies elsewhere, behind a link.
is_open_to_others() {
  local folder=$1
  until [[ $folder == / ]]; do
    if [[ -d $folder ]]; then
      (( 0$(stat -c %a -- "$folder") & 1 )) || return 1
    fi
    folder=$(dirname -- "$folder")
  done
}

make_state() {
  refuse_foreign_folder "$state"
  mkdir -p -- "$state" || die "cannot make $state"
  [[ -O $state ]] || die "$state belongs to somebody else: choose another folder with ACROUEN_STATE"
  chmod 755 -- "$state"
  touch -- "$state/.acrouen-state"
  make_common_folders
  [[ $state == "$wanted_state" ]] || link_state
}

make_common_folders() {
  mkdir -p -- "$state"/{logs,processes,secrets}
  chmod 755 -- "$state/logs" "$state/processes"
  chmod 711 -- "$state/secrets"
}

link_state() {
  [[ ! -e $wanted_state || -L $wanted_state ]] || die "$wanted_state is there, and the daemons, which are not root, cannot enter it: set ACROUEN_STATE"
  mkdir -p -- "$(dirname -- "$wanted_state")"
  ln -sfn -- "$state" "$wanted_state"
}

forget_state() {
  find "$state" -mindepth 1 -maxdepth 1 ! -name lock ! -name .acrouen-state -exec rm -rf -- {} +
  make_common_folders
}

# choose_socket_folder VARIABLE FOLDER: a folder of the state for sockets, or one elsewhere. The path of a socket has 107 characters at most (unix(7)); a deep state folder leaves no room.
choose_socket_folder() {
  local -n chosen=$1
  chosen=$state/$2
  if ((${#chosen} > 75)); then
    chosen=${XDG_RUNTIME_DIR:-/tmp}/acrouen-$(id -u)-$(printf '%s' "$chosen" | sha256sum | cut -c1-8)
  fi
  mkdir -p -- "$chosen"
  [[ -O $chosen && ! -L $chosen ]] || die "$chosen belongs to somebody else"
}

# What is not ours is neither filled nor deleted.
refuse_foreign_folder() {
  [[ -e $1 ]] || return 0
  [[ -d $1 ]] || die "$1 is not a folder"
  [[ -e $1/.acrouen-state || -z $(ls -A -- "$1") ]] || die "$1 holds something else: choose another folder with ACROUEN_STATE"
}
