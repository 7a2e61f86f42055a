// A mail program that knows the provider by its address alone: draft-ietf-mailmaint-oauth-public, by oauth4webapi.
import * as oauth from 'oauth4webapi'
import { check, did, end, issuer, open, refused, settings } from './conversation.mjs'

const plain = { [oauth.allowInsecureRequests]: true }
const { mail } = settings
const scope = 'urn:ietf:params:oauth:scope:mail offline_access'
const redirectUri = 'http://127.0.0.1:53017/retour'

const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...plain }))
check(server.code_challenge_methods_supported.includes('S256') && server.scopes_supported.includes('offline_access'), 'not what the draft asks for')
check(server.token_endpoint_auth_methods_supported.includes('none'), 'no public clients')
did('discovery')

const metadata = {
  client_name: 'Courrielleur', client_uri: 'https://courrielleur.example/', software_id: 'courrielleur', software_version: '2.0', redirect_uris: [redirectUri], scope,
  token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
}
const register = async (changes) => oauth.processDynamicClientRegistrationResponse(await oauth.dynamicClientRegistrationRequest(server, { ...metadata, ...changes }, plain))
const client = await register({})
check(client.client_secret === undefined && client.scope === scope, 'not registered as it asked')
did('registration')

await refused('invalid_redirect_uri', () => register({ redirect_uris: ['https://evil.example/retour'] }))
await refused('invalid_client_metadata', () => register({ scope: 'profile email' }))
did('refusals')

const proof = oauth.None()
const verifier = oauth.generateRandomCodeVerifier()
const state = oauth.generateRandomState()
const address = new URL(server.authorization_endpoint)
address.search = new URLSearchParams({
  client_id: client.client_id, response_type: 'code', redirect_uri: redirectUri, scope, state,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
})
const answer = oauth.validateAuthResponse(server, client, await open(address), state)
const tokens = await oauth.processAuthorizationCodeResponse(
  server, client, await oauth.authorizationCodeGrantRequest(server, client, proof, answer, redirectUri, verifier, plain))
did('sign-in')

const refreshed = await oauth.processRefreshTokenResponse(server, client, await oauth.refreshTokenGrantRequest(server, client, proof, tokens.refresh_token, plain))
check(refreshed.expires_in > 0 && refreshed.refresh_token !== tokens.refresh_token, 'the refresh token did not turn')
const mailClient = { client_id: mail.id }
const seen = await oauth.processIntrospectionResponse(
  server, mailClient, await oauth.introspectionRequest(server, mailClient, oauth.ClientSecretPost(mail.secret), refreshed.access_token, plain))
check(seen.active, 'the mail service does not take the token')
did('mail')
end()
