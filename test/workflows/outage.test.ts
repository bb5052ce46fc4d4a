import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { withSlowCommits } from '../support/slow-commits.js'
import { connectTemporal, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, read, moderate, split } = createDriver(world)

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** As if PostgreSQL were shutting down, for commits alone. */
async function withoutCommits(work: () => Promise<void>): Promise<void> {
  await world.owner.query(`CREATE OR REPLACE FUNCTION lock_command(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'going down' USING ERRCODE = 'admin_shutdown'; END $$`)
  try {
    await work()
  } finally {
    await world.owner.query(await readFile('prisma/functions/lock_command.sql', 'utf8'))
  }
}

describe('while PostgreSQL is away', () => {
  it('a command that waits adds few events, and is carried out soon after its return', async () => {
    const { id, number } = await begin('in_progress')
    const run = connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, number))
    const countEvents = async () => (await run.describe()).historyLength
    const path = `/tickets/${id}/progress`
    await withoutCommits(async () => {
      const waiting = await world.call('it.head', 'PATCH', path, { percent: 20 })
      expect(waiting.status).toBe(202)
      await wait(25_000) // the first pauses are short
      const before = await countEvents()
      await wait(15_000)
      expect((await countEvents()) - before).toBeLessThanOrEqual(13)
    })
    await world.until(async () => (await read(id)).progressPercent === 20)
    await call('it.head', 'PATCH', path, { percent: 40 })
  }, 120_000)
})

describe('a commit over a whole family that never ends in time', () => {
  it('is refused after five tries, changes nothing, and the ticket goes on', async () => {
    const { id } = await begin('in_progress')
    await split(id, ['IT'])
    const force = { reason: 'x', forceCloseChildren: true }
    const path = `/moderator/tickets/${id}/close`
    const { revision } = await read(id)
    await withSlowCommits(world, async () => {
      const key = { 'Idempotency-Key': `force-${id}` }
      const answer = await world.until(async () => {
        const reply = await world.call('moderator', 'POST', path, force, key)
        return reply.status !== 202 && reply
      }, 40_000)
      expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
    })
    expect((await read(id)).revision).toBe(revision)
    expect((await moderate(id, 'close', force)).status).toBe('closed')
  }, 90_000)
})
