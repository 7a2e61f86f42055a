#!/usr/bin/env bash
# The other one command: installs what is missing, builds once, runs every test on the real parts, and ends with "N passed, N failed".
# shellcheck source-path=SCRIPTDIR/..
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
results=$root/TestResults
passed=0
failed=0
ended=no
# The longest suite runs beside the others, one after the other, among them that of the browsers, which wait more than they work. A third beside them makes short waits fail and ends no sooner.
beside=(AcRouenIdentity.Web.Tests)
beside_ids=()
# Parts of it, by namespace, that run after the others, so that both come to their end at about the same time.
later=(HelpDesk Recovery)

source "$root/src/run/messages.sh"
source "$root/src/run/packages.sh"
source "$root/src/run/theme.sh"
source "$root/src/run/provider.sh"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DEBIAN_FRONTEND=noninteractive
export ACROUEN_TESTS_REQUIRE_ALL=1
# slapd, dovecot and the others live there, and an ordinary account does not look there.
export PATH=$PATH:/usr/sbin:/sbin

main() {
  trap sum_up EXIT
  prepare
  start_beside
  local project
  for project in "$root"/tests/*.Tests/*.csproj; do
    is_beside "$(basename -- "$project" .csproj)" || run_suite "$(basename -- "$project" .csproj)" "$project"
  done
  for project in "${beside[@]}"; do
    run_suite "$project.Later" "$root/tests/$project/$project.csproj" "$(names_of "$project" "~" "|")"
  done
  await_beside
  ended=yes
  ((failed == 0))
}

prepare() {
  require_dotnet_sdk
  install_missing_packages "${provider_packages[@]}" "${front_end_packages[@]}" "${sogo_packages[@]}" "${test_packages[@]}"
  command -v npm >/dev/null || install_missing_packages "${npm_packages[@]}"
  install_independent_clients

  build_theme
  choose_tests

  step "Building"
  # Locked, wherever it runs: a lock file that was not brought up to date fails on the machine of whoever forgot it.
  dotnet build "$root/AcRouenIdentity.sln" -c Release -v quiet -p:RestoreLockedMode=true -nodeReuse:false -p:UseSharedCompilation=false </dev/null || die "the build failed"
  # What starts the program, itself or by src/run.sh, starts what is installed.
  build_provider
  export ACROUEN_BUILT=1 ACROUEN_PROGRAM=$provider_program
  rm -rf -- "$results"
}

# Clients of OpenID Connect that others wrote: a test lets them talk to the provider.
install_independent_clients() {
  local folder=$root/tests/AcRouenIdentity.Web.Tests/OpenId/IndependentClients
  [[ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]] && return 0
  step "Installing the independent clients"
  (cd -- "$folder" && npm ci --no-audit --no-fund --loglevel=error </dev/null) || die "npm could not install the independent clients"
}

# The terms of DSFR are accepted by whoever runs a site of the State, not by a script: without that, what looks at DSFR is left out, and said.
choose_tests() {
  chosen_tests="FullyQualifiedName~Tests"
  [[ $theme == academie-rouen ]] && return 0
  notice "theme academie-rouen is not tested in this run"
  chosen_tests="needs!=dsfr"
}

# names_of PROJECT OPERATOR LINK: the later parts of a project as a filter, or all of it but them.
names_of() {
  local part names=()
  for part in "${later[@]}"; do
    names+=("FullyQualifiedName$2$1.$part.")
  done
  local IFS=$3
  printf '(%s)' "${names[*]}"
}

is_beside() { [[ " ${beside[*]} " == *" $1 "* ]]; }

start_beside() {
  local command name
  mkdir -p -- "$results"
  for name in "${beside[@]}"; do
    tell_suite "$name" "$root/tests/$name/$name.csproj" "$(names_of "$name" "!~" "&")"
    "${command[@]}" </dev/null >"$results/$name.log" 2>&1 &
    beside_ids+=("$!")
  done
}

await_beside() {
  local index status
  for index in "${!beside[@]}"; do
    status=0
    step "${beside[index]}"
    wait "${beside_ids[index]}" || status=$?
    unset "beside_ids[index]"
    cat -- "$results/${beside[index]}.log"
    count "${beside[index]}" "$status"
  done
}

# run_suite NAME PROJECT [FILTER]
run_suite() {
  local command status=0
  step "$1"
  tell_suite "$@"
  "${command[@]}" </dev/null || status=$?
  count "$1" "$status"
}

# The command of a suite, for whoever runs it. A suite that hangs is ended and fails; so does one that runs nothing or leaves a test out.
tell_suite() {
  command=(
    dotnet test "$2" -c Release --no-build --filter "$chosen_tests${3:+&$3}" --logger "console;verbosity=minimal" --logger "trx;LogFileName=$1.trx"
    --results-directory "$results" --blame-hang --blame-hang-timeout 5m --blame-hang-dump-type none
  )
}

count() {
  local name=$1 status=$2 file=$results/$1.trx total executed good
  if [[ ! -s $file ]]; then
    blame "$name did not come to its end"
    return 0
  fi
  total=$(counter total "$file")
  executed=$(counter executed "$file")
  good=$(counter passed "$file")

  passed=$((passed + good))
  failed=$((failed + executed - good))
  ((total > 0)) || blame "$name ran nothing"
  ((total == executed)) || blame "$name left $((total - executed)) of its tests out"
  ((status == 0 || executed > good)) || blame "$name ended with status $status"
}

# counter NAME FILE: an attribute of <Counters> in a trx report.
counter() { sed -n "s/.*<Counters [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

blame() {
  notice "$*"
  failed=$((failed + 1))
}

sum_up() {
  ((${#beside_ids[@]} == 0)) || kill "${beside_ids[@]}" 2>/dev/null || true
  [[ $ended == yes ]] || failed=$((failed + 1))
  printf '\n%s passed, %s failed\n' "$passed" "$failed"
}

main "$@"
