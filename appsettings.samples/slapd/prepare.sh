#!/bin/sh
# Lays a private directory in a folder: prepare.sh FOLDER
# Secrets are made in FOLDER/secrets unless they stand there already; data that stand there already are kept.
# Then: slapd -f FOLDER/slapd.conf -h ldap://127.0.0.1:PORT -d none   (with -u openldap -g openldap when started by root)
#
# SCHEMA_FOLDER      where the schema (*.schema), attributes.conf and sample-people.ldif are; this folder unless told
# PEOPLE             present: sample people and establishments stand in it from the start (so unless told); from-feeds: provisioning brings them, and
#                    FOLDER/demo-accounts.ldif says what becomes of their accounts then; made with the data, only once
# TLS_CERTIFICATE    PEM file of the server; with TLS_KEY it opens StartTLS and ldaps
set -eu
umask 077
samples=$(cd "$(dirname "$0")" && pwd)
schema=${SCHEMA_FOLDER:-$samples}
people=${PEOPLE:-present}
state=$1
secrets=$state/secrets
PATH=$PATH:/usr/sbin:/sbin

for program in slapd slapadd slappasswd slaptest argon2; do
  command -v "$program" >/dev/null || { echo "prepare.sh: $program is not installed" >&2; exit 1; }
done

as_owner() {
  if [ "$(id -u)" = 0 ]; then
    chown -R openldap:openldap "$state"
    runuser -u openldap -- "$@"
  else
    "$@"
  fi
}

# 120 bits, in characters that nobody takes for another.
make_secret() {
  [ -s "$secrets/$1" ] || LC_ALL=C tr -dc 'abcdefghjkmnpqrstvwxyz23456789' </dev/urandom | head -c 24 >"$secrets/$1"
}

# Debian's module of slapd checks Argon2id but can only make Argon2i, so that the command argon2 makes the first ones.
argon2id_of() {
  salt=$(LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 22)
  printf '{ARGON2}%s' "$(argon2 "$salt" -id -t 2 -k 19456 -p 1 -l 32 -e <"$secrets/$1")"
}

mkdir -p "$state/data" "$state/application-passwords" "$secrets"
if [ "$(id -u)" = 0 ]; then
  chown openldap:openldap "$state"
  runuser -u openldap -- test -w "$state" || { echo "prepare.sh: user openldap, who runs slapd, cannot reach $state" >&2; exit 1; }
fi
for secret in service-password provisioning-password mail-password webmail-password admin-password sample-password decoy-password; do make_secret $secret; done

# Hashes travel in a file, never on a command line.
{
  printf 's|@STATE@|%s|g\n' "$state"
  printf 's|@SERVICE_PASSWORD_HASH@|%s|\n' "$(argon2id_of service-password)"
  printf 's|@PROVISIONING_PASSWORD_HASH@|%s|\n' "$(argon2id_of provisioning-password)"
  printf 's|@MAIL_PASSWORD_HASH@|%s|\n' "$(argon2id_of mail-password)"
  printf 's|@WEBMAIL_PASSWORD_HASH@|%s|\n' "$(argon2id_of webmail-password)"
  printf 's|@ADMIN_PASSWORD_HASH@|%s|\n' "$(argon2id_of admin-password)"
  printf 's|@DECOY_PASSWORD_HASH@|%s|\n' "$(argon2id_of decoy-password)"
  printf 's|@SAMPLE_PASSWORD_HASH@|%s|\n' "$(argon2id_of sample-password)"
  printf 's|@SAMPLE_PASSWORD_OLD_HASH@|%s|\n' "$(slappasswd -n -h '{SSHA}' -T "$secrets/sample-password")"
  if [ -n "${TLS_CERTIFICATE:-}" ]; then
    printf 's|^#@TLS@||\ns|@TLS_CERTIFICATE@|%s|\ns|@TLS_KEY@|%s|\n' "$TLS_CERTIFICATE" "$TLS_KEY"
  fi
} >"$state/words.sed"
rm -f "$secrets/decoy-password"

cat "$schema"/*.schema >"$state/directory.schema"
cp "$schema/attributes.conf" "$state/attributes.conf"
# Other vocabularies have no word for application passwords.
if [ -e "$schema/application-passwords.conf" ]; then
  cp "$schema/application-passwords.ldif" "$state/application-passwords.ldif"
  sed -f "$state/words.sed" "$schema/application-passwords.conf" >"$state/application-passwords.conf"
else
  : >"$state/application-passwords.conf"
fi
sed -f "$state/words.sed" "$samples/slapd.conf" >"$state/slapd.conf"
if [ ! -e "$state/data/data.mdb" ]; then
  sed -f "$state/words.sed" "$samples/base.ldif" >"$state/first.ldif"
  if [ "$people" = from-feeds ]; then
    sed -f "$state/words.sed" "$samples/demo-accounts.ldif" >"$state/demo-accounts.ldif"
  else
    { echo; sed -f "$state/words.sed" "$schema/sample-people.ldif"; } >>"$state/first.ldif"
  fi
  as_owner slapadd -q -f "$state/slapd.conf" -b dc=ac-rouen,dc=fr -l "$state/first.ldif"
  rm -f "$state/first.ldif"
fi
if [ -s "$state/application-passwords.conf" ] && [ ! -e "$state/application-passwords/data.mdb" ]; then
  as_owner slapadd -q -f "$state/slapd.conf" -b ou=application-passwords,dc=ac-rouen,dc=fr -l "$state/application-passwords.ldif"
fi
rm -f "$state/words.sed"
as_owner slaptest -Q -u -f "$state/slapd.conf"
