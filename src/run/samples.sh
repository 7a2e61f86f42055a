# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# Secrets of this instance, and the sample configurations with the instance's places put in. Sourced, never run.

# make_secret NAME [OWNER]: 256 bits in hexadecimal, which needs no quoting anywhere; made once, read by its owner and root only.
make_secret() {
  local file=$state/secrets/$1
  [[ -s $file ]] || (umask 077 && openssl rand -hex 32 | tr -d '\n' >"$file.new" && mv -- "$file.new" "$file")
  give_to "${2:-$(id -un)}" "$file"
}

# make_certificate NAME: a certificate of its own with its private key, NAME.pem and NAME.key.
make_certificate() {
  local file=$state/secrets/$1
  [[ ! -s $file.pem ]] || return 0
  (umask 077 && openssl req -x509 -newkey rsa:3072 -noenc -days 3650 -subj "/CN=$1" -keyout "$file.key" -out "$file.new" 2>/dev/null && mv -- "$file.new" "$file.pem") ||
    die "openssl could not make a certificate"
}

give_to() {
  local owner=$1
  shift
  ((EUID != 0)) || chown -R -- "$owner:$(id -gn -- "$owner")" "$@"
}

# account NAME: the system account when root, otherwise whoever runs this.
account() { if ((EUID == 0)); then printf '%s' "$1"; else id -un; fi; }

# own_folder USER FOLDER...
own_folder() {
  local owner=$1
  shift
  mkdir -p -- "$@"
  chmod 700 -- "$@"
  give_to "$owner" "$@"
}

# render SAMPLE TARGET [NAME VALUE]...: each @NAME@ replaced.
render() {
  local sample=$samples/$1 target=$2 text
  shift 2
  text=$(<"$sample") || die "cannot read $sample"
  local names=(
    STATE "$state" PORT "$port" ROUNDCUBE_PORT "$roundcube_port" ENT_PORT "$ent_port" SOGO_PORT "$sogo_port"
    LDAP_PORT "$ldap_port" IMAP_PORT "$imap_port" SUBMISSION_PORT "$submission_port" SIEVE_PORT "$sieve_port" SMTP_PORT "$smtp_port"
    SOGO_IMAP_PORT "$sogo_imap_port" SOGO_SUBMISSION_PORT "$sogo_submission_port" "$@"
  )
  local index
  for ((index = 0; index < ${#names[@]}; index += 2)); do
    text=${text//"@${names[index]}@"/"${names[index + 1]}"}
  done
  [[ ! $text =~ @[A-Z_]+@ ]] || die "$sample has a placeholder that nobody fills: ${BASH_REMATCH[0]}"
  (umask 077 && printf '%s\n' "$text" >"$target")
}
