# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The State's design system may not be copied into this repository: npm brings it when a theme is built. Sourced, never run.

# Sets theme to academie-rouen, or to neutral where that one cannot be built.
build_theme() {
  theme=neutral
  local folder=$root/themes/academie-rouen

  [[ -f $folder/package.json ]] || { notice "there is no themes/academie-rouen to build: theme neutral is used"; return 0; }
  command -v npm >/dev/null || { notice "npm is not installed, so themes/academie-rouen cannot be built: theme neutral is used"; return 0; }

  step "Building theme academie-rouen"
  if (cd -- "$folder" && npm ci --no-audit --no-fund --loglevel=error </dev/null); then
    # shellcheck disable=SC2034 # read by the scripts that source this file
    theme=academie-rouen
  else
    notice "npm could not build themes/academie-rouen: theme neutral is used"
  fi
}
