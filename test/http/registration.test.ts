import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../../prisma/demo.js'
import { createPost, keepKeys } from '../support/letters.js'
import { type Answer, useWorld } from '../support/world.js'

const world = useWorld({ worker: false, env: await keepKeys() })
const { awaitMail, deliver } = createPost(world)

const PASSWORD = 'three quiet green kettles'
const slug = (name = 'demo') => `${name}-${world.suffix}`
const register = (email: string, over: Record<string, unknown> = {}) =>
  world.call(null, 'POST', '/auth/register', {
    ...{ email, password: PASSWORD, firstName: 'Nora', lastName: 'New', organization: slug() },
    ...over,
  })
const signIn = (login: string, password = PASSWORD) =>
  world.call(null, 'POST', '/auth/login', { login, password, organization: slug() })
const decide = (id: string, verb: 'approve' | 'reject', body: unknown = {}, who = 'admin') =>
  world.call(who, 'POST', `/admin/users/${id}/${verb}`, body)
const said = ({ status, body }: Answer) => ({ status, keys: Object.keys(body).sort() })
const findAudit = async (action: string, entityId: string) => {
  const path = `/admin/audit?action=${action}&entityId=${entityId}`
  return (await world.call('admin', 'GET', path)).body.items
}

describe('whoever registers', () => {
  it('waits for an admin, is told so by mail, and signs in by code or address once approved', async () => {
    const answer = await register('Nora@Example.org')
    expect(answer).toMatchObject({ status: 202, body: { status: 'pending' } })
    const { companyId } = answer.body
    const id = await world.userId('nora@example.org')

    expect((await signIn('nora@example.org')).body.code).toBe('account_pending')
    expect((await signIn('nora@example.org', 'another password')).body.code).toBe('bad_credentials')
    const mails = await deliver()
    const mine = mails.find(({ to }) => to === 'nora@example.org')
    expect(mine?.subject).toBe('We have received your registration')
    expect(mine?.text).toContain(companyId)
    const theirs = mails.find(({ to }) => to === 'admin@demo.test')
    expect(theirs?.subject).toBe('A registration waits for your decision')
    expect(theirs?.text).toContain('Nora New (nora@example.org) has registered.')
    const readNews = async () => (await world.call('admin', 'GET', '/notifications')).body.items[0]
    expect(await readNews()).toMatchObject({ type: 'registration_pending' })
    expect((await readNews()).body).toContain('Nora New (nora@example.org)')
    expect((await readNews()).body).toContain('Please approve or reject it.')

    const approved = await decide(id, 'approve')
    expect(approved.body).toMatchObject({
      ...{ id, employeeCode: companyId, status: 'active', helpdeskAuthorized: true },
      ...{ roles: ['requester'], emailVerifiedAt: null },
    })
    expect((await awaitMail('nora@example.org', /approved/)).text).toContain(companyId)
    expect((await readNews()).body).toContain('It was decided since.')
    for (const login of [companyId, 'NORA@example.org'])
      expect((await signIn(login)).status).toBe(200)
    expect(await findAudit('user.approve', id)).toMatchObject([
      { before: { status: 'pending' }, after: { status: 'active', roles: ['requester'] } },
    ])
    expect(await findAudit('auth.register', id)).toMatchObject([{ actor: { id }, outcome: 'ok' }])
  })
  it('is rejected with the reason that they are mailed', async () => {
    await register('rejected@example.org')
    const id = await world.userId('rejected@example.org')
    const reason = 'Nobody of that name works here'
    const answer = await decide(id, 'reject', { reason })
    expect(answer.body).toMatchObject({ status: 'rejected', decisionReason: reason, active: false })
    expect((await awaitMail('rejected@example.org', /rejected/)).text).toContain(reason)
    expect((await signIn('rejected@example.org')).body.code).toBe('account_rejected')
    expect((await decide(id, 'approve')).body).toMatchObject({
      ...{ status: 409, code: 'invalid_transition' },
    })
  })
  it('becomes what the admin says', async () => {
    const departmentId = await world.departmentId('IT')
    await register('agent@example.org', { departmentId })
    const id = await world.userId('agent@example.org')
    const { body } = await decide(id, 'approve', { roles: ['agent', 'manager'] })
    expect(body).toMatchObject({
      roles: ['agent', 'manager'],
      departmentId,
      department: { code: 'IT' },
    })
  })
  it('is one of two admins’ to decide at once, and decided once', async () => {
    await register('raced@example.org')
    const id = await world.userId('raced@example.org')
    const answers = await Promise.all([decide(id, 'approve'), decide(id, 'reject')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await deliver('raced@example.org')).length).toBeLessThanOrEqual(2)
  })
})

describe('a known address', () => {
  it('is answered alike, changes nothing, and its owner alone is told, once a day', async () => {
    const fresh = await register('fresh@example.org')
    await deliver()
    const known = await register('REQUESTER@demo.test')
    expect(said(known)).toEqual(said(fresh))
    expect(known.body.companyId).toMatch(/^R\d{8}$/)
    expect((await signIn(known.body.companyId)).body.code).toBe('bad_credentials')
    await register('requester@demo.test')
    const mails = await deliver()
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['requester@demo.test', 'Somebody has registered with your address'],
    ])
    expect((await signIn('requester@demo.test', DEMO_PASSWORD)).status).toBe(200)
    const entries = await findAudit('auth.register', await world.userId('requester'))
    expect(entries[0]).toMatchObject({ actor: { kind: 'system' }, outcome: 'denied' })
  })
  it('is advised by what the account may do; of a deleted one the admins hear', async () => {
    const email = 'again@example.org'
    await register(email)
    const id = await world.userId(email)
    await decide(id, 'reject', {})
    await register(email)
    const advice = await awaitMail(email, /registered with your address/)
    expect(advice.text).toContain('ask an admin')
    await world.call('admin', 'DELETE', `/admin/users/${id}`)
    await world.db.query(`DELETE FROM sign_in_attempt WHERE key = $1`, [`registered/${id}`])
    await deliver()
    for (let n = 0; n < 2; n += 1) await register(email)
    const mails = await deliver()
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['admin@demo.test', 'Somebody has registered whose account was deleted'],
    ])
    expect(mails[0]?.text).toContain('Please restore it')
  })
  it('may register in another organization, where it is unknown', async () => {
    expect((await register('requester@demo.test', { organization: slug('other') })).status).toBe(
      202,
    )
    const rows = await world.db.query(`SELECT 1 FROM app_user WHERE email = 'requester@demo.test'`)
    expect(rows).toHaveLength(2)
  })
  it('is registered once, however many try at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => register('twins@example.org')),
    )
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202])
    const rows = await world.db.query(`SELECT 1 FROM app_user WHERE email = 'twins@example.org'`)
    expect(rows).toHaveLength(1)
  })
})

describe('a registration is refused', () => {
  it.each([
    [
      'without saying which of several organizations',
      { organization: undefined },
      'organization_required',
    ],
    ['of an organization that there is not', { organization: 'nowhere' }, 'not_found'],
    [
      'with a department of another organization',
      { departmentId: NOBODY() },
      'department_not_found',
    ],
    ['with a short password', { password: 'short' }, 'validation_failed'],
    ['with a common password', { password: 'Password1234!' }, 'validation_failed'],
    ['with a password of one’s name', { password: 'nora-new-2024' }, 'validation_failed'],
    ['without an address', { email: 'nobody' }, 'validation_failed'],
    ['with two addresses', { email: 'a@b.c,d@e.f' }, 'validation_failed'],
    ['with a link for a name', { firstName: 'Win at https://evil.example' }, 'validation_failed'],
    ['with members of an account', { roles: ['admin'] }, 'validation_failed'],
    ['with a status', { status: 'active' }, 'validation_failed'],
  ])('%s', async (_why, over, code) => {
    expect((await register('refused@example.org', over)).body.code).toBe(code)
    const rows = await world.db.query(`SELECT 1 FROM app_user WHERE email = 'refused@example.org'`)
    expect(rows).toEqual([])
  })
})

function NOBODY() {
  return '01900000-0000-7000-8000-000000000000'
}

describe('deciding', () => {
  it('is for admins, of their own organization, of registrations alone', async () => {
    await register('guarded@example.org')
    const id = await world.userId('guarded@example.org')
    expect((await decide(id, 'approve', {}, 'moderator')).status).toBe(403)
    expect((await decide(id, 'approve', {}, 'admin@other.test')).status).toBe(404)
    expect((await decide('x', 'reject')).status).toBe(404)
    expect((await decide(await world.userId('requester'), 'reject')).body.code).toBe(
      'invalid_transition',
    )
    expect((await decide(id, 'approve', { roles: [] })).status).toBe(400)
  })
  it('tells an admin who has turned it off nothing', async () => {
    const off = { registration_pending: false }
    await world.call('admin', 'PATCH', '/users/me', {
      notificationChoices: { inApp: off, mail: off },
    })
    await deliver()
    await register('silent@example.org')
    expect((await deliver()).map(({ to }) => to)).toEqual(['silent@example.org'])
    const [news] = (await world.call('admin', 'GET', '/notifications')).body.items
    expect(news.body).not.toContain('silent@example.org')
  })
})
