import { hash } from '@node-rs/argon2'
import { beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { createSignIn } from '../support/sign-in.js'
import { type Answer, useWorld } from '../support/world.js'

const world = useWorld({ worker: false, env: { TRUSTED_PROXIES: '1' } })

const { signIn, fail } = createSignIn(world)
const said = ({ status, body: { requestId: _one, ...body }, headers }: Answer) => ({
  status,
  body,
  retryAfter: headers.get('retry-after'),
})
const refresh = (refreshToken: string) =>
  world.call(null, 'POST', '/auth/refresh', { refreshToken })

describe('whoever tries logins', () => {
  it('hears the same of a login that nobody has, lock and all', async () => {
    for (let i = 0; i < 12; i += 1) {
      const [known, unknown] = [await fail('hr.head@demo.test'), await fail('nobody@demo.test')]
      expect(said(unknown)).toEqual(said(known))
      expect(known.body.code).toBe(i < 10 ? 'bad_credentials' : 'locked')
    }
  })
  it('can’t overtake the lock by trying at once', async () => {
    const tries = await Promise.all(
      Array.from({ length: 40 }, () => fail('finance.head@demo.test')),
    )
    const judged = tries.filter(({ body }) => body.code === 'bad_credentials')
    expect(judged).toHaveLength(10)
    expect((await signIn('finance.head@demo.test')).body.code).toBe('locked')
  })
  it('waits twice as long after each lock', async () => {
    const login = 'ceo@demo.test'
    const waits = []
    for (let lock = 0; lock < 3; lock += 1) {
      for (let i = 0; i < 10; i += 1) await fail(login)
      waits.push(Number((await fail(login)).headers.get('retry-after')))
      await world.owner.query(
        `UPDATE sign_in_attempt SET since = since - interval '4 hours', locked_until = locked_until - interval '4 hours'`,
      )
    }
    // the database's clock and ours may part by a second
    expect(waits.map((seconds) => Math.round(seconds / 60))).toEqual([15, 30, 60])
  })
  it('can’t keep the owner out, who signs in from elsewhere', async () => {
    for (let i = 0; i < 12; i += 1) await fail('delegate@demo.test', '198.51.100.1')
    expect((await fail('delegate@demo.test', '198.51.100.1')).body.code).toBe('locked')
    expect((await signIn('delegate@demo.test', { from: '192.0.2.50' })).status).toBe(200)
  })
  it('can’t try on from ever new addresses; where the owner has been before stays open', async () => {
    const login = 'manager@demo.test'
    expect((await signIn(login, { from: '2001:db8:1:2::1' })).status).toBe(200)
    for (let i = 0; i < 101; i += 1) await fail(login, `203.0.113.${i}`)
    expect((await signIn(login, { from: '203.0.113.200' })).body.code).toBe('locked')
    expect((await signIn(login, { from: '2001:db8:1:2::ffff' })).status).toBe(200)
  })
  it('has as many tries as one address with all of an IPv6 network', async () => {
    for (let i = 0; i < 10; i += 1) await fail('moderator2@demo.test', `2001:db8:5:6::${i}`)
    const next = await signIn('moderator2@demo.test', { from: '2001:db8:5:6:7::1' })
    expect(next.body.code).toBe('locked')
  })
  it('learns that a login exists twice only by a right password', async () => {
    const known = await fail('E1001', '192.0.2.99')
    expect(said(known)).toEqual(said(await fail('E9999', '192.0.2.99')))
    expect((await signIn('E1001')).body.code).toBe('organization_required')
  })
})

describe('a login of several organizations', () => {
  /** The same code in each of three; the third has a password of its own. */
  const meet = async (code: string) => {
    const own = await hash('of the third alone', { memoryCost: 8_192, timeCost: 1, parallelism: 1 })
    await world.owner.query(
      `INSERT INTO organization (id, slug, name) VALUES (gen_random_uuid(), 'third-' || $1, 'Third')
       ON CONFLICT DO NOTHING`,
      [world.suffix],
    )
    await world.owner.query(
      `INSERT INTO app_user (organization_id, id, email, employee_code, first_name, last_name, roles, status,
         helpdesk_authorized, password_hash, created_at, updated_at)
       SELECT o.id, ('0000000' || row_number() OVER (ORDER BY o.slug) || '-0000-7000-8000-' || right(md5($1), 12))::uuid,
         lower($1) || '@several.test', $1, 'A', 'B', '{requester}', 'active', true,
         CASE WHEN o.slug LIKE 'third-%' THEN $2 ELSE (SELECT password_hash FROM app_user WHERE email = 'requester@demo.test') END,
         now(), now()
       FROM organization o`,
      [code, own],
    )
  }
  const setActive = (slug: string, isActive: boolean) =>
    world.owner.query('UPDATE organization SET active = $2 WHERE slug = $1', [
      `${slug}-${world.suffix}`,
      isActive,
    ])

  it('is found in the third of them, too', async () => {
    await meet('THREE1')
    expect((await signIn('THREE1', { password: 'of the third alone' })).body.code).toBe(
      'organization_required',
    )
  })
  it('is that of the one that is active', async () => {
    await meet('THREE2')
    for (const slug of ['other', 'third']) await setActive(slug, false)
    expect((await signIn('THREE2')).status).toBe(200)
    for (const slug of ['other', 'third']) await setActive(slug, true)
  })
  it('may be typed in small letters', async () => {
    const demo = { organization: `demo-${world.suffix}` }
    expect((await signIn('e1001', demo)).status).toBe(200)
    expect((await signIn('three2', demo)).status).toBe(200)
  })
})

describe('a right password', () => {
  it('takes back what failed before it', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 9; i += 1) await fail('it.head@demo.test')
      expect((await signIn('it.head@demo.test')).status).toBe(200)
    }
  })
  it('on a barred account leaves an audit entry that says why', async () => {
    const bar = (status: string) =>
      world.owner.query(`UPDATE app_user SET status = $1 WHERE email = 'it.agent@demo.test'`, [
        status,
      ])
    await bar('inactive')
    expect((await signIn('it.agent@demo.test')).body.code).toBe('account_inactive')
    await bar('active')
    const id = await world.userId('it.agent')
    const entry = await world.until(async () => {
      const path = `/admin/audit?action=auth.login_failed&entityId=${id}`
      return (await world.call('admin', 'GET', path)).body.items[0]
    })
    expect(entry).toMatchObject({
      actor: { kind: 'system' },
      outcome: 'denied',
      after: { code: 'account_inactive' },
      ip: '192.0.2.1',
    })
  })
  it('that was hashed more cheaply is hashed anew', async () => {
    const readHash = async () => {
      const sql = `SELECT password_hash AS hash FROM app_user WHERE email = 'requester2@demo.test'`
      return (await world.owner.query<{ hash: string }>(sql))[0]?.hash
    }
    const cheap = await hash(DEMO_PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 })
    await world.owner.query(
      `UPDATE app_user SET password_hash = $1 WHERE email = 'requester2@demo.test'`,
      [cheap],
    )
    expect((await signIn('requester2@demo.test')).status).toBe(200)
    await world.until(async () => (await readHash())?.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))
    expect((await signIn('requester2@demo.test')).status).toBe(200)
  })
})

describe('a session', () => {
  const HOUR = 3_600_000
  const lifetimes = async (login: string) => {
    const { body } = await signIn(login, { from: '192.0.2.70' })
    const [row] = await world.owner.query<{ lifetime: string; idle: string }>(
      `SELECT extract(epoch FROM s.expires_at - s.created_at) * 1000 AS lifetime,
         extract(epoch FROM t.expires_at - t.created_at) * 1000 AS idle
       FROM session s JOIN refresh_token t ON t.session_id = s.id ORDER BY s.id DESC LIMIT 1`,
    )
    return { body, hours: [Number(row?.lifetime) / HOUR, Number(row?.idle) / HOUR] }
  }
  it.each([
    ['requester@demo.test', [720, 168]],
    ['it.head@demo.test', [24, 12]],
    ['moderator@demo.test', [24, 12]],
    ['admin@demo.test', [24, 12]],
  ])('of %s lives %j hours, and between refreshes', async (login, hours) => {
    expect((await lifetimes(login)).hours).toEqual(hours)
  })
  it('of somebody who has joined the staff has the shorter lifetime at once', async () => {
    const { body } = await lifetimes('requester@demo.test')
    await world.owner.query(`UPDATE session SET created_at = created_at - interval '2 days'`)
    const promote = (roles: string[]) =>
      world.owner.query(`UPDATE app_user SET roles = $1 WHERE email = 'requester@demo.test'`, [
        roles,
      ])
    await promote(['requester', 'agent'])
    expect((await refresh(body.refreshToken)).body.code).toBe('unauthenticated')
    await promote(['requester'])
    expect((await refresh(body.refreshToken)).status).toBe(200)
  })
  it('is not refreshed in an organization that is no longer active', async () => {
    const { body } = await signIn('requester@other.test')
    const set = (active: boolean) =>
      world.owner.query(`UPDATE organization SET active = $1 WHERE slug LIKE 'other%'`, [active])
    await set(false)
    expect((await refresh(body.refreshToken)).body.code).toBe('unauthenticated')
    await set(true)
    expect((await refresh(body.refreshToken)).status).toBe(200)
  })
})

describe('sessions', () => {
  let userId = ''
  beforeAll(async () => {
    userId = await world.userId('requester')
    await world.owner.query(
      `INSERT INTO session (organization_id, id, user_id, created_at, last_used_at, expires_at)
       SELECT organization_id, gen_random_uuid(), id, now(), now() - interval '1 hour', now() + interval '1 day'
       FROM app_user, generate_series(1, 150) WHERE id = $1`,
      [userId],
    )
  })
  it('are bounded: the one that was used longest ago ends', async () => {
    expect((await signIn('requester@demo.test', { from: '192.0.2.71' })).status).toBe(200)
    const [row] = await world.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM session WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > now()`,
      [userId],
    )
    expect(row?.n).toBe(100)
  })
  it('are listed by pages', async () => {
    const first = await world.call('requester', 'GET', '/auth/sessions?limit=60&count=true')
    expect(first.body.items).toHaveLength(60)
    expect(first.body.total).toBeGreaterThanOrEqual(99)
    const path = `/auth/sessions?limit=60&cursor=${first.body.nextCursor}`
    const rest = await world.call('requester', 'GET', path)
    const ids = [...first.body.items, ...rest.body.items].map(({ id }: { id: string }) => id)
    expect(new Set(ids).size).toBe(first.body.total)
  })
})
