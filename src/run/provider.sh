# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The provider itself: built, configured from appsettings.samples/sqlite-demo.json, started. Sourced, never run.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

provider_folder=$root/src/AcRouenIdentity.Web/bin/Release

# Published for this machine: compiled ahead of time, a command starts in half the time.
provider_program=$provider_folder/published/AcRouenIdentity.Web.dll

# No build server stays behind.
build_provider() {
  [[ ${ACROUEN_BUILT:-} != 1 || ! -f $provider_program ]] || return 0
  step "Building the provider"
  publish_provider && return 0
  say "Not compiled ahead of time: it starts more slowly."
  publish_provider -p:PublishReadyToRun=false || die "the build failed"
}

# publish_provider OPTION...
publish_provider() {
  dotnet publish "$root/src/AcRouenIdentity.Web" -c Release --use-current-runtime -o "$provider_folder/published" \
    -v quiet -nodeReuse:false -p:UseSharedCompilation=false "$@" </dev/null
}

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
  make_secret sogo
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
