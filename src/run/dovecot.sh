# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The mail service, with a few messages in the mailboxes of the sample people. Sourced, never run.

start_dovecot() {
  step "Starting the mail service (Dovecot, imap://localhost:$imap_port)"
  local user=root mail_user
  mail_user=$(account mail)
  ((EUID == 0)) || user=$(id -un)

  mkdir -p -- "$state/dovecot/state"
  choose_socket_folder socket_folder dovecot/run
  render dovecot/dovecot.conf "$state/dovecot/dovecot.conf" BASE_DIR "$socket_folder" MAIL_USER "$mail_user"
  render dovecot/mailboxes.conf "$state/dovecot/mailboxes.conf" MAIL_USER "$mail_user" MAIL_GROUP "$(id -gn -- "$mail_user")"
  local asked
  for asked in oauth2 oauth2-address; do
    render "dovecot/$asked.conf.ext" "$state/dovecot/$asked.conf.ext" MAIL_SECRET "$(<"$state/secrets/mail")"
  done
  render dovecot/application-passwords.conf.ext "$state/dovecot/application-passwords.conf.ext" MAIL_LDAP_PASSWORD "$(<"$state/slapd/secrets/mail-password")"
  if ((EUID == 0)); then
    rm -f -- "$state/dovecot/unprivileged.conf"
    render dovecot/submission.conf "$state/dovecot/submission.conf"
  else
    rm -f -- "$state/dovecot/submission.conf"
    render dovecot/unprivileged.conf "$state/dovecot/unprivileged.conf" MAIL_USER "$mail_user" MAIL_GROUP "$(id -gn)"
  fi
  fill_mailboxes "$mail_user"

  start_process dovecot "$user" /usr/sbin/dovecot -F -c "$state/dovecot/dovecot.conf"
  await dovecot 60 imap_answers "$imap_port"
  index_mailboxes
}

# As a delivery would: of two clients that are the first to open a mailbox at once, one may find it empty otherwise.
index_mailboxes() {
  local login
  while IFS=$'\t' read -r login _; do
    doveadm -c "$state/dovecot/dovecot.conf" index -u "$login" INBOX </dev/null || die "Dovecot cannot read the mailbox of $login"
  done < <(sample_people)
}

# imap_answers PORT
imap_answers() {
  local greeting=""
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  read -r -t 2 greeting <&3 || true
  exec 3>&-
  [[ $greeting == "* OK"* ]]
}

fill_mailboxes() {
  local mail_user=$1 login address name
  [[ ! -e $state/mail ]] || return 0
  own_folder "$mail_user" "$state/mail.new"
  while IFS=$'\t' read -r login address name _; do
    fill_mailbox "$state/mail.new/$login/Maildir" "$address" "$name"
  done < <(sample_people)
  give_to "$mail_user" "$state/mail.new"
  mv -- "$state/mail.new" "$state/mail"
}

# The messages are named 1-..., 2-...: the first is the oldest, a day apart.
fill_mailbox() {
  local maildir=$1 address=$2 name=$3 sample number=0 sent
  mkdir -p -- "$maildir"/{cur,new,tmp}
  for sample in "$samples"/dovecot/messages/*.eml; do
    number=$((number + 1))
    sent=$(($(date +%s) - (4 - number) * 86400 - number * 4021))
    render "dovecot/messages/${sample##*/}" "$maildir/new/$sent.M${number}P1.localhost" \
      ADDRESS "$address" NAME "$(encoded_word "$name")" GREETED "${name%% *}" DATE "$(LC_ALL=C date -R -d "@$sent")" NUMBER "$number"
    touch -d "@$sent" -- "$maildir/new/$sent.M${number}P1.localhost"
  done
}

# RFC 2047
encoded_word() { printf '=?UTF-8?B?%s?=' "$(printf '%s' "$1" | base64 -w 0)"; }
