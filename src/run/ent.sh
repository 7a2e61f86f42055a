# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The ENT portal: Apache with mod_auth_openidc. Sourced, never run.

start_ent() {
  step "Starting the ENT portal (Apache, http://localhost:$ent_port)"
  local user=root home=$state/ent page
  ((EUID == 0)) || user=$(id -un)

  make_secret ent-sessions
  mkdir -p -- "$home/run" "$home/www"
  render apache/ent-portal.conf "$home/ent-portal.conf"
  for page in "$samples"/apache/ent-portal/*; do
    render "apache/ent-portal/${page##*/}" "$home/www/${page##*/}"
    chmod 644 -- "$home/www/${page##*/}"
  done

  ENT_CLIENT_SECRET=$(<"$state/secrets/ent") ENT_SESSION_SECRET=$(<"$state/secrets/ent-sessions") \
    start_process ent "$user" /usr/sbin/apache2 -f "$home/ent-portal.conf" -DFOREGROUND
  await ent 60 answers_http "http://127.0.0.1:$ent_port/portal.css" 200
}
