import { describe, expect, it } from 'vitest'
import { callScim, connectDirectory } from '../support/scim.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false, env: { RATE_LIMIT_SCIM: '40', RATE_LIMIT_ADDRESS: '60' } })
const make = (body: object, headers = {}) =>
  world.call('admin', 'POST', '/admin/scim_tokens', body, headers)
const status = async (token: string | null) =>
  (await callScim(world, token, 'GET', '/Schemas')).status

describe('a token of a directory', () => {
  it('is shown once and kept as a hash, listed without it, and audited', async () => {
    const made = await make({ name: 'Entra ID' })
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Entra ID',
        createdBy: { name: 'Ada Admin' },
        expiresAt: expect.any(String),
        lastUsedAt: null,
      },
    })
    const { token, id } = made.body
    expect(token).toMatch(/^perdure_scim_[\w-]{43}$/)
    const [row] = await world.db.query<{ hash: string }>(
      'SELECT hash FROM scim_token WHERE id = $1',
      [id],
    )
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await status(token)).toBe(200)
    const { body } = await world.call('admin', 'GET', '/admin/scim_tokens')
    expect(body.items[0]).toMatchObject({ id, lastUsedAt: expect.any(String) })
    expect(JSON.stringify(body)).not.toContain(token)
    const audit = await world.call('admin', 'GET', '/admin/audit?action=scim_token.create')
    expect(audit.body.items[0]).toMatchObject({ entityId: id, after: { name: 'Entra ID' } })
    expect(JSON.stringify(audit.body)).not.toContain(token)
  })
  it('is refused where it would be over already', async () => {
    const past = await make({ name: 'late', expiresAt: new Date(Date.now() - 1_000).toISOString() })
    expect(past).toMatchObject({ status: 400, body: { details: { expiresAt: expect.any(Array) } } })
  })
  it('ends after a year, unless it is given another end, or none', async () => {
    const { expiresAt } = (await make({ name: 'a year' })).body
    const days = (Date.parse(expiresAt) - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(365)
    expect((await make({ name: 'never', expiresAt: null })).body.expiresAt).toBeNull()
    const end = '2031-01-01T00:00:00.000Z'
    expect((await make({ name: 'then', expiresAt: end })).body.expiresAt).toBe(end)
  })
  it('opens nothing once it is taken back, is over, or its organization is deactivated', async () => {
    const { token, id } = (await make({ name: 'short' })).body
    expect((await world.call('admin', 'DELETE', `/admin/scim_tokens/${id}`)).status).toBe(204)
    expect(await status(token)).toBe(401)
    expect((await world.call('admin', 'DELETE', `/admin/scim_tokens/${id}`)).status).toBe(404)
    expect((await world.call('admin', 'DELETE', '/admin/scim_tokens/x')).status).toBe(404)
    const { body: over } = await make({ name: 'over' })
    expect(await status(over.token)).toBe(200)
    await world.owner.query('UPDATE scim_token SET expires_at = now() WHERE id = $1', [over.id])
    expect(await status(over.token)).toBe(401)
    const { token: other } = await connectDirectory(world, 'admin@other.test')
    expect(await status(other)).toBe(200)
    const deactivate = (active: boolean) =>
      world.db.query(
        `UPDATE organization SET active = $2 FROM app_user u WHERE u.organization_id = organization.id AND u.email = $1`,
        ['admin@other.test', active],
      )
    await deactivate(false)
    expect(await status(other)).toBe(401)
    await deactivate(true)
  })
  it("is another organization's to nobody", async () => {
    const { tokenId, token } = await connectDirectory(world)
    const foreign = await world.call('admin@other.test', 'DELETE', `/admin/scim_tokens/${tokenId}`)
    expect(foreign.status).toBe(404)
    const { body } = await world.call('admin@other.test', 'GET', '/admin/scim_tokens')
    expect(JSON.stringify(body)).not.toContain(tokenId)
    expect(await status(token)).toBe(200)
  })
  it('asked for again by its key it has another secret, because none is kept', async () => {
    const headers = { 'Idempotency-Key': 'once' }
    const [first, second] = [await make({ name: 'x' }, headers), await make({ name: 'x' }, headers)]
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect(second.body.id).toBe(first.body.id)
    expect([await status(first.body.token), await status(second.body.token)]).toEqual([401, 200])
    const kept = await world.db.query(
      `SELECT 1 FROM idempotency WHERE position('perdure_scim' IN idempotency::text) > 0`,
    )
    expect(kept).toEqual([])
  })
  it.each([
    ['no token', null],
    ['a guess', 'perdure_scim_x'],
    ['something long', 'x'.repeat(5_000)],
  ])('%s is refused in the form of SCIM', async (_what, token) => {
    const refused = await callScim(world, token, 'GET', '/Users')
    expect(refused).toMatchObject({
      status: 401,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' },
    })
    expect(refused.headers.get('content-type')).toBe('application/scim+json')
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
  })
  it("somebody's access token is none, and a token of a directory opens nothing else", async () => {
    expect(await status(await world.token('admin'))).toBe(401)
    const { token } = await connectDirectory(world)
    const headers = { Authorization: `Bearer ${token}` }
    const me = await world.app.request('/api/v1/users/me', { headers })
    expect(me.status).toBe(401)
  })
  it('has so many requests a minute, and guesses cost their network', async () => {
    const { get, token } = await connectDirectory(world)
    const answers = []
    for (let i = 0; i < 45; i += 1) answers.push(await get('/Schemas'))
    const refused = answers.filter((one) => one.status === 429)
    expect(refused).toHaveLength(5)
    expect(refused[0]?.body).toMatchObject({ status: '429', detail: expect.any(String) })
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    const guesses = []
    for (let i = 0; i < 70; i += 1) guesses.push(await status('guess'))
    expect(new Set(guesses)).toEqual(new Set([401, 429]))
    expect(await status(token)).toBe(429)
  })
})
