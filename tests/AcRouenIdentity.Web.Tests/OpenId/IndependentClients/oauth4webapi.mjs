import * as oauth from 'oauth4webapi'
import { check, did, end, issuer, open, refused, settings, signingKey } from './conversation.mjs'

const plain = { [oauth.allowInsecureRequests]: true }
const { web, mail, signer } = settings

const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...plain }))
did('discovery')

const webClient = { client_id: web.id }
const webProof = oauth.ClientSecretBasic(web.secret)

async function prepare(redirectUri, scope) {
  const secrets = { verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce(), redirectUri }
  const parameters = new URLSearchParams({
    response_type: 'code', redirect_uri: redirectUri, scope, state: secrets.state, nonce: secrets.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier), code_challenge_method: 'S256',
  })
  return { secrets, parameters }
}

async function redeem(client, proof, callback, secrets) {
  const answer = oauth.validateAuthResponse(server, client, callback, secrets.state)
  const response = await oauth.authorizationCodeGrantRequest(server, client, proof, answer, secrets.redirectUri, secrets.verifier, plain)
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: secrets.nonce, requireIdToken: true })
  await oauth.validateApplicationLevelSignature(server, response, plain)
  return tokens
}

const request = await prepare(web.redirectUri, web.scope)
const address = new URL(server.authorization_endpoint)
address.search = new URLSearchParams({ client_id: web.id, ...Object.fromEntries(request.parameters) })
const tokens = await redeem(webClient, webProof, await open(address), request.secrets)
const subject = oauth.getValidatedIdTokenClaims(tokens).sub
did('sign-in')

const refresh = async (token, additionalParameters = {}) => oauth.processRefreshTokenResponse(
  server, webClient, await oauth.refreshTokenGrantRequest(server, webClient, webProof, token, { ...plain, additionalParameters }))
const refreshed = await refresh(tokens.refresh_token)
check(refreshed.refresh_token !== tokens.refresh_token, 'the refresh token did not turn')
did('refresh')

const person = await oauth.processUserInfoResponse(server, webClient, subject, await oauth.userInfoRequest(server, webClient, refreshed.access_token, plain))
check(person.email === settings.email, `userinfo says ${person.email}`)
did('userinfo')

const mailClient = { client_id: mail.id }
const introspect = async (token) =>
  oauth.processIntrospectionResponse(server, mailClient, await oauth.introspectionRequest(server, mailClient, oauth.ClientSecretPost(mail.secret), token, plain))
check((await introspect(refreshed.access_token)).active, 'the token is not active')
did('introspection')

const forMail = await prepare(web.redirectUri, web.scope)
address.search = new URLSearchParams({ client_id: web.id, resource: mail.resource, ...Object.fromEntries(forMail.parameters) })
const named = await redeem(webClient, webProof, await open(address), forMail.secrets)
check((await introspect(named.access_token)).aud === mail.resource, 'the token is not for the service that was named')
await refused('invalid_target', () => refresh(named.refresh_token, { resource: 'https://autre.exemple.fr/' }))
did('resource')

await oauth.processRevocationResponse(await oauth.revocationRequest(server, webClient, webProof, refreshed.refresh_token, plain))
await refused('invalid_grant', () => refresh(refreshed.refresh_token))
check(!(await introspect(refreshed.access_token)).active, 'the token outlived its revocation')
did('revocation')

const signerClient = { client_id: signer.id }
const signerProof = oauth.PrivateKeyJwt(await signingKey())
const second = await prepare(signer.redirectUri, 'openid')
const pushed = await oauth.processPushedAuthorizationResponse(
  server, signerClient, await oauth.pushedAuthorizationRequest(server, signerClient, signerProof, second.parameters, plain))
address.search = new URLSearchParams({ client_id: signer.id, request_uri: pushed.request_uri })
const ofSigner = await redeem(signerClient, signerProof, await open(address), second.secrets)
check(oauth.getValidatedIdTokenClaims(ofSigner).sub === subject, 'another person')
did('pushed request and private_key_jwt')

// Two hours behind: the provider tells it the time.
const { program } = settings
const programClient = { client_id: program.id }
const keys = await oauth.generateKeyPair('ES256')
const DPoP = oauth.DPoP({ [oauth.clockSkew]: -7200 }, keys)
async function timed(attempt) {
  try {
    return await attempt()
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error
    timed.count += 1
    return attempt()
  }
}
timed.count = 0
const third = await prepare(program.redirectUri, program.scope)
const bound = await timed(async () => oauth.processPushedAuthorizationResponse(
  server, programClient, await oauth.pushedAuthorizationRequest(server, programClient, oauth.None(), third.parameters, { ...plain, DPoP })))
address.search = new URLSearchParams({ client_id: program.id, request_uri: bound.request_uri })
const returned = oauth.validateAuthResponse(server, programClient, await open(address), third.secrets.state)
const redeemByProof = async (options) => oauth.processAuthorizationCodeResponse(
  server, programClient, await oauth.authorizationCodeGrantRequest(server, programClient, oauth.None(), returned, program.redirectUri, third.secrets.verifier, options),
  { expectedNonce: third.secrets.nonce, requireIdToken: true })
await refused('invalid_grant', () => redeemByProof(plain))
const ofProgram = await timed(() => redeemByProof({ ...plain, DPoP }))
check(ofProgram.token_type === 'dpop', `a token of type ${ofProgram.token_type}`)
const known = await timed(async () => oauth.processUserInfoResponse(
  server, programClient, subject, await oauth.userInfoRequest(server, programClient, ofProgram.access_token, { ...plain, DPoP })))
check(known.email === settings.email, `userinfo says ${known.email}`)
const refreshByProof = async (options) => oauth.processRefreshTokenResponse(
  server, programClient, await oauth.refreshTokenGrantRequest(server, programClient, oauth.None(), ofProgram.refresh_token, options))
await refused('invalid_grant', async () => refreshByProof({ ...plain, DPoP: oauth.DPoP({}, await oauth.generateKeyPair('ES256')) }))
check((await timed(() => refreshByProof({ ...plain, DPoP }))).token_type === 'dpop', 'the refreshed token is bound to nothing')
check(timed.count === 1, `told the time ${timed.count} times`)
did('proofs of a key')

const leaving = new URL(server.end_session_endpoint)
leaving.search = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: web.afterLogout, state: 'fin' })
const left = await open(leaving)
check(left.href === `${web.afterLogout}?state=fin`, `the browser ended at ${left}`)
did('logout')
end()
