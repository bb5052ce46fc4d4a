import { describe, expect, it } from 'vitest'
import { createDriver, omitCounters } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, code, split, moderate, read, notificationTypes } = createDriver(world)

const close = (id: string, who = 'moderator') => moderate(id, 'close', { reason: 'done' }, who)
describe('a forced close', () => {
  it('closes every open sub-ticket in the same action, and its undo restores all of them', async () => {
    const parent = await begin('in_progress', 'FIN')
    const [open, closed, working] = await split(parent.id, ['HR', 'FIN', 'IT'])
    await close(closed?.id ?? '')
    await call('it.head', 'PATCH', `/tickets/${working?.id}/status`, { status: 'in_progress' })
    const before = await Promise.all([parent, open, closed, working].map((t) => read(t?.id ?? '')))
    await moderate(parent.id, 'close', { reason: 'enough', forceCloseChildren: true })
    for (const subTicket of [open, working]) {
      expect(await read(subTicket?.id ?? '')).toMatchObject({ status: 'closed' })
      const { items } = await call('moderator', 'GET', `/tickets/${subTicket?.id}/history`)
      expect(items.at(-1)).toMatchObject({ command: 'close', reason: 'parent_closed' })
    }
    expect(await notificationTypes('it.head', working?.id ?? '')).toContain('ticket_closed')
    expect(await code('moderator', 'POST', `/tickets/${open?.id}/undo`)).toBe('undo_superseded')
    expect((await moderate(parent.id, 'undo')).status).toBe('in_progress')
    const after = await Promise.all([parent, open, closed, working].map((t) => read(t?.id ?? '')))
    expect(after.map(omitCounters)).toEqual(before.map(omitCounters))
    await call('it.head', 'PATCH', `/tickets/${working?.id}/progress`, { percent: 50 })
  })
  it('is undone for all or for none: one that has moved keeps all closed', async () => {
    const parent = await begin('in_progress')
    const [one, two] = await split(parent.id, ['HR', 'FIN'])
    await moderate(parent.id, 'close', { reason: 'x', forceCloseChildren: true })
    // an operator's reopening of a sub-ticket is barred, so its record is touched as an expiry would
    await world.db.query(
      `UPDATE ticket SET state = jsonb_set(state, '{undo}', '{"kind":"expired"}') WHERE id = $1`,
      [two?.id],
    )
    expect(await code('moderator', 'POST', `/tickets/${parent.id}/undo`)).toBe('undo_superseded')
    expect((await read(one?.id ?? '')).status).toBe('closed')
    expect((await read(parent.id)).status).toBe('closed')
  })
  it('goes with a withdrawal too', async () => {
    const parent = await begin('in_progress')
    const [subTicket] = await split(parent.id, ['HR'])
    await call('requester', 'POST', `/tickets/${parent.id}/withdraw`, {})
    expect((await read(subTicket?.id ?? '')).status).toBe('closed')
  })
})

describe('many', () => {
  it('201 sub-tickets under one parent begin, are all shown with it, close and are restored', async () => {
    const parent = await begin('in_progress')
    const subTickets = await split(
      parent.id,
      Array.from({ length: 200 }, () => 'HR'),
    )
    expect(subTickets).toHaveLength(200)
    await split(parent.id, ['HR'])
    const shown = await call('moderator', 'GET', `/tickets/${parent.id}?include=children`)
    expect(shown.children).toHaveLength(201)
    await moderate(parent.id, 'close', { reason: 'x', forceCloseChildren: true })
    const listed = () => call('moderator', 'GET', `/tickets?parentId=${parent.id}&limit=200`)
    const statuses = async () =>
      new Set((await listed()).items.map(({ status }: { status: string }) => status))
    expect(await statuses()).toEqual(new Set(['closed']))
    await moderate(parent.id, 'undo')
    expect(await statuses()).toEqual(new Set(['assigned']))
  })
})
