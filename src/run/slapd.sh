# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The private directory, which has nobody until the feeds fill it. Sourced, never run.

slapd_admin=cn=admin,dc=ac-rouen,dc=fr

start_slapd() {
  step "Starting the directory (slapd, ldap://127.0.0.1:$ldap_port)"
  PEOPLE=from-feeds sh "$samples/slapd/prepare.sh" "$state/slapd" || die "the directory could not be prepared"
  start_process slapd root /usr/sbin/slapd -f "$state/slapd/slapd.conf" -h "ldap://127.0.0.1:$ldap_port" -d none "${slapd_account[@]}"
  await slapd 60 directory_answers
}

# slapd changes to this account by itself, once it has its port.
choose_slapd_account() {
  slapd_account=()
  ((EUID != 0)) || slapd_account=(-u openldap -g openldap)
}

directory_answers() {
  ldapwhoami -x -H "ldap://127.0.0.1:$ldap_port" -D "$slapd_admin" -y "$state/slapd/secrets/admin-password" >/dev/null 2>&1
}

# One line a person: login, address, name, what makes this one special. Tabs between.
sample_people() {
  local login="" address="" name="" remark=""
  ldapsearch -x -LLL -o ldif-wrap=no -H "ldap://127.0.0.1:$ldap_port" -D "$slapd_admin" -y "$state/slapd/secrets/admin-password" \
    -b ou=people,dc=ac-rouen,dc=fr -s one '(uid=*)' \
    uid mail displayName acRouenAccountState pwdReset pwdPolicySubentry pwdAccountLockedTime memberOf |
    while IFS= read -r line; do read_person_line "$line"; done | sort
}

# An LDIF record ends with an empty line; "name:: value" is base64 (RFC 2849).
read_person_line() {
  case $1 in
    "uid: "*) login=${1#*: } ;;
    "mail: "*) address=${1#*: } ;;
    "displayName: "*) name=${1#*: } ;;
    "displayName:: "*) name=$(base64 -d <<<"${1#*: }") ;;
    "pwdReset: TRUE") remark="must choose another password" ;;
    "pwdPolicySubentry: cn=renewal,"*) remark="password expired" ;;
    "pwdAccountLockedTime: "*) remark="locked in the directory" ;;
    "memberOf: cn=assistance,"*) remark="help desk, agent of the académie" ;;
    "memberOf: cn=assistance-027,"*) remark="help desk, agent of the Eure (027)" ;;
    "memberOf: cn=assistance-responsables,"*) remark="help desk, supervisor" ;;
    "memberOf: cn=auditeurs,"*) remark="auditor" ;;
    "acRouenAccountState: active") ;;
    "acRouenAccountState: announced") remark="waits for a first letter; born on 23 March 1998" ;;
    "acRouenAccountState: "*) remark="account ${1#*: }" ;;
    "")
      [[ -n $remark ]] || ! is_officer "$login" || remark="provisioning officer"
      [[ -z $login ]] || printf '%s\t%s\t%s\t%s\n' "$login" "$address" "$name" "$remark"
      login="" address="" name="" remark=""
      ;;
  esac
}

# Roles:ProvisioningOfficers, as this instance's configuration has them.
is_officer() {
  [[ $(<"$state/provider/appsettings.json") =~ \"ProvisioningOfficers\":[[:space:]]*\[([^]]*)\] && ${BASH_REMATCH[1]} == *"\"$1\""* ]]
}
