import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import type { CommitOutcome } from '../../src/domain/ticket/envelope.js'
import { partOf } from '../../src/domain/ticket/envelope.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { receiveCommand } from '../../src/write/inbox/commands.js'
import { DAY, fastForward, connectTemporal, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()

async function road(to: 'assigned' | 'in_progress' | 'completed'): Promise<TicketView> {
  const filed = await world.file()
  const run = async (who: string, method: string, path: string, body: unknown) => {
    const answer = await world.call(who, method, path, body)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  }
  await run('moderator', 'POST', `/moderator/tickets/${filed.id}/assign`, {})
  const status = `/tickets/${filed.id}/status`
  if (to !== 'assigned') await run('it.head', 'PATCH', status, { status: 'in_progress' })
  if (to === 'completed')
    await run('it.head', 'PATCH', status, { status: 'completed', notes: 'done' })
  return (await world.call<TicketView>('moderator', 'GET', `/tickets/${filed.id}`)).body
}

const read = async (id: string) =>
  (await world.call<TicketView>('moderator', 'GET', `/tickets/${id}`)).body
const historyOf = async (id: string): Promise<string[]> =>
  (await world.call('moderator', 'GET', `/tickets/${id}/history`)).body.items.map(
    (item: { command: string; actor: unknown }) =>
      typeof item.actor === 'string' ? `${item.command} by ${item.actor}` : item.command,
  )

async function forward(number: string, seconds: number): Promise<void> {
  await fastForward(connectTemporal(world), ticketWorkflowId(world, number), seconds)
}

describe('timers of days', () => {
  it('verify and then close what the requester leaves unanswered, and end the run after the undo window', async () => {
    const ticket = await road('completed')
    await forward(ticket.number, 3 * DAY + 60)
    const closed = await world.until(async () => {
      const now = await read(ticket.id)
      return now.status === 'closed' && now
    })
    expect(closed.closedAt).toBe(closed.updatedAt)
    expect(
      Date.parse(closed.closedAt ?? '') - Date.parse(ticket.completedAt ?? ''),
    ).toBeGreaterThanOrEqual(3 * DAY * 1000)
    expect((await historyOf(ticket.id)).slice(-2)).toEqual([
      'auto_verify by system',
      'auto_close by system',
    ])
    await forward(ticket.number, DAY)
    const handle = connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, ticket.number))
    await world.until(async () => (await handle.describe()).status.name === 'COMPLETED')
    expect((await read(ticket.id)).revision).toBe(closed.revision) // the end of the window is a fact
    const again = await world.call('requester', 'POST', `/tickets/${ticket.id}/rework`, {
      comment: 'x',
    })
    expect(again.body.code).toBe('invalid_transition') // refused on the row: there is no run
  })
  it('do not fire once the work was sent back', async () => {
    const ticket = await road('completed')
    await world.call('requester', 'POST', `/tickets/${ticket.id}/rework`, { comment: 'not yet' })
    await forward(ticket.number, 4 * DAY)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await read(ticket.id)).toMatchObject({ status: 'in_progress', autoVerifyAt: null })
  })
  it('tell the moderators once when nobody acknowledges', async () => {
    const ticket = await road('assigned')
    const told = async () =>
      (await world.call('moderator2', 'GET', '/notifications?limit=200')).body.items.filter(
        (n: { type: string; ticketId: string }) =>
          n.type === 'ticket_unacknowledged' && n.ticketId === ticket.id,
      ).length
    await forward(ticket.number, DAY + 60)
    await world.until(async () => (await notificationTypes()) === 1)
    await forward(ticket.number, 3 * DAY)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(await notificationTypes()).toBe(1)
    expect((await read(ticket.id)).revision).toBe(ticket.revision)
    expect((await historyOf(ticket.id)).join()).not.toContain('unacknowledged')
  })
})

describe('operators', () => {
  it('see where a ticket stands in plain words, search for it, and read its state', async () => {
    const ticket = await road('completed')
    const client = connectTemporal(world)
    const handle = client.workflow.getHandle(ticketWorkflowId(world, ticket.number))
    const state = await handle.query<TicketState>('state')
    expect(state).toMatchObject({ status: 'completed', revision: ticket.revision })
    expect(JSON.stringify(state)).not.toMatch(/Printer|smokes|done/) // no text is in a workflow
    const description = await handle.describe()
    const attributes = Object.fromEntries(
      [...description.typedSearchAttributes.getAll()].map(({ key, value }) => [key.name, value]),
    )
    expect(attributes).toMatchObject({
      TicketNumber: ticket.number,
      TicketStatus: 'completed',
      TicketVersion: 1,
      Organization: `demo-${world.suffix}`,
    })
    const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata')
    expect(metadata.currentDetails).toContain(`**${ticket.number}** is **completed**`)
    expect(metadata.currentDetails).toContain('Next timer: auto_verify at')
    const history = JSON.stringify(await handle.fetchHistory())
    expect(history).toContain('userMetadata')
    expect(Buffer.from(history).toString()).not.toMatch(/UHJpbnRlciBicm9rZW4/) // "Printer broken" in base64
  })
  it('assign and close by signals, with the same guards, and both are kept', async () => {
    const filed = await world.file()
    const client = connectTemporal(world)
    const handle = client.workflow.getHandle(ticketWorkflowId(world, filed.number))
    await world.until(async () =>
      handle.describe().then(
        () => true,
        () => false,
      ),
    )
    await handle.signal('close', {}) // submitted tickets can't be closed
    await handle.signal('assign', { colour: 'red' }) // not a body of the route
    await handle.signal('assign', { priority: 'high' })
    await world.until(async () => (await read(filed.id)).status === 'assigned')
    await handle.signal('close', { reason: 'by hand' })
    const closed = await world.until(async () => {
      const now = await read(filed.id)
      return now.status === 'closed' && now
    })
    expect(closed.priority).toBe('high')
    expect(await historyOf(filed.id)).toEqual(['submit', 'assign by operator', 'close by operator'])
    const audit = await world.call(
      'admin',
      'GET',
      `/admin/audit?ticketId=${filed.id}&actor=operator`,
    )
    expect(
      audit.body.items.map(
        (e: { action: string; outcome: string; after: { code?: string } }) =>
          `${e.action} ${e.after.code ?? e.outcome}`,
      ),
    ).toEqual([
      'ticket.close ok',
      'ticket.assign ok',
      'ticket.assign validation_failed',
      'ticket.close invalid_transition',
    ])
  })
})

describe('a worker killed between commit and acknowledgement', () => {
  async function committedBehindItsBack() {
    const ticket = await road('in_progress')
    const [org] = await world.db.query<{ id: string }>(
      `SELECT id FROM organization WHERE slug LIKE 'demo-%'`,
    )
    const head = await world.userId('it.head')
    const commandId = randomUUID()
    const answer = await receiveCommand(world.db, {
      organizationId: org?.id ?? '',
      ticketId: ticket.id,
      commandId,
      name: 'complete',
      actor: { kind: 'user', id: head },
      origin: { ip: null, userAgent: null },
      payload: {},
      texts: { notes: 'x' },
    })
    if (answer.kind !== 'pending') throw new Error(answer.kind)
    const at = new Date().toISOString()
    const event = {
      type: 'complete',
      at,
      assigneeId: head,
      autoVerifyAt: new Date(Date.now() + 1_500).toISOString(),
      autoCloseAt: null,
    } as const
    // what the killed worker had done: the commit, and nothing after it
    const outcome = await world.db.call<CommitOutcome>('commit_tickets', {
      organizationId: org?.id,
      ticketId: ticket.id,
      commandId,
      facts: answer.facts,
      parts: [partOf(answer.state, event)],
    })
    expect(outcome.kind).toBe('committed')
    return { ticket, commandId }
  }

  it('lets the next command through, decided on what was committed', async () => {
    const { ticket } = await committedBehindItsBack()
    // the run knows nothing of it yet, and must not refuse what is legal only after it
    const rework = await world.call<TicketView>(
      'requester',
      'POST',
      `/tickets/${ticket.id}/rework`,
      { comment: 'no' },
    )
    expect(rework.body, JSON.stringify(rework.body)).toMatchObject({
      status: 'in_progress',
      reworkCount: 1,
    })
  })
  it('is made good by the relay alone, timers and all', async () => {
    const { ticket, commandId } = await committedBehindItsBack()
    await world.db.query(
      `UPDATE command_inbox SET decided_at = now() - interval '1 minute' WHERE id = $1`,
      [commandId],
    )
    const resolved = await world.until(async () => {
      const now = await read(ticket.id)
      return now.status === 'resolved' && now
    }, 30_000)
    expect(resolved.revision).toBe(ticket.revision + 2)
    const [row] = await world.db.query<{ acked: boolean }>(
      'SELECT acked_at IS NOT NULL AS acked FROM command_inbox WHERE id = $1',
      [commandId],
    )
    expect(row?.acked).toBe(true)
  })
})

describe('a command that breaks something', () => {
  it('fails alone, changes nothing, and the ticket goes on', async () => {
    const ticket = await road('in_progress')
    await world.db.query('ALTER TABLE ticket_event RENAME COLUMN texts TO texts_hidden')
    const broken = await world.call('it.head', 'PATCH', `/tickets/${ticket.id}/progress`, {
      percent: 20,
    })
    await world.db.query('ALTER TABLE ticket_event RENAME COLUMN texts_hidden TO texts')
    expect(broken.body).toMatchObject({ status: 500, code: 'internal' })
    expect(JSON.stringify(broken.body)).not.toMatch(/column|SELECT|relation/)
    expect((await read(ticket.id)).revision).toBe(ticket.revision)
    const next = await world.call<TicketView>(
      'it.head',
      'PATCH',
      `/tickets/${ticket.id}/progress`,
      { percent: 30 },
    )
    expect(next.body).toMatchObject({ progressPercent: 30, revision: ticket.revision + 1 })
  })
})
