import { generateSync } from 'otplib'
import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { createPost } from '../support/letters.js'
import { useWorld } from '../support/world.js'

const KEY = Buffer.alloc(32, 7).toString('base64')
const world = useWorld({ worker: false, env: { TEMPORAL_CODEC_KEYS: `a:${KEY}` } })
const { awaitMail } = createPost(world)

const signIn = (login: string, totp?: string) =>
  world.call(null, 'POST', '/auth/login', {
    ...{ login: `${login}@demo.test`, password: DEMO_PASSWORD },
    ...(totp === undefined ? {} : { totp }),
  })
const enroll = (who: string) => world.call(who, 'POST', '/auth/totp/enroll')
const confirm = (who: string, totp: string) =>
  world.call(who, 'POST', '/auth/totp/confirm', { totp })
/** The code of a step before or after this one. */
const codeAt = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + steps * 30 })
/** As if the code that it was turned on by lay long ago. */
const rest = () => world.owner.query('UPDATE totp SET last_step = 0')
const turnOn = async (who: string) => {
  const { secret } = (await enroll(who)).body
  const { recoveryCodes } = (await confirm(who, codeAt(secret))).body
  await rest()
  return { secret: String(secret), recoveryCodes: recoveryCodes as string[] } // as the document has them
}

describe('a second factor', () => {
  it('counts from its confirmation, and its owner is told', async () => {
    const { body } = await enroll('moderator')
    expect(body.otpauthUrl).toMatch(/^otpauth:\/\/totp\/Demo%20Ltd:moderator%40demo\.test\?secret=/)
    expect((await signIn('moderator')).status).toBe(200)
    expect((await confirm('moderator', '000000')).body.details.totp).toHaveLength(1)
    const on = await confirm('moderator', codeAt(body.secret))
    expect(on.body.recoveryCodes).toHaveLength(10)
    expect((await signIn('moderator')).body).toMatchObject({ status: 401, code: 'totp_required' })
    await awaitMail('moderator@demo.test', /second factor/)
    expect((await enroll('moderator')).body.code).toBe('invalid_transition')
    expect((await confirm('moderator', codeAt(body.secret))).body.code).toBe('invalid_transition')
    const path = `/admin/audit?action=auth.totp_enable&entityId=${await world.userId('moderator')}`
    expect((await world.call('admin', 'GET', path)).body.items).toHaveLength(1)
  })
  it('takes the code of this step, of the one before and the one after, each once', async () => {
    const { secret } = await turnOn('it.head')
    for (const steps of [-2, 2])
      expect((await signIn('it.head', codeAt(secret, steps))).body.code).toBe('bad_credentials')
    for (const steps of [-1, 0, 1]) {
      const code = codeAt(secret, steps)
      expect((await signIn('it.head', code)).status).toBe(200)
      expect((await signIn('it.head', code)).body.code).toBe('bad_credentials')
    }
    expect((await signIn('it.head', codeAt(secret, -1))).body.code).toBe('bad_credentials')
  })
  it('that is confirmed by a code is not entered by the same code', async () => {
    const { secret } = (await enroll('hr.head')).body
    const code = codeAt(secret)
    await confirm('hr.head', code)
    expect((await signIn('hr.head', code)).status).toBe(401)
  })
  it('lets one in of those who send its code at once', async () => {
    const { secret } = await turnOn('finance.head')
    const code = codeAt(secret)
    const answers = await Promise.all([1, 2, 3, 4].map(() => signIn('finance.head', code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
  it('is guessed at no more often than a password', async () => {
    const { secret } = await turnOn('ceo')
    const codes = []
    for (let i = 0; i < 11; i += 1) codes.push((await signIn('ceo', '000000')).body.code)
    expect(codes).toEqual([...Array(10).fill('bad_credentials'), 'locked'])
    expect((await signIn('ceo', codeAt(secret))).body.code).toBe('locked')
  })
  it('says nothing to whoever has not the password', async () => {
    await turnOn('delegate')
    const wrong = await world.call(null, 'POST', '/auth/login', {
      ...{ login: 'delegate@demo.test', password: 'wrong', totp: '000000' },
    })
    expect(wrong.body).toMatchObject({ code: 'bad_credentials', error: /password/ })
  })
  it('is sealed in the database, and so are its recovery codes', async () => {
    const { secret, recoveryCodes } = await turnOn('manager')
    const rows = await world.owner.query<{ text: string }>(
      `SELECT row_to_json(t)::text AS text FROM totp t UNION ALL SELECT row_to_json(r)::text FROM recovery_code r
       UNION ALL SELECT row_to_json(i)::text FROM idempotency i`,
    )
    const kept = rows.map(({ text }) => text).join('\n')
    expect(kept).toContain('sealed:a:')
    for (const text of [secret, ...recoveryCodes]) expect(kept).not.toContain(text)
  })
  it('is not kept for a repetition of the request', async () => {
    const key = { 'Idempotency-Key': 'enrol' }
    const { body } = await world.call('requester2', 'POST', '/auth/totp/enroll', {}, key)
    const [row] = await world.owner.query<{ text: string }>(
      `SELECT row_to_json(i)::text AS text FROM idempotency i WHERE key = 'enrol'`,
    )
    expect(row?.text ?? '').not.toContain(body.secret)
  })
})

describe('a recovery code', () => {
  it('stands for a code once, however it is written', async () => {
    const { recoveryCodes } = await turnOn('it.agent')
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first = '', second = ''] = recoveryCodes
    expect((await signIn('it.agent', first)).status).toBe(200)
    expect((await signIn('it.agent', first)).body.code).toBe('bad_credentials')
    expect((await signIn('it.agent', second.replaceAll('-', '').toLowerCase())).status).toBe(200)
    const rows = await world.owner.query(
      'SELECT 1 FROM recovery_code r JOIN app_user u ON u.id = r.user_id WHERE u.email = $1',
      ['it.agent@demo.test'],
    )
    expect(rows).toHaveLength(8)
  })
})

describe('turning it off', () => {
  const turnOff = (who: string, totp: string) => world.call(who, 'DELETE', '/auth/totp', { totp })
  it('takes a code: a stolen token is not enough, and guesses no better', async () => {
    const { secret } = await turnOn('requester')
    expect((await turnOff('requester', '000000')).body.code).toBe('bad_credentials')
    expect((await turnOff('requester', codeAt(secret))).status).toBe(204)
    expect((await signIn('requester')).status).toBe(200)
    expect((await turnOff('requester', codeAt(secret))).body.code).toBe('invalid_transition')
    await turnOn('moderator2')
    const codes = []
    for (let i = 0; i < 11; i += 1) codes.push((await turnOff('moderator2', '000000')).body.code)
    expect(codes.at(-1)).toBe('locked')
  })
  it('is an admin’s, too, for whoever has lost it; not one’s own, nor another organization’s', async () => {
    await turnOn('requester2')
    const path = `/admin/users/${await world.userId('requester2')}/totp`
    expect((await world.call('moderator', 'DELETE', path)).status).toBe(403)
    expect((await world.call('admin@other.test', 'DELETE', path)).status).toBe(404)
    expect((await world.call('admin', 'DELETE', path)).status).toBe(204)
    expect((await signIn('requester2')).status).toBe(200)
    expect((await world.call('admin', 'DELETE', path)).status).toBe(404)
    await turnOn('admin')
    const own = `/admin/users/${await world.userId('admin')}/totp`
    expect((await world.call('admin', 'DELETE', own)).status).toBe(404)
  })
})
