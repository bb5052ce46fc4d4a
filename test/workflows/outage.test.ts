import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, read } = createDriver(world)

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
