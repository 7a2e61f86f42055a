# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # shared with the scripts that source this file
# The State's design system may not be copied into this repository: npm brings it when a theme is built. Sourced, never run.

# Sets theme to academie-rouen, or to neutral where that one cannot be built.
build_theme() {
  theme=neutral
  local folder=$root/themes/academie-rouen obstacle

  if is_theme_built "$folder"; then
    theme=academie-rouen
  elif obstacle=$(theme_obstacle "$folder"); then
    notice "theme neutral is used: $obstacle"
  elif install_theme "$folder"; then
    theme=academie-rouen
  else
    notice "theme neutral is used: npm could not build themes/academie-rouen"
  fi
}

# The package asks whoever installs it to accept its terms. That is theirs to say, never this script's.
theme_obstacle() {
  if [[ ! -f $1/package.json ]]; then
    say "there is no themes/academie-rouen to build"
  elif ! command -v npm >/dev/null; then
    say "npm is not installed, so themes/academie-rouen cannot be built"
  elif ! are_terms_accepted "$1"; then
    say "the terms of DSFR have not been accepted here (themes/README.md says how)"
  else
    return 1
  fi
}

are_terms_accepted() { [[ -f $1/.dsfr.yml || ${DSFR_ACCEPT_LICENSE:-} == 1 ]]; }

is_theme_built() { [[ $1/dsfr -nt $1/package-lock.json && $1/dsfr -nt $1/package.json ]]; }

install_theme() {
  step "Building theme academie-rouen"
  (cd -- "$1" && npm ci --no-audit --no-fund --loglevel=error </dev/null && npm run --if-present build </dev/null && touch -- dsfr)
}
