<?php

/**
 * One sign-out for Roundcube 1.6 and the OpenID Connect provider that it signs in through.
 *
 * Roundcube 1.6 forgets only its own session: the person would come back in without a password. Here its sign-out goes on to the provider, which
 * ends the session everywhere (OpenID Connect RP-Initiated Logout 1.0). The other way round, a session that ended elsewhere ends here at the next
 * click, and leads to the provider's sign-in page instead of an error about the mail server.
 */
class acrouen_signout extends rcube_plugin
{
    private const ID_TOKEN = 'acrouen_id_token';

    private $rcmail;
    private $id_token;

    public function init()
    {
        $this->rcmail = rcmail::get_instance();

        if (!$this->rcmail->oauth->is_enabled()) {
            return;
        }

        $this->add_hook('oauth_login', [$this, 'keep_id_token']);
        $this->add_hook('startup', [$this, 'look_at_session']);
        $this->add_hook('logout_after', [$this, 'sign_out_everywhere']);
        $this->add_hook('unauthenticated', [$this, 'lead_to_sign_in']);
        $this->add_hook('login_failed', [$this, 'name_the_outage']);
    }

    public function keep_id_token($answer)
    {
        if (!empty($answer['id_token'])) {
            $_SESSION[self::ID_TOKEN] = $this->rcmail->encrypt($answer['id_token']);
        }

        return $answer;
    }

    public function look_at_session($request)
    {
        if ($request['task'] === 'login' && $request['action'] === 'oauth') {
            return $this->refuse_answer_nobody_asked_for($request);
        }

        if (empty($_SESSION['oauth_token'])) {
            return $request;
        }

        if ($request['task'] === 'logout') {
            // Roundcube empties the session before it tells us.
            $this->id_token = $this->rcmail->decrypt($_SESSION[self::ID_TOKEN] ?? '');
        }
        else {
            $this->end_session_that_ended_elsewhere($_SESSION['oauth_token']);
        }

        return $request;
    }

    public function sign_out_everywhere($person)
    {
        $uri = $this->rcmail->config->get('acrouen_signout_end_session_uri');

        if (empty($uri)) {
            return $person;
        }

        $this->rcmail->output->redirect($uri . '?' . http_build_query(array_filter([
            'id_token_hint'            => $this->id_token,
            'client_id'                => $this->rcmail->config->get('oauth_client_id'),
            'post_logout_redirect_uri' => $this->rcmail->config->get('acrouen_signout_return_uri'),
        ])));
    }

    /**
     * Roundcube shows its own form when a session ran out; nobody here has a password for that form.
     */
    public function lead_to_sign_in($page)
    {
        if (!empty($page['error']) && $page['http_code'] === 200) {
            $this->rcmail->oauth->login_redirect();
        }

        return $page;
    }

    /**
     * After the provider has let the person in, Roundcube says "login failed" even when it is the mail server that gives no answer.
     */
    public function name_the_outage($failure)
    {
        if ($failure['code'] === rcmail::ERROR_STORAGE) {
            $this->rcmail->output->show_message('storageerror', 'error');
        }

        return $failure;
    }

    /**
     * An answer without a question in this session is either somebody else's code (the victim would read and write in the attacker's mailbox),
     * or a browser that keeps no cookies; a refusal would be asked again for ever. Both end on Roundcube's page with its sign-in button.
     */
    private function refuse_answer_nobody_asked_for($request)
    {
        $refused = isset($_GET['error']);
        $unasked = isset($_GET['code']) && empty($_SESSION['oauth_state']);

        if ($refused || $unasked) {
            $this->rcmail->oauth->login_failed([]);
        }

        if ($unasked) {
            $this->rcmail->output->show_message('oauthloginfailed', 'warning');
            $request['action'] = '';
        }

        return $request;
    }

    /**
     * Asked at each click: Dovecot believes a token for a while longer, and on a shared computer the next person is there sooner.
     */
    private function end_session_that_ended_elsewhere($token)
    {
        if ($token['expires'] < time()) {
            $this->renew($token);
        }
        else if ($this->is_refused_by_provider()) {
            $this->rcmail->kill_session();
        }
    }

    /**
     * Roundcube would renew when it connects to IMAP, in the middle of a page that then has no person any more. It ends the session by itself when
     * the provider refuses, and leaves it when there is no answer.
     */
    private function renew($token)
    {
        if (empty($token['refresh_token'])) {
            $this->rcmail->kill_session();
        }
        else {
            $this->rcmail->oauth->refresh_access_token($token);
        }
    }

    /**
     * Only a plain refusal of the token counts (RFC 6750, 3.1): during an outage people keep what is on their screen.
     */
    private function is_refused_by_provider()
    {
        try {
            $answer = $this->rcmail->get_http_client(['timeout' => 3, 'http_errors' => false])->get(
                $this->rcmail->config->get('oauth_identity_uri'),
                ['headers' => ['Authorization' => $this->rcmail->decrypt($_SESSION['password'])]]
            );
        }
        catch (\GuzzleHttp\Exception\GuzzleException $outage) {
            return false;
        }

        return $answer->getStatusCode() === 401;
    }
}
