<?php

/**
 * At somebody's first sign-in, their sender name and address are those that the provider tells (claims name and email) instead of login@domain.
 */
class acrouen_identity extends rcube_plugin
{
    public $task = 'login';

    private $claims = [];

    public function init()
    {
        $this->add_hook('oauth_login', [$this, 'read_claims']);
        $this->add_hook('user_create', [$this, 'name_sender']);
    }

    public function read_claims($answer)
    {
        $this->claims = (array) ($answer['identity'] ?? []);

        return $answer;
    }

    public function name_sender($user)
    {
        $user['user_name'] = $this->claims['name'] ?? $user['user_name'];
        $user['user_email'] = $this->claims['email'] ?? $user['user_email'];

        return $user;
    }
}
