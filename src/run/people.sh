# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The sample people: brought by the sample feeds through the provider's own provisioning, as in an académie. Sourced, never run.

# Once: from then on the directory is what people and officers made of it. prepare.sh leaves the file that says so.
fill_directory() {
  local accounts=$state/slapd/demo-accounts.ldif
  [[ -e $accounts ]] || return 0
  step "Filling the directory from the sample feeds"
  lay_feeds
  apply_feeds
  open_demo_accounts "$accounts"
  # Takes over those whom no feed names, and sees whose account is open.
  apply_feeds
  suspend_somebody
  rm -f -- "$accounts"
}

lay_feeds() {
  own_folder "$(id -un)" "$state/feeds"
  cp -- "$samples"/feeds/*.xml "$samples"/feeds/*.csv "$state/feeds/"
  give_to "$(id -un)" "$state/feeds"
}

apply_feeds() {
  local log=$state/logs/provisioning.log
  tell_provider provision apply "$state/feeds" >>"$log" 2>&1 || fail_to_fill "$log" "the sample feeds could not be applied"
  say "$(tail -n 1 -- "$log")"
}

# What people and administrators did since the feeds named them. A start that was cut short here finds its additions done: 68 is entryAlreadyExists.
open_demo_accounts() {
  local log=$state/logs/provisioning.log status=0
  ldapmodify -x -c -e relax -H "ldap://127.0.0.1:$ldap_port" -D "$slapd_admin" -y "$state/slapd/secrets/admin-password" -f "$1" >>"$log" 2>&1 || status=$?
  ((status == 0 || status == 68)) || fail_to_fill "$log" "the accounts of the sample people could not be opened"
}

suspend_somebody() {
  local log=$state/logs/provisioning.log
  tell_provider people suspend sdubois1 --reason "Suspended in the samples" >>"$log" 2>&1 || fail_to_fill "$log" "no account could be suspended"
}

fail_to_fill() {
  show_log_tail "$1"
  die "$2"
}
