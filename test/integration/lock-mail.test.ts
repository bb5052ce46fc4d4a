import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { createPost } from '../support/letters.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false, env: { TRUSTED_PROXIES: '1' } })

const fail = async (login: string, from: string, tries: number) => {
  for (let i = 0; i < tries; i += 1) {
    const body = { login, password: 'wrong' }
    await world.call(null, 'POST', '/auth/login', body, { 'X-Forwarded-For': from })
  }
}
const letters = () =>
  world.db.query<{ userId: string }>(
    `SELECT payload->>'userId' AS "userId" FROM outbox
     WHERE kind = 'mail' AND payload->>'type' = 'account_locked' ORDER BY id`,
  )
const untilLetters = (n: number) => world.until(async () => (await letters()).length === n)
const { deliver } = createPost(world)

describe('the owner of an account that is locked', () => {
  it('is told by mail from where and until when, in their own words and time', async () => {
    await fail('it.head@demo.test', '198.51.100.7', 10)
    expect(await letters()).toEqual([])
    await fail('it.head@demo.test', '198.51.100.7', 2)
    await untilLetters(1)
    const [mail, ...others] = await deliver()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      to: 'it.head@demo.test',
      subject: 'Signing in to your account was locked',
    })
    expect(mail?.text).toMatch(/^Hello Iris,\n/)
    expect(mail?.text).toContain('the address 198.51.100.7')
    expect(mail?.text).toMatch(/until \d+ \w+ \d{4}/)
    expect(mail?.html).toContain('198.51.100.7')
    expect(mail?.headers['Message-ID']).toBeTruthy()
  })
  it('is told once a day, from wherever it is tried, under whichever login', async () => {
    await fail('it.head@demo.test', '198.51.100.8', 11)
    await fail('E1004', '198.51.100.9', 11) // of two organizations: the other's owner is told, too
    await untilLetters(2)
    expect(new Set((await letters()).map(({ userId }) => userId)).size).toBe(2)
    await world.owner.query(
      `UPDATE sign_in_attempt SET since = now() - interval '25 hours' WHERE key LIKE 'told/%'`,
    )
    await fail('it.head@demo.test', '198.51.100.10', 11)
    await untilLetters(3)
  })
  it('who may not sign in is told nothing; of a login that nobody has nobody is', async () => {
    await deliver()
    await world.owner.query(
      `UPDATE app_user SET status = 'inactive' WHERE email = 'hr.head@demo.test'`,
    )
    await fail('hr.head@demo.test', '198.51.100.11', 11)
    await fail('nobody@demo.test', '198.51.100.11', 11)
    await untilLetters(4)
    expect(await deliver()).toEqual([])
  })
  it('is told in their language', async () => {
    const patch = { language: 'de', timezone: 'Europe/Berlin' }
    await world.call('it.agent', 'PATCH', '/users/me', patch)
    const { length } = await letters()
    await fail('it.agent@demo.test', '198.51.100.6', 11)
    await untilLetters(length + 1)
    const [mail] = await deliver()
    expect(mail?.subject).toBe('Die Anmeldung bei Ihrem Konto wurde gesperrt')
    expect(mail?.text).toMatch(/^Guten Tag Ian,\n\nIhr Konto\n/)
    expect(mail?.text).toMatch(/bis zum \d+\. \w+ \d{4} um \d\d:\d\d ME/)
  })
})

it('a second factor that an account has not is not looked at, and the document says so', async () => {
  const credentials = { login: 'requester@demo.test', password: DEMO_PASSWORD, totp: '000000' }
  expect((await world.call(null, 'POST', '/auth/login', credentials)).status).toBe(200)
  const { body } = await world.call(null, 'GET', '/openapi.json')
  const { totp } =
    body.paths['/auth/login'].post.requestBody.content['application/json'].schema.properties
  expect(totp.description).toMatch(/account that has none/)
})
