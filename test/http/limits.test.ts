import { describe, expect, it } from 'vitest'
import { createSharedLimit } from '../../src/database/shared-limit.js'
import { createUploads } from '../support/files.js'
import { useWorld } from '../support/world.js'

const world = useWorld({
  worker: false,
  env: {
    TRUSTED_PROXIES: '1',
    RATE_LIMIT_LOGINS: '12',
    RATE_LIMIT_REQUESTS: '40',
    RATE_LIMIT_ORGANIZATION: '60',
    RATE_LIMIT_ADDRESS: '20',
    RATE_LIMIT_REGISTRATIONS: '5',
  },
})

const from = (address: string) => ({ 'X-Forwarded-For': address })
const ask = (who: string | null, path: string, address: string, more = {}) =>
  world.call(who, 'GET', path, undefined, { ...from(address), ...more })

/** How many are let through of so many that come in turns. */
async function countAdmitted(times: number, request: (i: number) => Promise<{ status: number }>) {
  let admitted = 0
  for (let i = 0; i < times; i += 1) if ((await request(i)).status !== 429) admitted += 1
  return admitted
}

describe('what nobody has signed', () => {
  it.each(['/openapi.json', '/.well-known/jwks.json'])('%s is limited by network', async (path) => {
    const network = `2001:db8:${path.length}:1`
    const admitted = await countAdmitted(25, (i) => ask(null, path, `${network}::${i}`))
    expect(admitted).toBe(20)
    expect((await ask(null, path, '198.51.100.200')).status).toBe(200)
  })
  it.each(['/nowhere', '/.well-known/nowhere'])(
    '%s, which is not there, is limited too',
    async (path) => {
      const address = `198.51.100.${100 + path.length}`
      expect(await countAdmitted(25, (i) => ask(null, `${path}/${i}`, address))).toBe(20)
      expect((await world.app.request('/healthz', { headers: from(address) })).status).toBe(200)
    },
  )
  it('tokens that are not valid cost the network, and valid ones pass all the same', async () => {
    const forged = { Authorization: 'Bearer x.y.z' }
    const address = '198.51.100.3'
    expect(await countAdmitted(25, () => ask(null, '/users/me', address, forged))).toBe(20)
    expect((await ask('requester', '/users/me', address)).status).toBe(200)
  })
  it('refreshing is limited', async () => {
    const body = { refreshToken: 'x' }
    const request = () => world.call(null, 'POST', '/auth/refresh', body, from('198.51.100.4'))
    expect(await countAdmitted(25, request)).toBe(20)
  })
  it('registrations are limited by network', async () => {
    const request = (i: number) => {
      const body = { email: `n${i}@example.org`, password: 'x', firstName: 'x', lastName: 'x' }
      return world.call(null, 'POST', '/auth/register', body, from('198.51.100.6'))
    }
    expect(await countAdmitted(8, request)).toBe(5)
  })
  it('sign-ins are limited by network, whatever the login', async () => {
    const request = (i: number) => {
      const body = { login: `nobody${i}@demo.test`, password: 'x' }
      return world.call(null, 'POST', '/auth/login', body, from('198.51.100.5'))
    }
    expect(await countAdmitted(20, request)).toBe(12)
  })
})

describe('what somebody asks', () => {
  it('says what is left of the budgets, to programs of other origins too', async () => {
    const { headers } = await ask('moderator', '/users/me', '192.0.2.1')
    expect(headers.get('ratelimit-policy')).toBe('"requests";q=40;w=60, "organizations";q=60;w=60')
    expect(headers.get('ratelimit')).toMatch(/^"requests";r=39;t=60, "organizations";r=\d+;t=\d+$/)
  })
  it('is limited by user, and by organization', async () => {
    const refused = await (async () => {
      for (;;) {
        const answer = await ask('manager', '/users/me', '192.0.2.1')
        if (answer.status === 429) return answer
      }
    })()
    expect(refused.body).toMatchObject({ code: 'rate_limited' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await countAdmitted(60, () => ask('admin', '/users/me', '192.0.2.1'))).toBeLessThan(40)
    expect((await ask('admin@other.test', '/users/me', '192.0.2.1')).status).toBe(200)
  })
  it('has the bytes in it that are sent to an address which they were given', async () => {
    const { request, send } = createUploads(world)
    const target = await request('requester@other.test', 'hello')
    expect(await countAdmitted(45, async () => send(target, 'hello'))).toBeLessThan(40)
  })
})

describe('a limit that processes share', () => {
  const options = { points: 100, seconds: 60, share: 5, whenAway: 'open' } as const
  it('lets no more through than it has, and all of it', async () => {
    const processes = [0, 1, 2].map(() =>
      createSharedLimit(world.db, { ...options, name: 'shared' }),
    )
    const spent = await Promise.all(
      Array.from({ length: 300 }, (_, i) => processes[i % 3]?.spend('somebody')),
    )
    expect(spent.filter((result) => result?.isSpent === false)).toHaveLength(100)
  })
  it('counts by the process alone while the database is away, but where passwords are guessed', async () => {
    const away = { pool: { query: () => Promise.reject(new Error('away')) } }
    const build = (whenAway: 'open' | 'closed') =>
      createSharedLimit({ ...world.db, ...away } as unknown as typeof world.db, {
        ...options,
        name: `away-${whenAway}`,
        whenAway,
      })
    const open = build('open')
    const spent = []
    for (let i = 0; i < 110; i += 1) spent.push(await open.spend('somebody'))
    expect(spent.filter(({ isSpent }) => !isSpent)).toHaveLength(100)
    await expect(build('closed').spend('somebody')).rejects.toThrow()
  })
})
