import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld()

describe('notifications', () => {
  it('are counted, read one by one and all at once, and only by their owner', async () => {
    await world.file()
    await world.file()
    const unread = async () =>
      (await world.call('moderator2', 'GET', '/notifications/unread-count')).body.count
    expect(await unread()).toBe(2)
    const { body } = await world.call(
      'moderator2',
      'GET',
      '/notifications?unread=true&limit=1&count=true',
    )
    expect(body.total).toBe(2)
    expect(body.items[0]).toMatchObject({
      type: 'ticket_submitted',
      readAt: null,
      title: expect.any(String),
    })
    const id = body.items[0].id
    expect((await world.call('requester', 'POST', `/notifications/${id}/read`)).status).toBe(404)
    expect((await world.call('moderator2', 'POST', '/notifications/x/read')).status).toBe(404)
    expect((await world.call('moderator2', 'POST', `/notifications/${id}/read`)).status).toBe(204)
    expect(await unread()).toBe(1)
    const next = await world.call(
      'moderator2',
      'GET',
      `/notifications?limit=1&cursor=${body.nextCursor}`,
    )
    expect(next.body.items[0].id).not.toBe(id)
    expect((await world.call('moderator2', 'POST', '/notifications/read-all')).status).toBe(204)
    expect(await unread()).toBe(0)
  })
  it('respect what one has turned off', async () => {
    await world.call('it.head', 'PATCH', '/users/me', {
      notificationChoices: { inApp: { ticket_assigned: false } },
    })
    const filed = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/assign`, {})
    expect((await world.call('it.head', 'GET', '/notifications/unread-count')).body.count).toBe(0)
  })
})

describe('audit', () => {
  it('has every command with who, when and from where, refusals too, and verifies', async () => {
    const filed = await world.file()
    await world.call(
      'moderator',
      'POST',
      `/moderator/tickets/${filed.id}/approve`,
      {},
      { 'User-Agent': 'tester' },
    )
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/approve`, {})
    const { body } = await world.call('admin', 'GET', `/admin/audit?ticketId=${filed.id}`)
    expect(
      body.items.map((e: { action: string; outcome: string }) => `${e.action} ${e.outcome}`),
    ).toEqual(['ticket.approve denied', 'ticket.approve ok', 'ticket.submit ok'])
    expect(body.items[1]).toMatchObject({
      userAgent: 'tester',
      actor: { kind: 'user', id: await world.userId('moderator') },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    for (const query of [
      `actor=${await world.userId('moderator')}`,
      'action=ticket.approve',
      'entity=ticket',
      `entityId=${filed.id}`,
      'q=approve',
      'from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z',
    ])
      expect(
        (await world.call('admin', 'GET', `/admin/audit?${query}&count=true`)).body.total,
        query,
      ).toBeGreaterThan(0)
    expect(
      (await world.call('admin', 'GET', '/admin/audit?actor=operator&count=true')).body.total,
    ).toBe(0)
    const page = await world.call('admin', 'GET', '/admin/audit?limit=1')
    const next = await world.call(
      'admin',
      'GET',
      `/admin/audit?limit=1&cursor=${page.body.nextCursor}`,
    )
    expect(next.body.items[0].seq).toBe(page.body.items[0].seq - 1)
    expect((await world.call('admin', 'GET', '/admin/audit/verify')).body).toMatchObject({
      ok: true,
      erased: 0,
    })
  })
  it('still verifies when a detail was erased', async () => {
    const { body } = await world.call('admin', 'GET', '/admin/audit?action=ticket.submit')
    const [{ id }] = body.items
    await world.db.query(
      `SELECT audit_erase($1, ARRAY[$2::uuid], now(), '{"kind": "system"}', '{}', 'asked for')`,
      [await world.organizationId(), id],
    )
    expect((await world.call('admin', 'GET', '/admin/audit/verify')).body).toMatchObject({
      ok: true,
      erased: 1,
    })
    const erasure = await world.call(
      'admin',
      'GET',
      `/admin/audit?entity=audit_entry&entityId=${id}`,
    )
    expect(erasure.body.items).toMatchObject([
      { action: 'audit.erase', after: { reason: 'asked for' } },
    ])
  })
  it('is verified from any entry on that it has come to', async () => {
    const all = (await world.call('admin', 'GET', '/admin/audit/verify')).body
    const rest = await world.call('admin', 'GET', `/admin/audit/verify?from=${all.entries}`)
    expect(rest.body).toMatchObject({ ok: true, checkedTo: expect.any(Number) })
    expect(rest.body.checkedTo).toBeGreaterThanOrEqual(all.entries)
    for (const from of ['0', 'x', '1000000'])
      expect((await world.call('admin', 'GET', `/admin/audit/verify?from=${from}`)).status).toBe(
        400,
      )
  })
  it('names nobody as who failed to sign in', async () => {
    await world.call(null, 'POST', '/auth/login', { login: 'ceo@demo.test', password: 'wrong' })
    const failed = await world.until(async () => {
      const { body } = await world.call('admin', 'GET', '/admin/audit?action=auth.login_failed')
      return body.items[0]
    }) // it is written after the answer
    expect(failed).toMatchObject({
      actor: { kind: 'system' },
      entity: 'user',
      entityId: await world.userId('ceo'),
    })
  })
})

describe('look-ups', () => {
  it('list what can be named', async () => {
    const departments = await world.call('requester', 'GET', '/departments?count=true')
    expect(departments.body).toMatchObject({ total: 3, nextCursor: null })
    expect(departments.body.items.map((d: { code: string }) => d.code).sort()).toEqual([
      'FIN',
      'HR',
      'IT',
    ])
    expect((await world.call('requester', 'GET', '/categories')).body.items).toHaveLength(4)
    expect((await world.call('it.agent', 'GET', '/sla_templates')).body.items).toHaveLength(4)
    const page = await world.call('requester', 'GET', '/departments?limit=2')
    expect(
      (await world.call('requester', 'GET', `/departments?limit=2&cursor=${page.body.nextCursor}`))
        .body.items,
    ).toHaveLength(1)
    const people = await world.call(
      'moderator',
      'GET',
      `/users?role=agent&departmentId=${await world.departmentId('IT')}&q=iri`,
    )
    expect(people.body.items).toMatchObject([{ name: 'Iris Head' }])
    expect((await world.call('moderator', 'GET', '/users?q=%25')).body.items).toEqual([])
    for (const hidden of ['demo.test', 'iris.head', 'it.head@', 'E1004'])
      expect((await world.call('admin', 'GET', `/users?q=${hidden}`)).body.items).toEqual([])
    expect((await world.call('requester', 'GET', '/users')).status).toBe(403)
  })
})
