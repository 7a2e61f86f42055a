import * as client from 'openid-client'
import { check, did, end, issuer, open, refused, settings, signingKey } from './conversation.mjs'

const plain = { execute: [client.allowInsecureRequests] }
const { web, mail, signer } = settings

const config = await client.discovery(issuer, web.id, {}, client.ClientSecretBasic(web.secret), plain)
client.enableNonRepudiationChecks(config)
did('discovery')

async function signIn(of, addressOf) {
  const verifier = client.randomPKCECodeVerifier()
  const [state, nonce] = [client.randomState(), client.randomNonce()]
  const address = await addressOf({ state, nonce, code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' })
  return client.authorizationCodeGrant(of, await open(address), { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
}

const tokens = await signIn(config, async (proof) => client.buildAuthorizationUrl(config, { redirect_uri: web.redirectUri, scope: web.scope, ...proof }))
const subject = tokens.claims().sub
did('sign-in')

const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token)
check(refreshed.refresh_token !== tokens.refresh_token, 'the refresh token did not turn')
did('refresh')

const person = await client.fetchUserInfo(config, refreshed.access_token, subject)
check(person.email === settings.email, `userinfo says ${person.email}`)
did('userinfo')

const mailService = await client.discovery(issuer, mail.id, {}, client.ClientSecretPost(mail.secret), plain)
check((await client.tokenIntrospection(mailService, refreshed.access_token)).active, 'the token is not active')
did('introspection')

const named = await signIn(config, async (proof) => client.buildAuthorizationUrl(config, { redirect_uri: web.redirectUri, scope: web.scope, resource: mail.resource, ...proof }))
check((await client.tokenIntrospection(mailService, named.access_token)).aud === mail.resource, 'the token is not for the service that was named')
await refused('invalid_target', () => client.refreshTokenGrant(config, named.refresh_token, { resource: 'https://autre.exemple.fr/' }))
did('resource')

await client.tokenRevocation(config, refreshed.refresh_token)
await refused('invalid_grant', () => client.refreshTokenGrant(config, refreshed.refresh_token))
check(!(await client.tokenIntrospection(mailService, refreshed.access_token)).active, 'the token outlived its revocation')
did('revocation')

const pushing = await client.discovery(issuer, signer.id, { token_endpoint_auth_method: 'private_key_jwt' }, client.PrivateKeyJwt(await signingKey()), plain)
const pushed = await signIn(pushing, (proof) => client.buildAuthorizationUrlWithPAR(pushing, { redirect_uri: signer.redirectUri, scope: 'openid', ...proof }))
check(pushed.claims().sub === subject, 'another person')
did('pushed request and private_key_jwt')

const { program } = settings
const alone = await client.discovery(issuer, program.id, {}, client.None(), plain)
const DPoP = client.getDPoPHandle(alone, await client.randomDPoPKeyPair('PS256'))
const [verifier, state] = [client.randomPKCECodeVerifier(), client.randomState()]
const asked = await client.buildAuthorizationUrlWithPAR(
  alone, { redirect_uri: program.redirectUri, scope: program.scope, state, code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }, { DPoP })
const bound = await client.authorizationCodeGrant(alone, await open(asked), { pkceCodeVerifier: verifier, expectedState: state }, undefined, { DPoP })
check(bound.token_type === 'dpop', `a token of type ${bound.token_type}`)
check((await client.fetchUserInfo(alone, bound.access_token, subject, { DPoP })).email === settings.email, 'userinfo of somebody else')
await refused('invalid_grant', () => client.refreshTokenGrant(alone, bound.refresh_token))
check((await client.refreshTokenGrant(alone, bound.refresh_token, undefined, { DPoP })).token_type === 'dpop', 'the refreshed token is bound to nothing')
did('proofs of a key')

const left = await open(client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: web.afterLogout, state: 'fin' }))
check(left.href === `${web.afterLogout}?state=fin`, `the browser ended at ${left}`)
did('logout')
end()
