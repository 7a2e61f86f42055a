# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The full webmail: SOGo behind Apache with mod_auth_openidc, with a database, a cache and a Dovecot of its own. They meet on sockets, each in a folder that only those may enter who are to. Sourced, never run.

# In the order of their start.
sogo_names=(sogo_database sogo_cache sogo_mail sogo_server sogo_front)

# Left out, and said, where it cannot be installed.
choose_sogo() {
  [[ $scope == everything ]] || sogo=no
  [[ $sogo == yes ]] || return 0
  local missing
  missing=$(list_missing_packages "${sogo_packages[@]}")
  if ((EUID != 0)) && [[ -n $missing ]]; then
    notice "the full webmail is left out: it needs the packages ${missing//$'\n'/ }"
    sogo=no
  fi
}

add_sogo() {
  if [[ $sogo == yes ]]; then
    packages+=("${sogo_packages[@]}")
  else
    started=("${started[@]:0:${#started[@]}-${#sogo_names[@]}}")
  fi
}

# PostgreSQL, which listens to SOGo's account of the system and to nobody else.
start_sogo_database() {
  step "Starting the database of the full webmail (PostgreSQL)"
  local user programs home=$state/sogo/database command
  user=$(account postgres)
  programs=$(postgresql_programs)

  mkdir -p -- "$state/sogo"
  chmod 755 -- "$state/sogo" "$sogo_sockets"
  own_folder "$user" "$sogo_sockets/database"
  chmod 711 -- "$sogo_sockets/database"
  if [[ ! -s $home/data/PG_VERSION ]]; then
    own_folder "$user" "$home"
    under "$user" "$programs/initdb" -D "$home/data" -U sogo -E UTF8 --locale=C.UTF-8 --auth=peer --no-sync --no-instructions
    "${command[@]}" >>"$state/logs/sogo_database.log" 2>&1 || die "the database of the full webmail could not be made: $state/logs/sogo_database.log"
    printf 'local sogo sogo peer map=demo\n' >"$home/data/pg_hba.conf"
    printf 'demo %s sogo\n' "$(account sogo)" >"$home/data/pg_ident.conf"
    under "$user" "$programs/postgres" --single -D "$home/data" postgres
    "${command[@]}" <<<'CREATE DATABASE sogo' >>"$state/logs/sogo_database.log" 2>&1 || die "the database of the full webmail could not be made: $state/logs/sogo_database.log"
  fi

  start_process sogo_database "$user" "$programs/postgres" -D "$home/data" -k "$sogo_sockets/database" -c listen_addresses=
  await sogo_database 60 test -S "$sogo_sockets/database/.s.PGSQL.5432"
}

# Debian has several side by side, outside the path.
postgresql_programs() {
  local folders
  mapfile -t folders < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V)
  printf '%s' "${folders[-1]}"
}

start_sogo_cache() {
  local user
  user=$(account sogo)
  rm -f -- "$sogo_sockets/cache/socket"
  own_folder "$user" "$sogo_sockets/cache"
  start_process sogo_cache "$user" memcached -s "$sogo_sockets/cache/socket" -a 0600 -m 16
  await sogo_cache 30 test -S "$sogo_sockets/cache/socket"
}

# Takes tokens as passwords, which is why nobody but SOGo and Postfix are to reach it.
start_sogo_mail() {
  local user=root
  ((EUID == 0)) || user=$(id -un)
  mkdir -p -- "$state/sogo/mail" "$sogo_sockets/mail"
  render dovecot/sogo.conf "$state/dovecot/sogo.conf" BASE_DIR "$sogo_sockets/mail"
  start_process sogo_mail "$user" /usr/sbin/dovecot -F -c "$state/dovecot/sogo.conf"
  await sogo_mail 60 imap_answers "$sogo_imap_port"
}

start_sogo_server() {
  step "Starting the full webmail (SOGo, http://localhost:$sogo_port)"
  local user front home=$state/sogo/server
  user=$(account sogo)
  front=$(account www-data)

  ldapwhoami -x -H "ldap://127.0.0.1:$ldap_port" -D cn=webmail,ou=services,dc=ac-rouen,dc=fr -y "$state/slapd/secrets/webmail-password" >/dev/null 2>&1 ||
    notice "the directory of this instance was made before there was a full webmail, which therefore knows nobody: start once with --reset"
  make_secret sogo-encryption
  own_folder "$user" "$home" "$home/defaults" "$home/spool"
  # GNUstep looks for settings in the home of the account, unless told otherwise; what it finds there comes before /etc/sogo.
  sed "s|^GNUSTEP_USER_DEFAULTS_DIR=.*|GNUSTEP_USER_DEFAULTS_DIR=$home/defaults|" /etc/GNUstep/GNUstep.conf >"$home/GNUstep.conf"
  render sogo/sogo.conf "$home/defaults/sogod.plist" SOCKETS "$sogo_sockets" SOCKETS_ESCAPED "${sogo_sockets//\//%2F}" \
    ENCRYPTION_KEY "$(head -c 32 -- "$state/secrets/sogo-encryption")" WEBMAIL_LDAP_PASSWORD "$(<"$state/slapd/secrets/webmail-password")"
  give_to "$user" "$home"

  # Whoever reaches the socket may be anybody in SOGo: it is Apache's group that may.
  mkdir -p -- "$sogo_sockets/front"
  rm -f -- "$sogo_sockets/front/sogod"
  ((EUID != 0)) || chown "$user:$(id -gn -- "$front")" "$sogo_sockets/front"
  chmod 2750 -- "$sogo_sockets/front"
  (umask 007 && start_process sogo_server "$user" env -i LC_ALL=C.UTF-8 GNUSTEP_CONFIG_FILE="$home/GNUstep.conf" /usr/sbin/sogod -WOUseWatchDog NO)
  await sogo_server 60 test -S "$sogo_sockets/front/sogod"
}

start_sogo_front() {
  local user=root home=$state/sogo
  ((EUID == 0)) || user=$(id -un)

  make_secret sogo-sessions
  mkdir -p -- "$home/front" "$home/www"
  render apache/sogo-front.conf "$home/front.conf" SOCKETS "$sogo_sockets"
  SOGO_CLIENT_SECRET=$(<"$state/secrets/sogo") SOGO_SESSION_SECRET=$(<"$state/secrets/sogo-sessions") \
    start_process sogo_front "$user" /usr/sbin/apache2 -f "$home/front.conf" -DFOREGROUND
  await sogo_front 60 answers_http "http://127.0.0.1:$sogo_port/SOGo.woa/WebServerResources/css/styles.css" 200
}
