import { describe, expect, it } from 'vitest'
import type { Position } from '../../src/domain/ticket/position.js'
import { createCommandPath } from '../support/command-path.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, code, read, moderate, history } = createDriver(world)
const { receive, carryOut, readState } = createCommandPath(world)

const getRun = (number: string) =>
  connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, number))
const readPosition = (number: string) => getRun(number).query<Position>('position')

/** What a killed worker had done: the commit, and nothing after it. */
async function commitUnanswered() {
  const { id, number, revision } = await begin('in_progress')
  const { commandId } = await receive('it.head', id, 'complete', { texts: { notes: 'x' } })
  expect(await carryOut(id, 'complete', commandId)).toMatchObject({ kind: 'done' })
  expect((await readPosition(number)).revision).toBe(revision)
  return { id, number, revision, commandId }
}

describe('a worker killed between commit and answer', () => {
  it('lets the next command through, decided on what was committed', async () => {
    const { id } = await commitUnanswered()
    // the run knows nothing of it yet, and must not refuse what is legal only after it
    const rework = await call('requester', 'POST', `/tickets/${id}/rework`, { comment: 'no' })
    expect(rework).toMatchObject({ status: 'in_progress', reworkCount: 1 })
  })
  it('has its command carried out again, which changes nothing, and the run takes over its deadlines', async () => {
    const { id, number, revision, commandId } = await commitUnanswered()
    await getRun(number).executeUpdate('complete', { updateId: commandId, args: [commandId] })
    expect(await readPosition(number)).toMatchObject({
      revision: revision + 1,
      deadlines: expect.arrayContaining([expect.objectContaining({ kind: 'auto_verify' })]),
    })
    await fastForward(connectTemporal(world), ticketWorkflowId(world, number), 3 * DAY + 60)
    await world.until(async () => (await read(id)).status === 'closed')
    expect((await history(id)).filter((name) => name === 'complete')).toHaveLength(1)
  })
})

describe('a signal', () => {
  it('that was lost with whoever had taken it comes again, and more than once is harmless', async () => {
    const { id, number } = await commitUnanswered()
    await world.db.query(
      `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at, attempts, leased_until)
       SELECT uuidv7(), organization_id, 'signal', id, jsonb_build_object('family', 'ticket', 'number', number),
         now(), now(), 1, now() + n * interval '1 second' FROM ticket, generate_series(1, 2) n WHERE id = $1`,
      [id],
    )
    const { seq } = await readState(id)
    await world.until(async () => (await readPosition(number)).seq === seq)
    const isDone = async () =>
      (
        await world.db.query(
          'SELECT 1 FROM outbox WHERE done_at IS NULL AND entity_id = $1 AND kind = $2',
          [id, 'signal'],
        )
      ).length === 0
    await world.until(isDone)
    expect(await readPosition(number)).toMatchObject({ seq, revision: 4 })
  })
})

describe('a command that breaks something', () => {
  it('fails alone, changes nothing, and the ticket goes on', async () => {
    const { id, revision } = await begin('in_progress')
    const path = `/tickets/${id}/progress`
    await world.owner.query('ALTER TABLE ticket_event RENAME COLUMN texts TO texts_hidden')
    const broken = await world
      .call('it.head', 'PATCH', path, { percent: 20 })
      .finally(() =>
        world.owner.query('ALTER TABLE ticket_event RENAME COLUMN texts_hidden TO texts'),
      )
    expect(broken.body).toMatchObject({ status: 500, code: 'internal' })
    expect(JSON.stringify(broken.body)).not.toMatch(/column|SELECT|relation/)
    expect((await read(id)).revision).toBe(revision)
    const next = await call('it.head', 'PATCH', path, { percent: 30 })
    expect(next).toMatchObject({ progressPercent: 30, revision: revision + 1 })
  })
})

describe('a command to a run that is just ending', () => {
  it('is carried out by that run or by the next, and never lost', async () => {
    for (const delayMs of [0, 20, 60, 120, 250]) {
      const { id, number } = await begin('closed')
      await fastForward(connectTemporal(world), ticketWorkflowId(world, number), DAY)
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      expect(await moderate(id, 'reopen', { reason: 'x' })).toMatchObject({
        status: 'reopened',
        version: 2,
      })
      await call('it.head', 'PATCH', `/tickets/${id}/status`, { status: 'in_progress' })
      await world.until(async () => (await readPosition(number)).version === 2)
    }
  })
  it('nor is a decision on an approval that is withdrawn at the same time', async () => {
    const { id } = await begin('in_progress', 'FIN')
    const asked = await call('finance.head', 'POST', '/approvals', { ticketId: id, reason: 'x' })
    const [decision] = await Promise.all([
      code('ceo', 'POST', `/approvals/${asked.id}/approve`),
      world.call('moderator', 'POST', `/moderator/tickets/${id}/close`, {
        reason: 'x',
        cancelApproval: true,
      }),
    ])
    expect([undefined, 'approval_not_pending', 'invalid_transition']).toContain(decision)
  })
})
