<?php

// Roundcube 1.6 signing in through AcRouenIdentity. @STATE@ and the like are replaced by src/run.sh.

$config = [];

$config['product_name'] = 'Messagerie académique';
$config['language'] = 'fr_FR';
$config['timezone'] = 'Europe/Paris';
$config['skin'] = 'elastic';
$config['support_url'] = '';
$config['enable_installer'] = false;

$config['db_dsnw'] = 'sqlite:///@STATE@/roundcube/roundcube.db?mode=0600';
$config['temp_dir'] = '@STATE@/roundcube/temp/';
$config['log_dir'] = '@STATE@/roundcube/logs/';
$config['log_driver'] = 'file';

// Encrypts the tokens that rest in Roundcube's sessions.
$config['des_key'] = substr(trim(file_get_contents('@STATE@/secrets/roundcube-sessions')), 0, 32);
$config['cipher_method'] = 'AES-256-CBC';
$config['session_lifetime'] = 60;
$config['session_samesite'] = 'Lax';
$config['ip_check'] = false;

$config['imap_host'] = '127.0.0.1:@IMAP_PORT@';
$config['smtp_host'] = '127.0.0.1:@SUBMISSION_PORT@';
// The access token again, which Roundcube puts in their place.
$config['smtp_user'] = '%u';
$config['smtp_pass'] = '%p';
$config['mail_domain'] = 'ac-rouen.fr';
// One sender, whose address is the one that the académie gave.
$config['identities_level'] = 3;
$config['drafts_mbox'] = 'Drafts';
$config['sent_mbox'] = 'Sent';
$config['junk_mbox'] = 'Junk';
$config['trash_mbox'] = 'Trash';

// Roundcube 1.6 knows no PKCE and posts its secret; the provider lists it by name for that.
$config['oauth_provider'] = 'generic';
$config['oauth_provider_name'] = 'mon compte académique';
$config['oauth_client_id'] = 'roundcube';
$config['oauth_client_secret'] = trim(file_get_contents('@STATE@/secrets/roundcube'));
$config['oauth_auth_uri'] = 'http://localhost:@PORT@/connect/authorize';
$config['oauth_token_uri'] = 'http://localhost:@PORT@/connect/token';
$config['oauth_identity_uri'] = 'http://localhost:@PORT@/connect/userinfo';
$config['oauth_scope'] = 'openid profile email mail offline_access';
// The IMAP user: Dovecot takes the same claim of the token.
$config['oauth_identity_fields'] = ['preferred_username'];
$config['oauth_login_redirect'] = true;

$config['plugins'] = ['acrouen_signout', 'acrouen_identity'];
$config['acrouen_signout_end_session_uri'] = 'http://localhost:@PORT@/connect/logout';
$config['acrouen_signout_return_uri'] = 'http://localhost:@ROUNDCUBE_PORT@/';
