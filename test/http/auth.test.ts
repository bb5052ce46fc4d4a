import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

const login = (login: string, password = DEMO_PASSWORD, more = {}) =>
  world.call(null, 'POST', '/auth/login', { login, password, ...more })
const me = (token: string) =>
  world.call(null, 'GET', '/users/me', undefined, { Authorization: `Bearer ${token}` })

describe('sign-in', () => {
  it('takes email or employee code, and answers tokens and the user', async () => {
    const byMail = await login('Requester@Demo.test')
    expect(byMail.status).toBe(200)
    expect(byMail.body).toMatchObject({
      expiresIn: 600,
      user: { email: 'requester@demo.test', roles: ['requester'] },
    })
    const byCode = await login('E1011', DEMO_PASSWORD, { organization: `demo-${world.suffix}` })
    expect(byCode.body.user.email).toBe('requester@demo.test')
    const [header] = String(byMail.body.accessToken).split('.')
    expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toMatchObject({
      alg: 'EdDSA',
      typ: 'at+jwt',
    })
  })

  it('asks for the organization only where the login is not unique', async () => {
    expect((await login('E1001')).body).toMatchObject({
      status: 400,
      code: 'organization_required',
    })
  })

  it('answers alike whichever was wrong', async () => {
    const unknown = await login('nobody@demo.test')
    const wrong = await login('requester2@demo.test', 'wrong')
    expect(unknown.body).toMatchObject({
      status: 401,
      code: 'bad_credentials',
      error: wrong.body.error,
    })
    expect(wrong.status).toBe(401)
  })

  it('locks an account for a while after ten failures', async () => {
    for (let i = 0; i < 10; i += 1) await login('hr.head@demo.test', 'wrong')
    const locked = await login('hr.head@demo.test')
    expect(locked.body).toMatchObject({ status: 429, code: 'locked' })
    expect(locked.headers.get('retry-after')).toBe('900')
    const path = '/admin/audit?action=auth.login_failed&count=true'
    await world.until(async () => (await world.call('admin', 'GET', path)).body.total >= 11)
  })

  it.each([
    ['pending', true, 'account_pending'],
    ['rejected', true, 'account_rejected'],
    ['inactive', true, 'account_inactive'],
    ['active', false, 'account_unauthorized'],
  ])('refuses an account that is %s (authorized: %s)', async (status, authorized, code) => {
    const set = (s: string, a: boolean) =>
      world.db.query(
        `UPDATE app_user SET status = $1, helpdesk_authorized = $2 WHERE email = 'finance.head@demo.test'`,
        [s, a],
      )
    await set(status, authorized)
    expect((await login('finance.head@demo.test')).body).toMatchObject({ status: 403, code })
    await set('active', true)
  })
})

describe('sessions', () => {
  it('rotates the refresh token, and a used one again ends the session', async () => {
    const first = (await login('it.agent@demo.test')).body
    const second = await world.call(null, 'POST', '/auth/refresh', {
      refreshToken: first.refreshToken,
    })
    expect(second.status).toBe(200)
    expect(second.body.refreshToken).not.toBe(first.refreshToken)
    const reused = await world.call(null, 'POST', '/auth/refresh', {
      refreshToken: first.refreshToken,
    })
    expect(reused.body).toMatchObject({ status: 401, code: 'refresh_reused' })
    expect((await me(second.body.accessToken)).status).toBe(401)
    const after = await world.call(null, 'POST', '/auth/refresh', {
      refreshToken: second.body.refreshToken,
    })
    expect(after.status).toBe(401)
    expect(
      (await world.call(null, 'POST', '/auth/refresh', { refreshToken: 'nonsense' })).body.code,
    ).toBe('unauthenticated')
  })

  it('signs out at once', async () => {
    const { accessToken } = (await login('manager@demo.test')).body
    expect((await me(accessToken)).status).toBe(200)
    const out = await world.call(null, 'POST', '/auth/logout', undefined, {
      Authorization: `Bearer ${accessToken}`,
    })
    expect(out.status).toBe(204)
    expect((await me(accessToken)).body.code).toBe('unauthenticated')
  })

  it('shows where one is signed in, and ends another session but nobody else’s', async () => {
    const other = (await login('ceo@demo.test')).body
    const sessions = await world.call('ceo', 'GET', '/auth/sessions')
    expect(sessions.body.items.length).toBeGreaterThanOrEqual(2)
    const target = sessions.body.items.find((s: { current: boolean }) => !s.current)
    expect((await world.call('requester', 'DELETE', `/auth/sessions/${target.id}`)).status).toBe(
      404,
    )
    expect((await world.call('ceo', 'DELETE', `/auth/sessions/${target.id}`)).status).toBe(204)
    expect((await world.call('ceo', 'DELETE', '/auth/sessions/nonsense')).status).toBe(404)
    expect((await me(other.accessToken)).status).toBe(401)
  })

  it('ends with the account within a second', async () => {
    const { accessToken } = (await login('delegate@demo.test')).body
    expect((await me(accessToken)).status).toBe(200)
    await world.db.query(
      `UPDATE app_user SET status = 'inactive' WHERE email = 'delegate@demo.test'`,
    )
    await new Promise((resolve) => setTimeout(resolve, 1_050))
    expect((await me(accessToken)).status).toBe(401)
  })
})

describe('tokens', () => {
  it.each(['', 'Bearer', 'Bearer x.y.z', 'Basic abc', 'Bearer eyJhbGciOiJub25lIn0.e30.'])(
    'refuses %j',
    async (header) => {
      const answer = await world.call(null, 'GET', '/users/me', undefined, {
        Authorization: header,
      })
      expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' })
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    },
  )
  it('publishes the public keys, and nothing private', async () => {
    const { body } = await world.call<{ keys: Record<string, string>[] }>(
      null,
      'GET',
      '/.well-known/jwks.json',
    )
    expect(body.keys[0]).toMatchObject({ alg: 'EdDSA', crv: 'Ed25519', use: 'sig' })
    expect(body.keys[0]).not.toHaveProperty('d')
  })
})

describe('my profile', () => {
  it('changes what one may change, audited', async () => {
    const patch = {
      phone: '+44 20',
      timezone: 'Europe/London',
      availability: 'away',
      notificationChoices: { mail: { ticket_closed: false } },
    }
    const answer = await world.call('requester2', 'PATCH', '/users/me', patch)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject(patch)
    const audit = await world.call('admin', 'GET', '/admin/audit?action=user.update')
    expect(audit.body.items[0].after).toEqual(patch)
  })
  it.each([
    { timezone: 'Mars/Base' },
    { roles: ['admin'] },
    { availability: 'x' },
    { firstName: '' },
    { notificationChoices: { mail: { x: true } } },
    { notificationChoices: { mail: { mention: false } } },
    { notificationChoices: { inApp: { ticket_received: false } } },
    { notificationChoices: { fax: {} } },
  ])('refuses %j', async (patch) => {
    expect((await world.call('requester2', 'PATCH', '/users/me', patch)).body).toMatchObject({
      status: 400,
      code: 'validation_failed',
    })
  })
})
