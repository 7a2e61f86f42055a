# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# Where mail programs and the webmail hand mail over: Postfix, which only root can start. Sourced, never run.

start_postfix() {
  if ((EUID != 0)); then
    notice "Postfix can only be started by root: nobody sends mail in this instance"
    return 0
  fi
  step "Starting the submission service (Postfix, smtp://localhost:$submission_port)"
  local home=$state/postfix
  mkdir -p -- "$home"/{queue,data}
  chmod 755 -- "$home" "$home/queue"
  own_folder postfix "$home/data"
  render postfix/main.cf "$home/main.cf" SASL_SOCKET "$socket_folder/postfix"
  render postfix/master.cf "$home/master.cf"
  if [[ $sogo == yes ]]; then
    render postfix/sogo.cf "$home/sogo.cf" SOGO_SASL_SOCKET "$sogo_sockets/mail/postfix"
    cat -- "$home/sogo.cf" >>"$home/master.cf"
  fi
  render postfix/senders.cf "$home/senders.cf" MAIL_LDAP_PASSWORD "$(<"$state/slapd/secrets/mail-password")"
  # Postfix's own processes read these as the account postfix; what holds a secret is read by that account alone.
  chmod 644 -- "$home/main.cf" "$home/master.cf"
  chgrp postfix -- "$home/senders.cf"
  chmod 640 -- "$home/senders.cf"

  # The sockets of the last start would be complained of. The check makes their folders again, and those of the queue. "postfix start-fg" would leave its children behind when it is stopped; its master itself takes them along.
  rm -rf -- "$home"/queue/{private,public}
  postfix -c "$home" check >>"$state/logs/postfix.log" 2>&1 || die "Postfix does not like its configuration: $state/logs/postfix.log"
  start_process postfix root "$(postconf -c "$home" -h daemon_directory)/master" -c "$home" -s
  await postfix 60 is_listening "$submission_port"
}
