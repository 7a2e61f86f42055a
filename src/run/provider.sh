# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The provider itself: built, configured from appsettings.samples/sqlite-demo.json, started. Sourced, never run.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# No build server stays behind.
build_provider() {
  [[ ${ACROUEN_BUILT:-} != 1 ]] || return 0
  step "Building the provider"
  dotnet build "$root/src/AcRouenIdentity.Web" -c Release -v quiet -nodeReuse:false -p:UseSharedCompilation=false </dev/null ||
    die "the build failed"
}

provider_program=$root/src/AcRouenIdentity.Web/bin/Release/net10.0/AcRouenIdentity.Web.dll

start_provider() {
  step "Starting the provider (http://localhost:$port)"
  start_process provider "$(id -un)" env -C "$state/provider" ACROUEN_CONFIG="$state/provider/appsettings.json" \
    dotnet "$provider_program" serve
  await provider 120 answers_http "http://localhost:$port/health/ready" 200
}

# tell_provider COMMAND...: the program with the configuration of this instance, in English.
tell_provider() {
  env -C "$state/provider" ACROUEN_CONFIG="$state/provider/appsettings.json" dotnet "$provider_program" "$@" --lang en </dev/null 9>&-
}

configure_provider() {
  make_secret mail
  make_secret ent
  make_secret roundcube "$(account www-data)"
  make_certificate data-protection
  own_folder "$(id -un)" "$state/provider"
  render sqlite-demo.json "$state/provider/appsettings.json" THEME "$theme"
}

# answers_http URL STATUS...
answers_http() {
  local url=$1 status expected
  shift
  status=$(curl -s -o /dev/null -m 5 -w '%{http_code}' -- "$url") || return 1
  for expected in "$@"; do
    [[ $status != "$expected" ]] || return 0
  done
  return 1
}
