import { describe, expect, it } from 'vitest'
import type { Position } from '../../src/domain/ticket/position.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, read } = createDriver(world)

const COMMANDS = {
  lost: 'DELETE FROM command_inbox',
  /** Received a minute ago, and not decided. */
  pending: `UPDATE command_inbox SET status = 'pending', decided_at = NULL, created_at = now() - interval '1 minute'`,
}

/** PostgreSQL goes on as a replica, or from a backup, that lacks what the work has committed; Temporal knows of it. */
async function takeBack(
  id: string,
  work: () => Promise<unknown>,
  commands: keyof typeof COMMANDS = 'lost',
): Promise<void> {
  await world.owner.query('CREATE TABLE before_work AS SELECT * FROM ticket WHERE id = $1', [id])
  await work()
  await world.owner.query(
    `WITH lost AS (DELETE FROM ticket_event e USING before_work b WHERE e.ticket_id = b.id AND e.seq > b.seq RETURNING e.command_id),
       commands AS (${COMMANDS[commands]} WHERE id IN (SELECT command_id FROM lost))
     UPDATE ticket t SET state = b.state, seq = b.seq, revision = b.revision, status = b.status,
       next_due_at = b.next_due_at, updated_at = b.updated_at FROM before_work b WHERE t.id = b.id`,
  )
  await world.owner.query('DROP TABLE before_work')
}

const listTypes = async (id: string) =>
  (
    await world.db.query<{ type: string }>(
      'SELECT type FROM ticket_event WHERE ticket_id = $1 ORDER BY seq',
      [id],
    )
  ).map(({ type }) => type)

describe('a database that has lost the last commit', () => {
  it('has its deadlines carried out all the same, by the run that was ahead of it', async () => {
    const { id, number } = await begin('assigned')
    await takeBack(id, () => call('it.head', 'PATCH', `/tickets/${id}/acknowledge`))
    const at = new Date(Date.now() - 61_000).toISOString()
    await world.db.query(
      `UPDATE ticket SET next_due_at = $2::text::timestamptz,
         state = jsonb_set(state, '{deadlines,acknowledge,at}', to_jsonb($2::text)) WHERE id = $1`,
      [id, at],
    )
    await world.until(async () => (await listTypes(id)).includes('note_unacknowledged'), 60_000)
    const run = connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, number))
    const [row] = await world.db.query<{ seq: number }>('SELECT seq FROM ticket WHERE id = $1', [
      id,
    ])
    await world.until(async () => (await run.query<Position>('position')).seq === row?.seq)
  }, 120_000)
  it('gives the run another commit in the place of the lost one, with its deadlines', async () => {
    const { id, number } = await begin('in_progress')
    await takeBack(id, () => call('it.head', 'PATCH', `/tickets/${id}/progress`, { percent: 30 }))
    const status = { status: 'completed', notes: 'x' }
    await call('it.head', 'PATCH', `/tickets/${id}/status`, status)
    const run = connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, number))
    const { deadlines } = await run.query<Position>('position')
    expect(deadlines).toContainEqual(expect.objectContaining({ kind: 'auto_verify' }))
    expect((await read(id)).status).toBe('completed')
  })
  it('has a command carried out that its run remembers as done', async () => {
    const { id } = await begin('in_progress')
    const report = () => call('it.head', 'PATCH', `/tickets/${id}/progress`, { percent: 30 })
    await takeBack(id, report, 'pending')
    expect((await read(id)).progressPercent).not.toBe(30)
    await world.until(async () => (await read(id)).progressPercent === 30)
    expect((await listTypes(id)).filter((type) => type === 'progress')).toHaveLength(1)
  })
  it('lets nobody speak by what they were in the lost one, and gets none of it back by a message', async () => {
    const { id } = await begin('assigned')
    const userId = (await call('it.agent', 'GET', '/users/me')).id
    const path = `/tickets/${id}/messages`
    await takeBack(id, async () => {
      await call('moderator', 'POST', `/tickets/${id}/participants/add`, { userId })
      await call('requester', 'POST', path, { body: 'Is it broken?' }) // this process knows where it stands
    })
    await call('moderator', 'PATCH', `/tickets/${id}`, { priority: 'urgent' }) // in the lost one's place
    const said = await world.call('it.agent', 'POST', path, { body: 'I was never here' })
    expect(said).toMatchObject({ status: 403, body: { code: 'not_participant' } })
    await call('it.head', 'POST', path, { body: 'The first response' })
    const ticket = await read(id)
    expect(ticket.priority).toBe('urgent')
    expect(ticket.sla.firstResponseAt).not.toBeNull()
  })
})
