#!/usr/bin/env bash
# The one command: installs what is missing, builds, and starts the provider with everything around it on this machine.
# shellcheck source-path=SCRIPTDIR/..
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
samples=$root/appsettings.samples

source "$root/src/run/messages.sh"
source "$root/src/run/packages.sh"
source "$root/src/run/places.sh"
source "$root/src/run/sogo.sh"
source "$root/src/run/processes.sh"
source "$root/src/run/samples.sh"
source "$root/src/run/theme.sh"
source "$root/src/run/slapd.sh"
source "$root/src/run/provider.sh"
source "$root/src/run/people.sh"
source "$root/src/run/dovecot.sh"
source "$root/src/run/mailroom.sh"
source "$root/src/run/postfix.sh"
source "$root/src/run/roundcube.sh"
source "$root/src/run/ent.sh"

usage() {
  cat <<'TEXT'
Usage: src/run.sh [--reset] [--only-provider] [--without-sogo] [--detach]
       src/run.sh --stop

  --reset          forget the state of earlier runs first: people, mail, sessions, secrets
  --only-provider  the directory and the provider, without mailboxes, webmails and ENT portal
  --without-sogo   everything but the full webmail, which wants a database and a mail service of its own
  --detach         return once everything is ready; it goes on until --stop
  --stop           stop what runs

Without --detach, Ctrl-C stops everything.

  ACROUEN_STATE            folder of the state               (.run)
  ACROUEN_PORT             provider; webmail +1, portal +2, full webmail +3   (5080)
  ACROUEN_LDAP_PORT        directory                         (3890)
  ACROUEN_IMAP_PORT        IMAP                              (1143)
  ACROUEN_SUBMISSION_PORT  where the webmail and mail programs hand mail over (1587)
  ACROUEN_SIEVE_PORT       ManageSieve, for filters (4190)
  ACROUEN_SMTP_PORT        where the provider hands mail over (1525)
  ACROUEN_SOGO_IMAP_PORT   IMAP for the full webmail alone   (1144)
  ACROUEN_SOGO_SUBMISSION_PORT  and where it hands mail over (1588)
  ACROUEN_BUILT            1: the provider is built already  (no)
TEXT
}

main() {
  read_options "$@"
  choose_ports
  choose_state

  case $action in
    help) usage ;;
    stop) stop ;;
    start) start ;;
  esac
}

read_options() {
  action=start reset=no scope=everything sogo=yes stay=attached
  local option
  for option in "$@"; do
    case $option in
      --reset) reset=yes ;;
      --only-provider) scope=provider ;;
      --without-sogo) sogo=no ;;
      --detach) stay=detached ;;
      --stop) action=stop ;;
      -h | --help) action=help ;;
      *) usage >&2; die "unknown option: $option" ;;
    esac
  done
}

stop() {
  if [[ -z $(running_processes) ]]; then
    say "Nothing is running in $state."
    return 0
  fi
  stop_all
  say "Stopped."
}

start() {
  refuse_second_start
  require_dotnet_sdk
  choose_sogo
  choose_parts
  install_missing_packages "${packages[@]}"
  require_free_ports
  open_state

  build_theme
  build_provider
  start_parts
  print_addresses
  stay_or_leave
}

refuse_second_start() {
  [[ -z $(running_processes) ]] || die "already running in $state: $(running_processes | tr '\n' ' '). Stop it first with: $0 --stop"
}

choose_parts() {
  started=(slapd provider mailroom)
  packages=("${provider_packages[@]}")
  if [[ $scope == everything ]]; then
    started=("${process_names[@]}")
    packages+=("${front_end_packages[@]}")
    add_sogo
  fi
}

require_free_ports() {
  require_free_port "the directory" "$ldap_port" ACROUEN_LDAP_PORT
  require_free_port "the provider" "$port" ACROUEN_PORT
  require_free_port "the mail relay" "$smtp_port" ACROUEN_SMTP_PORT
  [[ $scope == everything ]] || return 0
  require_free_port "the webmail" "$roundcube_port" ACROUEN_PORT
  require_free_port "the ENT portal" "$ent_port" ACROUEN_PORT
  require_free_port "IMAP" "$imap_port" ACROUEN_IMAP_PORT
  require_free_port "ManageSieve" "$sieve_port" ACROUEN_SIEVE_PORT
  require_free_port "submission" "$submission_port" ACROUEN_SUBMISSION_PORT
  [[ $sogo == yes ]] || return 0
  require_free_port "the full webmail" "$sogo_port" ACROUEN_PORT
  require_free_port "the IMAP of the full webmail" "$sogo_imap_port" ACROUEN_SOGO_IMAP_PORT
  require_free_port "the submission of the full webmail" "$sogo_submission_port" ACROUEN_SOGO_SUBMISSION_PORT
}

# The lock is held as long as this script runs; its children do not inherit it.
open_state() {
  make_state
  exec 9>"$state/lock"
  flock -n 9 || die "another run.sh is at work in $state"
  [[ $reset == no ]] || forget_state
}

start_parts() {
  trap stop_undisturbed EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP

  choose_slapd_account
  [[ $sogo == no ]] || choose_socket_folder sogo_sockets sogo/run
  start_slapd
  configure_provider
  fill_directory
  local part
  for part in "${started[@]:1}"; do
    "start_$part"
  done
}

stop_undisturbed() {
  trap '' INT TERM HUP
  stop_all
}

print_addresses() {
  say
  say "Everything is ready."
  say
  say "  Provider      http://localhost:$port/"
  if [[ $scope == everything ]]; then
    say "  Webmail       http://localhost:$roundcube_port/"
    [[ $sogo == no ]] || say "  Full webmail  http://localhost:$sogo_port/ (SOGo)"
    say "  ENT portal    http://localhost:$ent_port/"
    say "  IMAP          localhost:$imap_port (OAUTHBEARER, XOAUTH2; application passwords made in /compte)"
    ((EUID != 0)) || say "  Submission    localhost:$submission_port (likewise)"
    say "  ManageSieve   localhost:$sieve_port (OAUTHBEARER, XOAUTH2)"
  fi
  say "  Directory     ldap://127.0.0.1:$ldap_port"
  say "  Mails         $state/mails/$([[ $scope != everything ]] || printf ' (to backup addresses; the webmail has those to academic ones)')"
  say "  Logs          $state/logs/"
  say
  print_people
}

print_people() {
  local login address name remark
  say "Sample people (invented). Their password: $(<"$state/slapd/secrets/sample-password")"
  while IFS=$'\t' read -r login address name remark; do
    say "  $(padded "$login" 12)$(padded "$address" 30)$name${remark:+ ($remark)}"
  done < <(sample_people)
  say "The password is as it was set at the first start; who changes it keeps the new one until --reset."
}

padded() { printf '%-*s' "$2" "$1"; }

stay_or_leave() {
  say
  if [[ $stay == detached ]]; then
    trap - EXIT
    say "To stop it: $0 --stop"
    return 0
  fi
  say "Ctrl-C stops everything."
  watch_over
}

main "$@"
