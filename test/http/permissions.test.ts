import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

const path = async (who: string) => `/admin/users/${await world.userId(who)}/permissions`
const grant = async (who: string, body: unknown, by = 'admin') =>
  world.call(by, 'POST', await path(who), body)
const list = async (who: string) => (await world.call('admin', 'GET', await path(who))).body.items
const revoke = async (who: string, permission: string) =>
  world.call('admin', 'DELETE', `${await path(who)}/${permission}`)
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
const untilPast = (at: string) =>
  new Promise((resolve) => setTimeout(resolve, Date.parse(at) - Date.now() + 5))
const findAudit = async (action: string, who: string) =>
  (
    await world.call(
      'admin',
      'GET',
      `/admin/audit?action=${action}&entityId=${await world.userId(who)}`,
    )
  ).body.items

describe('a permission', () => {
  it('counts as soon as it is given, and no more as soon as it is taken back', async () => {
    const filed = await world.file()
    const read = async () => (await world.call('ceo', 'GET', `/tickets/${filed.id}`)).status
    expect(await read()).toBe(404)
    const answer = await grant('ceo', { permission: 'ticket.viewAll' })
    expect(answer).toMatchObject({
      status: 201,
      body: { permission: 'ticket.viewAll', expiresAt: null, grantedBy: { name: 'Ada Admin' } },
    })
    expect(await read()).toBe(200)
    expect(await list('ceo')).toEqual([answer.body])
    expect((await world.call('ceo', 'GET', '/users/me')).body.permissions).toEqual([
      'ticket.viewAll',
    ])
    expect((await revoke('ceo', 'ticket.viewAll')).status).toBe(204)
    expect(await read()).toBe(404)
    expect((await revoke('ceo', 'ticket.viewAll')).status).toBe(404)
    expect(await findAudit('permission.grant', 'ceo')).toMatchObject([
      { after: { permission: 'ticket.viewAll', expiresAt: null } },
    ])
    expect(await findAudit('permission.revoke', 'ceo')).toMatchObject([
      { before: { permission: 'ticket.viewAll' } },
    ])
  })
  it('that is over counts for nothing at once: not even what was just read of it is believed', async () => {
    const read = async () => (await world.call('delegate', 'GET', '/admin/audit?limit=1')).status
    expect(await read()).toBe(403)
    const expiresAt = inMs(3_000)
    await grant('delegate', { permission: 'audit.view', expiresAt })
    expect(await read()).toBe(200)
    expect(await list('delegate')).toMatchObject([{ permission: 'audit.view', expiresAt }])
    await untilPast(expiresAt)
    expect(await read()).toBe(403)
    expect(await list('delegate')).toEqual([])
    expect((await world.call('delegate', 'GET', '/users/me')).body.permissions).toEqual([])
    expect((await revoke('delegate', 'audit.view')).status).toBe(404)
  })
  it('is given anew with another end, by whoever gives it', async () => {
    await grant('manager', { permission: 'reports.view', expiresAt: inMs(3_600_000) })
    await grant('manager', { permission: 'reports.view' })
    expect(await list('manager')).toMatchObject([{ permission: 'reports.view', expiresAt: null }])
    const [latest] = await findAudit('permission.grant', 'manager')
    expect(latest.before.expiresAt).not.toBeNull()
  })
})

describe('giving one', () => {
  it.each([
    { permission: 'ticket.delete' },
    { permission: 'audit.view', expiresAt: '2020-01-01T00:00:00Z' },
    { permission: 'audit.view', expiresAt: 'tomorrow' },
    { permission: 'audit.view', grantedBy: 'me' },
    {},
  ])('is refused as %j', async (body) => {
    expect((await grant('requester', body)).body).toMatchObject({
      status: 400,
      code: 'validation_failed',
    })
    expect(await list('requester')).toEqual([])
  })
  it('is for admins, in their own organization', async () => {
    const body = { permission: 'audit.view' }
    expect((await grant('requester', body, 'moderator')).status).toBe(403)
    expect((await grant('requester', body, 'admin@other.test')).status).toBe(404)
    expect((await world.call('admin@other.test', 'GET', await path('ceo'))).status).toBe(404)
    expect((await world.call('admin', 'GET', '/admin/users/x/permissions')).status).toBe(404)
  })
})
