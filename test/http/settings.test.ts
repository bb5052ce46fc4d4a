import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { DEFAULT_SETTINGS } from '../../src/domain/settings.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const set = (patch: object) => world.call('admin', 'PATCH', '/admin/settings', patch)

describe('settings', () => {
  it('have defaults, change by what is named, and are audited', async () => {
    expect((await world.call('admin', 'GET', '/admin/settings')).body).toEqual(DEFAULT_SETTINGS)
    expect((await set({ undoWindow: 'PT5M', autoCloseAfter: null })).body).toEqual({
      ...DEFAULT_SETTINGS,
      undoWindow: 'PT5M',
      autoCloseAfter: null,
    })
    const audit = await world.call('admin', 'GET', '/admin/audit?action=settings.update')
    expect(audit.body.items[0]).toMatchObject({ before: {}, after: { undoWindow: 'PT5M' } })
    expect((await world.call('admin@other.test', 'GET', '/admin/settings')).body).toEqual(
      DEFAULT_SETTINGS,
    )
  })
  it('that are as they were leave no entry', async () => {
    const count = async () =>
      (await world.call('admin', 'GET', '/admin/audit?action=settings.update&count=true')).body
        .total
    const patch = { maxReopens: 4, branding: { name: 'Desk', color: null, logoUrl: null } }
    const first = (await set(patch)).body
    const before = await count()
    expect((await set(patch)).body).toEqual(first)
    expect(await count()).toBe(before)
  })
  it('can be written back as they were read, when somebody of a policy is gone meanwhile', async () => {
    const userId = await world.userId('ceo')
    const { approvalPolicy } = (await world.call('admin', 'GET', '/admin/settings')).body
    const [step] = approvalPolicy.steps
    const policy = { ...approvalPolicy, steps: [{ ...step, approvers: [userId] }] }
    expect((await set({ approvalPolicy: policy })).status).toBe(200)
    await world.owner.query(`UPDATE app_user SET status = 'inactive' WHERE id = $1`, [userId])
    const read = (await world.call('admin', 'GET', '/admin/settings')).body
    expect((await set({ approvalPolicy: read.approvalPolicy })).status).toBe(200)
    expect((await set({ approvalPolicy })).status).toBe(200)
    expect((await set({ approvalPolicy: policy })).body.code).toBe('user_not_found')
    await world.owner.query(`UPDATE app_user SET status = 'active' WHERE id = $1`, [userId])
  })
  it.each([
    { undoWindow: 'PT0S' },
    { undoWindow: 'soon' },
    { undoWindow: null },
    { maxReopens: -1 },
    { closurePolicy: 'nobody' },
    { colour: 1 },
    { ticketPrefix: 'a b' },
  ])('refuse %j', async (patch) => {
    expect((await set(patch)).body).toMatchObject({ status: 400, code: 'validation_failed' })
  })
  it('govern what starts after them, and leave what runs', async () => {
    await set({ autoVerifyAfter: 'P3D', closurePolicy: 'moderator', ticketPrefix: 'HELP' })
    const { id, number } = await world.file()
    expect(number).toMatch(/^HELP-\d+$/)
    await world.call('moderator', 'POST', `/moderator/tickets/${id}/assign`, {})
    const status = (body: object) =>
      world.call<TicketView>('it.head', 'PATCH', `/tickets/${id}/status`, body)
    await status({ status: 'in_progress' })
    const first = await status({ status: 'completed', notes: 'x' })
    await set({ autoVerifyAfter: 'PT1S', closurePolicy: 'requester' })
    expect(
      (await world.call<TicketView>('requester', 'GET', `/tickets/${id}`)).body.autoVerifyAt,
    ).toBe(first.body.autoVerifyAt)
    const closed = await world.call('requester', 'PATCH', `/tickets/${id}/resolve_by_requester`, {})
    expect(closed.body).toMatchObject({ status: 'closed', resolvedAt: closed.body.closedAt })
    const next = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${next.id}/assign`, {})
    await world.call('it.head', 'PATCH', `/tickets/${next.id}/status`, { status: 'in_progress' })
    await world.call('it.head', 'PATCH', `/tickets/${next.id}/status`, {
      status: 'completed',
      notes: 'x',
    })
    await world.until(
      async () =>
        (await world.call('requester', 'GET', `/tickets/${next.id}`)).body.status === 'resolved',
    )
  })
})

describe('explain', () => {
  it('tells each caller what stops each command, and what each timer waits for', async () => {
    const { id } = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${id}/assign`, {})
    const of = async (who: string) => {
      const { body } = await world.call(who, 'POST', `/tickets/${id}/explain`)
      return Object.fromEntries(
        body.commands.map((c: { command: string; allowed: boolean; code?: string }) => [
          c.command,
          c.code ?? c.allowed,
        ]),
      )
    }
    expect(await of('it.head')).toMatchObject({
      start: true,
      acknowledge: true,
      complete: 'invalid_transition',
      close: 'forbidden',
      claim: 'already_assigned',
    })
    expect(await of('moderator')).toMatchObject({
      close: true,
      undo: true,
      reassign: true,
      start: 'forbidden',
      approve: 'invalid_transition',
    })
    await world.db.query(`UPDATE department SET head_id = NULL WHERE code = 'IT'`)
    expect(await of('moderator')).toMatchObject({ reassign: 'no_assignee' })
    const { body } = await world.call('moderator', 'POST', `/tickets/${id}/explain`)
    const timers = Object.fromEntries(body.timers.map((t: { kind: string }) => [t.kind, t]))
    expect(timers.acknowledge).toEqual({
      kind: 'acknowledge',
      dueAt: expect.any(String),
      armedBy: 2,
    })
    expect(Object.keys(timers)).toEqual(['first_response', 'acknowledge', 'resolution'])
    expect((await world.call('requester2', 'POST', `/tickets/${id}/explain`)).status).toBe(404)
  })
})
