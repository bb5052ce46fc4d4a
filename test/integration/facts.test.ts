import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive, carryOut, give, readState } = createCommandPath(world)

const setStatus = (status: string) =>
  `UPDATE app_user SET status = '${status}' WHERE email = 'it.head@demo.test'`

/** Whether it still waits after a while. */
const waits = (work: Promise<unknown>) =>
  Promise.race([work.then(() => false), sleep(300).then(() => true)])

async function assigned(): Promise<string> {
  const { id } = await world.file()
  await give('moderator', id, 'assign')
  return id
}

/** As every command does: a row that refers to the organization. */
const REFER = `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  VALUES (uuidv7(), $1, 'signal', $2, '{}', now(), now())`

describe('the facts of a decision', () => {
  it('are awaited while they change: whoever is revoked by then is refused', async () => {
    const id = await assigned()
    const { commandId } = await receive('it.head', id, 'start')
    const client = await world.db.pool.connect()
    await client.query('BEGIN')
    await client.query(setStatus('inactive'))
    const answer = carryOut(id, 'start', commandId)
    expect(await waits(answer)).toBe(true)
    await client.query('COMMIT')
    expect(await answer).toMatchObject({ kind: 'refused', refusal: { code: 'forbidden' } })
    await client.query(setStatus('active'))
    client.release()
  })
  it('are as they were when the change was rolled back', async () => {
    const id = await assigned()
    const { commandId } = await receive('it.head', id, 'start')
    const client = await world.db.pool.connect()
    await client.query('BEGIN')
    await client.query(setStatus('inactive'))
    const answer = carryOut(id, 'start', commandId)
    expect(await waits(answer)).toBe(true)
    await client.query('ROLLBACK')
    client.release()
    expect(await answer).toMatchObject({ kind: 'done' })
  })
  it('do not change before the command that was decided on them is committed', async () => {
    const id = await assigned()
    const { commandId } = await receive('it.head', id, 'start')
    const organizationId = await world.organizationId()
    const lock = { organizationId, ticketId: id, commandId, needs: [], relatives: false }
    let revoked: Promise<unknown> | undefined
    await world.db.transaction(async (transaction) => {
      await transaction.call('lock_command', lock)
      revoked = world.db.query(setStatus('inactive'))
      expect(await waits(revoked)).toBe(true)
    })
    await revoked
    await world.db.query(setStatus('active'))
  })
  it('are of one organization: what changes in another keeps nobody waiting', async () => {
    const id = await assigned()
    const client = await world.db.pool.connect()
    await client.query('BEGIN')
    await client.query(`UPDATE app_user SET roles = roles WHERE email = 'agent@other.test'`)
    expect(await give('it.head', id, 'start')).toMatchObject({ kind: 'done' })
    await client.query('ROLLBACK')
    client.release()
  })
  it('are those of heads, memberships and settings too', async () => {
    const { id } = await world.file()
    const { commandId } = await receive('moderator', id, 'assign')
    const client = await world.db.pool.connect()
    await client.query('BEGIN')
    await client.query(
      `UPDATE department SET head_id = (SELECT id FROM app_user WHERE email = 'it.agent@demo.test') WHERE code = 'IT'`,
    )
    const answer = carryOut(id, 'assign', commandId)
    expect(await waits(answer)).toBe(true)
    await client.query('COMMIT')
    client.release()
    await answer
    expect((await readState(id)).assigneeId).toBe(await world.userId('it.agent'))
  })
  it('change with the settings without a circle: a command in flight refers to the organization', async () => {
    const id = await assigned()
    const { commandId } = await receive('it.head', id, 'start')
    const organizationId = await world.organizationId()
    const lock = { organizationId, ticketId: id, commandId, needs: [], relatives: false }
    let edited: Promise<unknown> | undefined
    await world.db.transaction(async (transaction) => {
      await transaction.call('lock_command', lock)
      edited = world.call('admin', 'PATCH', '/admin/settings', { undoWindow: 'PT20M' })
      expect(await waits(edited)).toBe(true)
      await transaction.query(REFER, [organizationId, id])
    })
    expect(await edited).toMatchObject({ status: 200 })
  })
})
