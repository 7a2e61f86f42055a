# shellcheck shell=bash
# shellcheck disable=SC2154 # the scripts that source this file set the rest
# The simplified webmail: Debian's Roundcube with the configuration and the plugin of appsettings.samples/roundcube. Sourced, never run.

start_roundcube() {
  step "Starting the webmail (Roundcube, http://localhost:$roundcube_port)"
  local user home=$state/roundcube
  user=$(account www-data)

  make_secret roundcube-sessions "$user"
  lay_roundcube "$home"
  render roundcube/config.inc.php "$home/config/config.inc.php"
  own_folder "$user" "$home/temp" "$home/logs"
  [[ -s $home/roundcube.db ]] || sqlite3 "$home/roundcube.db" </usr/share/roundcube/SQL/sqlite.initial.sql || die "Roundcube's database could not be made"
  chmod 600 -- "$home/roundcube.db"
  give_to "$user" "$home"

  # -q: no access log, which would keep the codes of sign-ins.
  start_process roundcube "$user" env -C "$home" ROUNDCUBE_CONFIG_DIR="$home/config" PHP_CLI_SERVER_WORKERS=4 \
    php -q -d session.save_path="$home/temp" -d expose_php=0 -S "127.0.0.1:$roundcube_port" -t "$home/public_html"
  await roundcube 60 answers_http "http://127.0.0.1:$roundcube_port/" 200 302
}

# Roundcube looks for plugins beside itself, so this instance is a folder of links to Debian's files with plugins of its own.
lay_roundcube() {
  local home=$1 part
  mkdir -p -- "$home"/{config,plugins,public_html}
  chmod 700 -- "$home"
  for part in index.php program skins SQL; do
    ln -sfn -- "/var/lib/roundcube/$part" "$home/$part"
  done
  for part in filesystem_attachments jqueryui; do
    ln -sfn -- "/usr/share/roundcube/plugins/$part" "$home/plugins/$part"
  done
  rm -rf -- "$home"/plugins/acrouen_*
  cp -r -- "$samples"/roundcube/plugins/acrouen_* "$home/plugins/"

  cp -- /var/lib/roundcube/public_html/index.php "$home/public_html/index.php"
  ln -sfn -- /var/lib/roundcube/public_html/program "$home/public_html/program"
  ln -sfn -- ../plugins "$home/public_html/plugins"
  ln -sfn -- ../skins "$home/public_html/skins"

  cp -- /etc/roundcube/defaults.inc.php /etc/roundcube/mimetypes.php "$home/config/"
}
