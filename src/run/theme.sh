# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # shared with the scripts that source this file
# The State's design system may not be copied into this repository: npm brings it when a theme is built. Sourced, never run.

# Sets theme to academie-rouen, or to neutral where that one cannot be built.
build_theme() {
  theme=neutral
  local folder=$root/themes/academie-rouen

  [[ -f $folder/package.json ]] || { notice "there is no themes/academie-rouen to build: theme neutral is used"; return 0; }
  command -v npm >/dev/null || { notice "npm is not installed, so themes/academie-rouen cannot be built: theme neutral is used"; return 0; }

  if is_theme_built "$folder" || install_theme "$folder"; then
    theme=academie-rouen
  else
    notice "npm could not build themes/academie-rouen: theme neutral is used"
  fi
}

is_theme_built() { [[ $1/dsfr -nt $1/package-lock.json && $1/dsfr -nt $1/package.json ]]; }

install_theme() {
  step "Building theme academie-rouen"
  (cd -- "$1" && npm ci --no-audit --no-fund --loglevel=error </dev/null && npm run --if-present build </dev/null && touch -- dsfr)
}
