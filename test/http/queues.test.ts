import { describe, expect, it } from 'vitest'
import { required } from '../../src/domain/assert.js'
import { readSlaProof } from '../../src/read/tickets/sla-proof.js'
import { readTicketState } from '../../src/read/tickets/state.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, moderate, read, notificationTypes, history } = createDriver(world)

describe('the review queue', () => {
  it('holds what waits for review, with counts and possible duplicates', async () => {
    const first = await world.file('requester', { title: 'Printer on floor two jams' })
    const same = await world.file('requester', { title: 'The printer on floor two jams' })
    const other = await world.file('requester2', {
      title: 'Payroll is wrong',
      description: 'A bonus is missing',
      departmentId: await world.departmentId('HR'),
    })
    await moderate(other.id, 'clarify', { question: 'Which?' })
    const queue = await call('moderator', 'GET', '/moderator/queue?count=true')
    expect(queue).toMatchObject({ counts: { submitted: 2, needs_clarification: 1 }, total: 3 })
    const item = queue.items.find(({ id }: { id: string }) => id === same.id)
    expect(item.possibleDuplicates).toEqual([
      { id: first.id, number: first.number, title: first.title, score: expect.any(Number) },
    ])
    expect(
      queue.items.find(({ id }: { id: string }) => id === other.id).possibleDuplicates,
    ).toEqual([])
    const page = await call('moderator', 'GET', '/moderator/queue?limit=2')
    const rest = await call(
      'moderator',
      'GET',
      `/moderator/queue?limit=2&cursor=${page.nextCursor}`,
    )
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(
      queue.items.map(({ id }: { id: string }) => id),
    )
  })
})

describe('a user’s tickets', () => {
  it('are one’s own, or anybody’s for moderators, with a summary', async () => {
    const { id } = await begin('completed')
    await call('requester', 'PATCH', `/tickets/${id}/resolve_by_requester`, {})
    const own = await call('requester', 'GET', '/users/me/tickets?limit=1')
    expect(own).toMatchObject({
      items: [{ id }],
      summary: { open: expect.any(Number), meanResolutionSeconds: expect.any(Number) },
    })
    const requester = await world.userId('requester')
    expect(
      (await call('moderator', 'GET', `/users/${requester}/tickets`)).items.length,
    ).toBeGreaterThan(0)
    expect((await world.call('requester2', 'GET', `/users/${requester}/tickets`)).status).toBe(404)
  })
})

describe('the clocks', () => {
  it('warn at three quarters, mark the breach once, tell, and can be added up anew', async () => {
    const { id, number } = await begin('in_progress')
    await fastForward(connectTemporal(world), ticketWorkflowId(world, number), 7 * 3600)
    await world.until(async () => (await notificationTypes('it.head', id)).includes('sla_warning'))
    expect((await read(id)).sla.breached).toBe(false)
    await fastForward(connectTemporal(world), ticketWorkflowId(world, number), 4 * DAY)
    await world.until(async () => {
      const types = await notificationTypes('it.head', id)
      return types.filter((type) => type === 'sla_breached').length === 2 // both clocks
    })
    expect(await read(id)).toMatchObject({ sla: { breached: true }, revision: 3 })
    expect(
      (await notificationTypes('moderator', id)).filter((t) => t === 'sla_warning'),
    ).toHaveLength(2)
    expect((await history(id)).join()).not.toContain('sla')
    const listed = await call('moderator', 'GET', '/tickets?breached=true')
    expect(listed.items.map((t: { id: string }) => t.id)).toContain(id)
    const proof = await call('moderator', 'GET', `/tickets/${id}/sla/proof`)
    expect(proof.equal, JSON.stringify(proof)).toBe(true)
    expect(proof.policy).toMatchObject({ name: 'Normal', dueDelta: 'P3D' })
    expect(
      proof.steps
        .filter(({ clock }: { clock: string }) => clock === 'first_response')
        .map(({ kind }: { kind: string }) => kind),
    ).toEqual(['start', 'warn', 'breach'])
  })
  it('stop with the first word, stand while it is completed, go on with rework, and begin anew with a new version', async () => {
    const { id } = await begin('in_progress')
    await call('it.head', 'POST', `/tickets/${id}/messages`, { body: 'On my way' })
    await call('it.head', 'PATCH', `/tickets/${id}/status`, { status: 'completed', notes: 'x' })
    await call('requester', 'POST', `/tickets/${id}/rework`, { comment: 'x' })
    await call('moderator', 'PATCH', `/tickets/${id}`, { priority: 'high' })
    await moderate(id, 'reassign', { reason: 'x' })
    await moderate(id, 'undo')
    await moderate(id, 'close', { reason: 'x' })
    const readProof = () => call('moderator', 'GET', `/tickets/${id}/sla/proof`)
    const proof = await readProof()
    expect(proof.equal, JSON.stringify(proof)).toBe(true)
    expect(proof.steps.map(({ kind }: { kind: string }) => kind)).toEqual([
      'start',
      'start',
      'met',
      'pause',
      'resume',
      'due',
      'met',
    ])
    const pages = []
    for (let cursor = ''; ; ) {
      const { steps, nextCursor, ...rest } = await call(
        'moderator',
        'GET',
        `/tickets/${id}/sla/proof?limit=2${cursor}`,
      )
      expect(rest).toEqual({
        policy: proof.policy,
        calendar: proof.calendar,
        computed: proof.computed,
        stored: proof.stored,
        equal: true,
      })
      pages.push(steps)
      if (nextCursor === null) break
      cursor = `&cursor=${nextCursor}`
    }
    expect(pages.map((page) => page.length)).toEqual([2, 2, 2, 1])
    expect(pages.flat()).toEqual(proof.steps)
    await moderate(id, 'reopen', { reason: 'x' })
    expect(await readProof()).toMatchObject({ equal: true, computed: { firstResponseAt: null } })
  })
  it('are proved from what moves them alone, however much else has happened', async () => {
    const { id } = await begin('in_progress')
    await call('it.head', 'PATCH', `/tickets/${id}/progress`, { percent: 10 })
    const state = await readTicketState(world.db, {
      organizationId: await world.organizationId(),
      ticketId: id,
    })
    await world.owner.query(
      `INSERT INTO ticket_event (organization_id, ticket_id, seq, id, command_id, type, at, actor, from_status, to_status, version, data)
       SELECT organization_id, ticket_id, seq + i, uuidv7(), uuidv7(), type, at, actor, from_status, to_status, version, data
       FROM ticket_event, generate_series(1, 3000) i WHERE ticket_id = $1 AND type = 'progress'`,
      [id],
    )
    const read: unknown[] = []
    const db = world.db.of(await world.organizationId())
    const counting: typeof db = {
      ...db,
      query: async <T extends object>(text: string, values?: readonly unknown[]) => {
        const rows = await db.query<T>(text, values)
        read.push(...rows)
        return rows
      },
    }
    const proof = await readSlaProof(counting, required(state, 'ticket'), { limit: 200 })
    expect(proof.equal).toBe(true)
    expect(proof.steps.map(({ kind }) => kind)).toEqual(['start', 'start', 'met'])
    expect(read.length).toBeLessThan(10)
  })
})
