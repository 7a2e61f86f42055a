# shellcheck shell=bash
# The Debian packages and the SDK that each command needs. Sourced, never run.

# shellcheck disable=SC2034 # read by the scripts that source this file
{
  provider_packages=(ca-certificates curl openssl libicu72 slapd slapd-contrib ldap-utils argon2 fonts-open-sans fonts-dejavu-core python3-aiosmtpd)
  front_end_packages=(
    dovecot-imapd dovecot-ldap
    dovecot-lmtpd dovecot-managesieved dovecot-sieve
    postfix postfix-ldap
    roundcube-core roundcube-sqlite3 sqlite3 php-cli php-sqlite3 php-curl php-intl php-mbstring php-xml
    apache2 libapache2-mod-auth-openidc
  )
  sogo_packages=(sogo memcached postgresql)
  test_packages=(389-ds-base postgresql faketime chromium fonts-liberation poppler-utils thunderbird xvfb)
  npm_packages=(nodejs npm)
}

install_missing_packages() {
  local missing=()
  mapfile -t missing < <(list_missing_packages "$@")
  ((${#missing[@]})) || return 0

  if ((EUID != 0)); then
    say "These Debian packages are missing. As root:"
    say "  apt-get install --no-install-recommends ${missing[*]}"
    say "The system services that come with them (slapd, dovecot, apache2...) are not used here: disable them as you like."
    exit 1
  fi

  step "Installing ${missing[*]}"
  (without_starting_daemons install_packages "${missing[@]}") || exit 1
}

list_missing_packages() {
  local package
  for package in "$@"; do
    is_installed "$package" || printf '%s\n' "$package"
  done
}

is_installed() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

install_packages() {
  local apt=(apt-get -q -o DPkg::Lock::Timeout=300)
  export DEBIAN_FRONTEND=noninteractive
  "${apt[@]}" update </dev/null || notice "apt-get update failed; trying with the package lists that are here"
  "${apt[@]}" install -y --no-install-recommends "$@" </dev/null || die "apt-get could not install: $*"
}

# Maintainer scripts ask policy-rc.d before they start a daemon (invoke-rc.d(8)); 101 forbids it. To be called in a subshell: its end, whatever it
# is, puts the administrator's own policy back.
without_starting_daemons() {
  local policy=/usr/sbin/policy-rc.d
  trap restore_daemon_policy EXIT
  [[ -e $policy && ! -e $policy.acrouen-kept ]] && mv -- "$policy" "$policy.acrouen-kept"
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  "$@"
}

restore_daemon_policy() {
  local policy=/usr/sbin/policy-rc.d
  rm -f -- "$policy"
  [[ ! -e $policy.acrouen-kept ]] || mv -- "$policy.acrouen-kept" "$policy"
}

require_dotnet_sdk() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: see https://learn.microsoft.com/dotnet/core/install/linux-debian"
  dotnet --list-sdks | grep '^10\.' >/dev/null || die "the .NET 10 SDK is missing; this machine has: $(dotnet --list-sdks | tr '\n' ' ')"
}
