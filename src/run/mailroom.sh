# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# Where the provider's mails arrive: aiosmtpd, which runs under any account, with the handler mailroom.py. Sourced, never run.

start_mailroom() {
  step "Starting the mail relay (aiosmtpd, smtp://127.0.0.1:$smtp_port)"
  local mail_user
  mail_user=$(account mail)

  mkdir -p -- "$state/mailroom"
  list_mailboxes >"$state/mailroom/mailboxes"
  chmod 644 -- "$state/mailroom/mailboxes"
  own_folder "$mail_user" "$state/mails"
  cp -- "$root/src/run/mailroom.py" "$state/mailroom/"
  chmod 644 -- "$state/mailroom/mailroom.py"

  # -n: under the account that it was started with.
  start_process mailroom "$mail_user" env -C "$state/mailroom" PYTHONPATH="$state/mailroom" PYTHONDONTWRITEBYTECODE=1 \
    /usr/bin/aiosmtpd -n -l "127.0.0.1:$smtp_port" -c mailroom.Mailroom "$state/mailroom/mailboxes" "${socket_folder:-}/lmtp" "$state/mails"
  await mailroom 30 is_listening "$smtp_port"
}

# One line a person who has a mailbox: address, tab, login.
list_mailboxes() {
  [[ $scope == everything ]] || return 0
  local login address
  while IFS=$'\t' read -r login address _; do
    printf '%s\t%s\n' "${address,,}" "$login"
  done < <(sample_people)
}
