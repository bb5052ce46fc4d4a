import * as client from 'openid-client'
import { refuse } from '../../domain/errors.js'
import type { Claims } from '../../domain/people/identity.js'

export interface ProviderSettings {
  issuer: string
  clientId: string
  clientSecret: string
  redirectUrl: string
}

/** What the end of a sign-in must fit: of this browser, this attempt, this client. */
export interface Attempt {
  state: string
  nonce: string
  verifier: string
}

export interface ProvidedPerson extends Claims {
  firstName: string
  lastName: string
}

export interface OidcProvider {
  /** Where the browser goes to sign in, and what its coming back must fit. */
  begin(): Promise<{ url: string; attempt: Attempt }>
  /** Whom it has signed in. Throws `unauthenticated` for anything that does not fit. */
  finish(search: string, attempt: Attempt): Promise<ProvidedPerson>
}

const TIMEOUT_SECONDS = 10
const SCOPE = 'openid email profile'

/** It is asked where its parts are when the first comes by: the help desk starts without it. */
export function createOidcProvider(
  settings: ProviderSettings,
  report: (error: unknown) => void,
): OidcProvider {
  let found: Promise<client.Configuration> | undefined
  const configure = () => {
    found ??= discover(settings).catch((error: unknown) => {
      found = undefined
      report(error)
      return refuse('unavailable', 'The provider of sign-ins does not answer; try again shortly.')
    })
    return found
  }
  return {
    begin: async () => {
      const configuration = await configure()
      const [state, nonce] = [client.randomState(), client.randomNonce()]
      const verifier = client.randomPKCECodeVerifier()
      const url = client.buildAuthorizationUrl(configuration, {
        ...{ redirect_uri: settings.redirectUrl, scope: SCOPE, state, nonce },
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, attempt: { state, nonce, verifier } }
    },
    finish: async (search, attempt) => {
      const configuration = await configure()
      const url = new URL(settings.redirectUrl)
      url.search = search
      try {
        return await readPerson(configuration, url, attempt, settings.issuer)
      } catch (error) {
        report(error)
        return refuse('unauthenticated', 'The provider has not signed you in; begin anew.')
      }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings) {
  const server = new URL(issuer)
  return client.discovery(server, clientId, clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: server.protocol === 'http:' ? [client.allowInsecureRequests] : [], // its settings say where that may be
  })
}

async function readPerson(
  configuration: client.Configuration,
  url: URL,
  { state, nonce, verifier }: Attempt,
  issuer: string,
): Promise<ProvidedPerson> {
  const granted = await client.authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  const token = granted.claims()
  if (token === undefined) throw new Error('no id token')
  const isWhole =
    token.email !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined
  const more = isWhole
    ? {}
    : await client.fetchUserInfo(configuration, granted.access_token, token.sub)
  const claims: Record<string, unknown> = { ...more, ...token }
  const email = readText(claims.email)?.toLowerCase() ?? null
  return {
    ...{ issuer, subject: token.sub, email },
    isEmailVerified: claims.email_verified === undefined ? null : claims.email_verified === true,
    ...readName(claims, email),
  }
}

function readText(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.replace(/\0/g, '').toWellFormed().trim() : ''
  return text === '' ? undefined : [...text].slice(0, 320).join('')
}

/** What the provider calls them, or else what their address begins with. */
function readName(claims: Record<string, unknown>, email: string | null) {
  const [first, ...rest] = readText(claims.name)?.split(/\s+/) ?? []
  const firstName = readText(claims.given_name) ?? first ?? email?.split('@')[0] ?? 'Somebody'
  const lastName = readText(claims.family_name) ?? (rest.join(' ') || '-')
  const cutName = (name: string) => [...name].slice(0, 100).join('')
  return { firstName: cutName(firstName), lastName: cutName(lastName) }
}
