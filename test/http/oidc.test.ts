import { generateSync } from 'otplib'
import { beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { createOidcProvider } from '../../src/auth/oidc/provider.js'
import { readTrust } from '../../src/auth/oidc/trust.js'
import {
  createSso,
  goThrough,
  type IdentityProvider,
  type Profile,
  startIdentityProvider,
} from '../support/identity-provider.js'
import { useWorld } from '../support/world.js'

let provider: IdentityProvider
const world = useWorld({
  worker: false,
  prepare: async () => {
    provider = await startIdentityProvider()
    return provider
  },
})

const PASSWORD = 'three quiet green kettles'
const slug = (name = 'demo') => `${name}-${world.suffix}`
const setDomain = (domain: string | null, name = 'demo') =>
  world.owner.query('UPDATE organization SET domain = $1 WHERE slug = $2', [domain, slug(name)])
const { begin, comeBack, enter, readCookie } = createSso(world, () => provider)
const rosa = (over: Profile = {}) => ({
  ...{ email: 'Rosa@Example.org', email_verified: true, given_name: 'Rosa', family_name: 'Single' },
  ...over,
})
const signIn = (login: string, password: string) =>
  world.call(null, 'POST', '/auth/login', { login, password, organization: slug() })

beforeAll(() => setDomain('example.org'))

describe('whoever the provider has signed in', () => {
  it('has an account from then on, as a requester, and the same one the next time', async () => {
    const first = await enter('rosa-1', rosa())
    expect(first.status).toBe(200)
    expect(first.body.user).toMatchObject({
      ...{ email: 'rosa@example.org', firstName: 'Rosa', lastName: 'Single', roles: ['requester'] },
    })
    const again = await enter(
      'rosa-1',
      rosa({ email: 'renamed@elsewhere.org', email_verified: false }),
    )
    expect(again.body.user).toEqual(first.body.user)
    const path = `/admin/audit?action=user.provision&entityId=${first.body.user.id}`
    expect((await world.call('admin', 'GET', path)).body.items[0].after).toMatchObject({
      subject: 'rosa-1',
    })
  })
  it('enters the account of their address, and it keeps its password', async () => {
    await world.owner.query(
      `UPDATE app_user SET email = 'it.agent@example.org' WHERE email = 'it.agent@demo.test'`,
    )
    const { body } = await enter('agent-1', rosa({ email: 'it.agent@example.org' }))
    expect(body.user).toMatchObject({ firstName: 'Ian', roles: ['agent'] })
    expect((await signIn('it.agent@example.org', DEMO_PASSWORD)).status).toBe(200)
    const another = await enter('agent-2', rosa({ email: 'it.agent@example.org' }))
    expect(another.body.code).toBe('account_unauthorized')
  })
  it('is one account, however often they come at once', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => enter('twin', rosa({ email: 'twin@example.org' }))),
    )
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1)
  })
})

describe('an account that somebody has made with another’s address', () => {
  const register = (email: string) =>
    world.call(null, 'POST', '/auth/register', {
      ...{ email, password: PASSWORD, firstName: 'Mal', lastName: 'Lory', organization: slug() },
    })
  it('is the owner’s when they come, and no way in for whoever made it', async () => {
    await register('victim@example.org')
    const id = await world.userId('victim@example.org')
    await world.call('admin', 'POST', `/admin/users/${id}/approve`, {})
    const squatter = (await signIn('victim@example.org', PASSWORD)).body
    const token = { Authorization: `Bearer ${squatter.accessToken}` }
    const { secret } = (await world.call(null, 'POST', '/auth/totp/enroll', {}, token)).body
    const totp = generateSync({ secret })
    await world.call(null, 'POST', '/auth/totp/confirm', { totp }, token)

    const { body } = await enter('victim', rosa({ email: 'victim@example.org' }))
    expect(body.user).toMatchObject({ id, firstName: 'Rosa' })
    expect((await signIn('victim@example.org', PASSWORD)).body.code).toBe('bad_credentials')
    expect((await world.call(null, 'GET', '/users/me', undefined, token)).status).toBe(401)
    const { refreshToken } = squatter
    expect((await world.call(null, 'POST', '/auth/refresh', { refreshToken })).status).toBe(401)
  })
  it('is theirs also while it waits for an admin', async () => {
    await register('early@example.org')
    const { body } = await enter('early', rosa({ email: 'early@example.org' }))
    expect(body.user).toMatchObject({ firstName: 'Rosa', roles: ['requester'] })
    expect((await signIn('early@example.org', PASSWORD)).body.code).toBe('bad_credentials')
  })
})

describe('addresses of which the provider says nothing', () => {
  it('are believed of the one organization whose provider it is, where the settings say so', async () => {
    const all = await world.db.query<{ id: string }>('SELECT id FROM organization')
    const settings = { organization: slug(), trustsAddresses: true }
    const own = await world.organizationId()
    for (const { id } of all) {
      const { trustsAddresses } = await readTrust(world.db, id, settings)
      expect(trustsAddresses).toBe(id === own)
    }
    const unnamed = { organization: undefined, trustsAddresses: true }
    expect((await readTrust(world.db, own, unnamed)).trustsAddresses).toBe(false)
  })
})

describe('nobody is let in', () => {
  it.each([
    [
      'by an address that is not verified',
      { email: 'moderator@example.org', email_verified: false },
    ],
    [
      'by one of which nothing is said',
      { email: 'moderator@example.org', email_verified: undefined },
    ],
    [
      'by one that is verified in words',
      { email: 'moderator@example.org', email_verified: 'true' },
    ],
    ['without one', { email: undefined }],
    ['by one of another organization', { email: 'somebody@elsewhere.org' }],
  ])('%s', async (_why, over) => {
    await world.owner.query(
      `UPDATE app_user SET email = 'moderator@example.org' WHERE email = 'moderator@demo.test'`,
    )
    const answer = await enter('mallory', rosa(over))
    expect(answer.body).toMatchObject({ status: 403, code: 'account_unauthorized' })
    expect(await world.db.query(`SELECT 1 FROM identity WHERE subject = 'mallory'`)).toEqual([])
  })
  it('to an organization whose provider it is not', async () => {
    expect((await enter('rosa-1', rosa(), slug('other'))).body.code).toBe('account_unauthorized')
    expect((await begin('nowhere')).status).toBe(404)
    expect((await world.call(null, 'GET', '/auth/oidc/start')).body.code).toBe(
      'organization_required',
    )
  })
  it.each([
    ['inactive', 'account_inactive'],
    ['rejected', 'account_rejected'],
  ])('to an account that is %s', async (status, code) => {
    const { body } = await enter('closed', rosa({ email: 'closed@example.org' }))
    const set = (to: string) =>
      world.owner.query('UPDATE app_user SET status = $1 WHERE email = $2', [
        to,
        'closed@example.org',
      ])
    await set(status)
    expect((await enter('closed', rosa({ email: 'closed@example.org' }))).body.code).toBe(code)
    await set('active')
    const token = { Authorization: `Bearer ${body.accessToken}` }
    expect((await world.call(null, 'GET', '/users/me', undefined, token)).status).toBe(401)
  })
})

describe('the way back', () => {
  const start = async () => {
    provider.person = { subject: 'rosa-1', profile: rosa() }
    const started = await begin()
    return { started, back: await goThrough(started.headers.get('location') ?? '') }
  }
  it('is bound to the browser that began, and to this attempt', async () => {
    const [mine, theirs] = [await start(), await start()]
    for (const [url, cookie] of [
      [mine.back, ''],
      [mine.back, 'perdure_oidc=forged'],
      [mine.back, readCookie(theirs.started)],
      [mine.back.replace(/state=[^&]+/, 'state=other'), readCookie(mine.started)],
      [mine.back.replace(/code=[^&]+/, 'code=guessed'), readCookie(mine.started)],
    ] as const) {
      expect((await comeBack(url, cookie)).body, url).toMatchObject({
        status: 401,
        code: 'unauthenticated',
      })
    }
    expect((await comeBack(mine.back, readCookie(mine.started))).status).toBe(200)
    expect((await comeBack(mine.back, readCookie(mine.started))).status).toBe(401)
  })
  it('has a cookie that no script reads, for ten minutes, with nothing legible in it', async () => {
    const line = (await begin()).headers.get('set-cookie') ?? ''
    expect(line).toMatch(/HttpOnly/)
    expect(line).toMatch(/SameSite=Lax/)
    expect(line).toMatch(/Max-Age=600/)
    expect(line).toMatch(/Path=\/api\/v1\/auth\/oidc/)
  })
  it('says so when somebody has thought better of it', async () => {
    const started = await begin()
    const url = 'http://localhost/api/v1/auth/oidc/callback?error=access_denied'
    expect((await comeBack(url, readCookie(started))).body.code).toBe('unauthenticated')
  })
  it('asks for the second factor of whoever has one, and goes on with the code', async () => {
    const { body } = await enter('careful', rosa({ email: 'careful@example.org' }))
    const token = { Authorization: `Bearer ${body.accessToken}` }
    const { secret } = (await world.call(null, 'POST', '/auth/totp/enroll', {}, token)).body
    await world.call(null, 'POST', '/auth/totp/confirm', { totp: generateSync({ secret }) }, token)
    await world.owner.query('UPDATE totp SET last_step = 0')
    const stopped = await enter('careful', rosa())
    expect(stopped.body).toMatchObject({ status: 401, code: 'totp_required' })
    const { code } = stopped.body.details
    const redeem = (totp?: string) =>
      world.call(null, 'POST', '/auth/oidc/token', { code, ...(totp && { totp }) })
    expect((await redeem()).body.code).toBe('totp_required')
    expect((await redeem('000000')).body.code).toBe('bad_credentials')
    expect((await redeem(generateSync({ secret }))).body.user.email).toBe('careful@example.org')
    expect((await redeem(generateSync({ secret }))).body.code).toBe('token_invalid')
  })
})

describe('where no provider answers', () => {
  it('is 503 while it is away, and found when it is back', async () => {
    const reports: unknown[] = []
    const settings = {
      ...{ issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y' },
      redirectUrl: 'http://localhost/callback',
    }
    const { begin: beginThere } = createOidcProvider(settings, (error) => reports.push(error))
    await expect(beginThere()).rejects.toMatchObject({ refusal: { code: 'unavailable' } })
    await expect(beginThere()).rejects.toMatchObject({ refusal: { code: 'unavailable' } })
    expect(reports).toHaveLength(2)
  })
})
