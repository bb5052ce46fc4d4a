import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import {
  createSso,
  type IdentityProvider,
  startIdentityProvider,
} from '../support/identity-provider.js'
import { useWorld } from '../support/world.js'

let provider: IdentityProvider
const world = useWorld({
  worker: false,
  env: { PUBLIC_URL: 'https://desk.example.org/' },
  prepare: async () => {
    provider = await startIdentityProvider()
    return provider
  },
})
const { begin, enter } = createSso(world, () => provider)

const VERIFIER = 'a secret that the front end keeps, long enough'
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
const slug = () => `demo-${world.suffix}`
const PROFILE = { email: 'requester@demo.test', email_verified: true }
const redeem = (code: string, verifier?: string) =>
  world.call(null, 'POST', '/auth/oidc/token', { code, ...(verifier && { verifier }) })
const readFragment = (location: string | null) =>
  Object.fromEntries(new URLSearchParams(new URL(location ?? '').hash.slice(1)))

it('the browser goes on to the front end, which exchanges the code for a session, once', async () => {
  await world.owner.query(`UPDATE organization SET domain = 'demo.test' WHERE slug = $1`, [slug()])
  const answer = await enter('requester-1', PROFILE, slug(), `&challenge=${CHALLENGE}`)
  expect(answer.status).toBe(302)
  const location = answer.headers.get('location')
  expect(location).toMatch(/^https:\/\/desk\.example\.org\/signed-in#code=[\w-]{43}$/)
  const { code = '' } = readFragment(location)
  for (const verifier of [undefined, 'of another front end']) {
    expect((await redeem(code, verifier)).body.code).toBe('token_invalid')
  }
  const signedIn = await redeem(code, VERIFIER)
  expect(signedIn.body.user.email).toBe('requester@demo.test')
  expect((await redeem(code, VERIFIER)).body.code).toBe('token_invalid')
})

it('a code is over after five minutes, and goes with the account', async () => {
  const ask = async () => {
    const answer = await enter('requester-1', PROFILE, slug(), `&challenge=${CHALLENGE}`)
    return readFragment(answer.headers.get('location')).code ?? ''
  }
  const late = await ask()
  await world.owner.query(`UPDATE account_token SET expires_at = expires_at - interval '5 minutes'`)
  expect((await redeem(late, VERIFIER)).body.code).toBe('token_invalid')
  const closed = await ask()
  const set = (status: string) =>
    world.owner.query(`UPDATE app_user SET status = $1 WHERE email = 'requester@demo.test'`, [
      status,
    ])
  await set('inactive')
  await set('active')
  expect((await redeem(closed, VERIFIER)).body.code).toBe('token_invalid')
})

it('what is refused goes on to the front end, too, as a code', async () => {
  const answer = await enter('nobody', { email_verified: true }, slug(), `&challenge=${CHALLENGE}`)
  expect(readFragment(answer.headers.get('location'))).toEqual({ error: 'account_unauthorized' })
})

it('a front end that sends no challenge is told so', async () => {
  expect((await begin(slug())).body).toMatchObject({ status: 400, code: 'validation_failed' })
  expect((await begin(slug(), '&challenge=short')).status).toBe(400)
})
