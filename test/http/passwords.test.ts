import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { createPost, keepKeys, readToken } from '../support/letters.js'
import { createSignIn } from '../support/sign-in.js'
import { type Answer, useWorld } from '../support/world.js'

const world = useWorld({
  worker: false,
  env: { ...(await keepKeys()), PUBLIC_URL: 'https://desk.example.org/', TRUSTED_PROXIES: '1' },
})
const { awaitMail, deliver } = createPost(world)
const { signIn, fail } = createSignIn(world)

const PASSWORD = 'three quiet green kettles'
const post = (path: string, body: unknown, token?: string) =>
  world.call(
    null,
    'POST',
    path,
    body,
    token === undefined ? {} : { Authorization: `Bearer ${token}` },
  )
const forget = (login: string) => post('/auth/password/forgot', { login })
const reset = (token: string, newPassword = PASSWORD) =>
  post('/auth/password/reset', { token, newPassword })
const isDead = async (token: string) =>
  (await world.call(null, 'GET', '/users/me', undefined, { Authorization: `Bearer ${token}` }))
    .status === 401
const askForToken = async (login: string) => {
  await forget(login)
  return readToken(await awaitMail(login, /new password/))
}
const said = ({ status, body: { requestId: _one, ...body } }: Answer) => ({ status, body })

describe('a forgotten password', () => {
  it('is replaced by the link that its owner is mailed, once, and all sessions end', async () => {
    const before = (await signIn('requester@demo.test')).body
    await forget('requester@demo.test')
    const mail = await awaitMail('requester@demo.test', /Set a new password/)
    expect(mail.text).toContain('https://desk.example.org/set-password#token=')
    const token = readToken(mail)
    expect((await reset(token)).status).toBe(204)
    expect(await isDead(before.accessToken)).toBe(true)
    expect((await post('/auth/refresh', { refreshToken: before.refreshToken })).status).toBe(401)
    expect((await signIn('requester@demo.test')).body.code).toBe('bad_credentials')
    expect((await signIn('requester@demo.test', { password: PASSWORD })).status).toBe(200)
    expect((await reset(token)).body.code).toBe('token_invalid')
    await awaitMail('requester@demo.test', /Your password was changed/)
    const path = `/admin/audit?action=auth.password_reset&entityId=${await world.userId('requester')}`
    expect((await world.call('admin', 'GET', path)).body.items).toHaveLength(1)
  })
  it('is asked for alike whether somebody has that login or not', async () => {
    const [known, unknown] = [await forget('ceo@demo.test'), await forget('nobody@demo.test')]
    expect(said(known)).toEqual({ status: 202, body: {} })
    expect(said(unknown)).toEqual(said(known))
    await awaitMail('ceo@demo.test', /new password/)
  })
  it('is asked for by employee code, too, in each organization that has it', async () => {
    await forget('E1002')
    await awaitMail('moderator@demo.test', /new password/)
    const rows = await world.db.query(
      `SELECT 1 FROM account_token t JOIN app_user u ON u.id = t.user_id WHERE u.employee_code = 'E1002'`,
    )
    expect(rows).toHaveLength(2)
  })
  it('fills no mailbox: three links an hour', async () => {
    for (let i = 0; i < 5; i += 1) await forget('delegate@demo.test')
    const count = () =>
      world.db.query(
        `SELECT 1 FROM account_token t JOIN app_user u ON u.id = t.user_id WHERE u.email = 'delegate@demo.test'`,
      )
    await world.until(async () => (await count()).length === 3)
    expect((await deliver('delegate@demo.test')).length).toBe(3)
  })
  it('leaves no token in the database, nor what it could be made of', async () => {
    const token = await askForToken('hr.head@demo.test')
    const rows = await world.owner.query<{ text: string }>(
      `SELECT row_to_json(t)::text AS text FROM account_token t UNION ALL SELECT row_to_json(o)::text FROM outbox o`,
    )
    expect(rows.map(({ text }) => text).join('\n')).not.toContain(token)
  })
  it.each(['inactive', 'rejected'])('of an account that is %s is none', async (status) => {
    await world.owner.query(`UPDATE app_user SET status = $1 WHERE email = 'manager@demo.test'`, [
      status,
    ])
    await forget('manager@demo.test')
    await forget('it.agent@demo.test')
    await awaitMail('it.agent@demo.test', /new password/)
    expect(await deliver('manager@demo.test')).toEqual([])
  })
})

describe('a link', () => {
  it('is over after half an hour', async () => {
    const token = await askForToken('finance.head@demo.test')
    await world.owner.query(
      `UPDATE account_token SET expires_at = expires_at - interval '30 minutes'`,
    )
    expect((await reset(token)).body).toMatchObject({ status: 400, code: 'token_invalid' })
  })
  it('goes with the others when one was used, and with the account', async () => {
    const [first, second] = [
      await askForToken('it.head@demo.test'),
      await askForToken('it.head@demo.test'),
    ]
    expect((await reset(second)).status).toBe(204)
    expect((await reset(first)).body.code).toBe('token_invalid')
    const third = await askForToken('it.head@demo.test')
    await world.owner.query(
      `UPDATE app_user SET status = 'inactive' WHERE email = 'it.head@demo.test'`,
    )
    await world.owner.query(
      `UPDATE app_user SET status = 'active' WHERE email = 'it.head@demo.test'`,
    )
    expect((await reset(third)).body.code).toBe('token_invalid')
  })
  it('is used by one of several at once', async () => {
    const token = await askForToken('moderator2@demo.test')
    const answers = await Promise.all([1, 2, 3].map((n) => reset(token, `${PASSWORD} ${n}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400, 400])
  })
  it('is still good after a password that was refused', async () => {
    const token = await askForToken('requester2@demo.test')
    const refused = await reset(token, 'password1234')
    expect(refused.body).toMatchObject({
      code: 'validation_failed',
      details: { newPassword: [/guessed/] },
    })
    expect((await reset(token)).status).toBe(204)
  })
  it('ends the locks of whoever has proved to be the owner', async () => {
    const login = 'it.agent@demo.test'
    for (let i = 0; i < 11; i += 1) await fail(login)
    expect((await signIn(login)).body.code).toBe('locked')
    const token = await askForToken(login)
    await world.call(
      null,
      'POST',
      '/auth/password/reset',
      { token, newPassword: PASSWORD },
      {
        'X-Forwarded-For': '192.0.2.1',
      },
    )
    expect((await signIn(login, { password: PASSWORD })).status).toBe(200)
  })
  it.each(['x', 'x'.repeat(43), ' '])('that nobody was given is none: %j', async (token) => {
    expect((await reset(token)).status).toBe(400)
  })
})

describe('changing one’s password', () => {
  const login = 'admin@other.test'
  const change = (token: string, currentPassword: string, newPassword: string) =>
    post('/auth/password/change', { currentPassword, newPassword }, token)

  it('ends all sessions of the old one, and answers a new one', async () => {
    const [here, elsewhere] = [(await signIn(login)).body, (await signIn(login)).body]
    const answer = await change(here.accessToken, DEMO_PASSWORD, PASSWORD)
    expect(answer.status).toBe(200)
    for (const { accessToken } of [here, elsewhere]) expect(await isDead(accessToken)).toBe(true)
    expect(await isDead(answer.body.accessToken)).toBe(false)
    expect((await post('/auth/refresh', { refreshToken: answer.body.refreshToken })).status).toBe(
      200,
    )
    expect((await signIn(login, { password: PASSWORD })).status).toBe(200)
  })
  it('needs the present one, and guesses at it lock as those of a sign-in do', async () => {
    const { accessToken } = (await signIn('agent@other.test')).body
    const codes = []
    for (let i = 0; i < 11; i += 1) {
      codes.push((await change(accessToken, 'wrong', PASSWORD)).body.code)
    }
    expect(codes).toEqual([...Array(10).fill('bad_credentials'), 'locked'])
  })
  it('needs a good new one', async () => {
    const { accessToken } = (await signIn('requester@other.test')).body
    for (const bad of ['short', 'password1234', 'requester-2024', DEMO_PASSWORD]) {
      const { body } = await change(accessToken, DEMO_PASSWORD, bad)
      expect(body).toMatchObject({ code: 'validation_failed', details: { newPassword: [/./] } })
    }
  })
  it('keeps no token of its answer for a repetition', async () => {
    const { accessToken } = (await signIn('moderator@other.test')).body
    const headers = { Authorization: `Bearer ${accessToken}`, 'Idempotency-Key': 'secret' }
    const body = { currentPassword: DEMO_PASSWORD, newPassword: PASSWORD }
    const answer = await world.call(null, 'POST', '/auth/password/change', body, headers)
    expect(answer.status).toBe(200)
    const [row] = await world.owner.query<{ text: string }>(
      `SELECT row_to_json(i)::text AS text FROM idempotency i WHERE key = 'secret'`,
    )
    expect(row?.text ?? '').not.toContain(answer.body.refreshToken)
  })
})
