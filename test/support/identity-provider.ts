import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { Answer, World } from './world.js'

/** What the provider knows of somebody, by their subject. */
export type Profile = Record<string, unknown>

export interface IdentityProvider {
  env: Record<string, string>
  /** Who is signed in there with the next request. */
  person: { subject: string; profile: Profile }
  stop: () => Promise<void>
}

const CLIENT = 'perdure'
const SECRET = 'a secret of the client, long enough for anybody'
export const CALLBACK = 'http://localhost/api/v1/auth/oidc/callback'

/** A real provider of OpenID Connect, which asks nobody for a password. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const server = createServer((request, response) => handle(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens to a port
  const known = { person: { subject: 'nobody', profile: {} as Profile } }
  const profiles = new Map<string, Profile>()
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT, client_secret: SECRET, redirect_uris: [CALLBACK] }],
    cookies: { keys: ['a key of the tests'] },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'given_name', 'family_name'],
    },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_ctx: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...profiles.get(accountId) }),
    }),
    loadExistingGrant: async (ctx: {
      oidc: { client: { clientId: string }; session: { accountId: string } }
    }) => {
      const { client, session } = ctx.oidc
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  const handle: RequestListener = (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return answer(request, response)
    const { subject, profile } = known.person
    profiles.set(subject, profile)
    const result = { login: { accountId: subject, remember: false } }
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }
  return Object.assign(known, {
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT,
      OIDC_CLIENT_SECRET: SECRET,
      OIDC_REDIRECT_URL: CALLBACK,
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
    },
  })
}

/** A browser that keeps cookies and follows the provider's redirects, until it is sent back to us. */
export async function goThrough(start: string): Promise<string> {
  const jar = new Map<string, string>()
  for (let url = start, hops = 0; hops < 10; hops += 1) {
    if (url.startsWith(CALLBACK)) return url
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${response.status}: ${await response.text()}`)
    url = new URL(location, url).href
  }
  throw new Error('it went in circles')
}

/** Signing in by it, as a browser does. */
export function createSso(world: World, find: () => IdentityProvider) {
  const slug = () => `demo-${world.suffix}`
  const readCookie = ({ headers }: Answer) =>
    /^([^;]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? ''
  const begin = (organization = slug(), query = '') =>
    world.call(null, 'GET', `/auth/oidc/start?organization=${organization}${query}`)
  const comeBack = (url: string, cookie: string) => {
    const { pathname, search } = new URL(url)
    return world.call(null, 'GET', `${pathname}${search}`, undefined, { cookie })
  }
  const enter = async (subject: string, profile: Profile, organization = slug(), query = '') => {
    find().person = { subject, profile }
    const started = await begin(organization, query)
    const back = await goThrough(started.headers.get('location') ?? '')
    return comeBack(back, readCookie(started))
  }
  return { begin, comeBack, enter, readCookie }
}
