import type { WorkflowHandle } from '@temporalio/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { createLostRunSearch } from '../../temporal/lost-runs.js'
import { type MailServer, startMailServer } from '../support/mail-server.js'
import { connectTemporal, fastForward } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

let server: MailServer
const world = useWorld({
  prepare: async () => {
    server = await startMailServer()
    return { env: { SMTP_URL: server.url }, stop: server.stop }
  },
})
beforeEach(() => {
  server.mood = 'accepts'
})

/** The run of a letter that was refused. */
async function refuseOne() {
  server.mood = 'refuses for now'
  await world.file()
  const [letter] = await world.until(async () => {
    const failed = await world.db.query<{ id: string }>(
      `SELECT id FROM outbox WHERE kind = 'mail' AND done_at IS NULL AND attempts > 1`,
    )
    return failed.length > 0 && failed
  })
  const id = `delivery/demo-${world.suffix}/${letter?.id}`
  return { outboxId: letter?.id ?? '', run: connectTemporal(world).workflow.getHandle(id) }
}

const isSent = async (outboxId: string) =>
  (await world.db.query('SELECT 1 FROM outbox WHERE id = $1 AND done_at IS NOT NULL', [outboxId]))
    .length === 1
const hasTimer = async (run: WorkflowHandle) =>
  ((await run.fetchHistory()).events ?? []).some((event) => event.timerStartedEventAttributes)
const countTaken = () => server.received.length

describe('a single mail’s run', () => {
  it('that is to be cancelled refuses, and sends its mail once', async () => {
    const { outboxId, run } = await refuseOne()
    const { runId } = await run.describe()
    await run.cancel()
    await world.until(async () => (await run.describe()).runId !== runId)
    const denied = await world.db.query(
      `SELECT 1 FROM audit_entry WHERE action = 'workflow.cancel' AND entity_id = $1`,
      [run.workflowId],
    )
    expect(denied).toHaveLength(1)
    server.mood = 'accepts'
    const before = countTaken()
    await world.until(() => hasTimer(run)) // a clock is moved only for a run that waits
    await fastForward(connectTemporal(world), run.workflowId, 120)
    await world.until(() => isSent(outboxId))
    expect(countTaken() - before).toBe(1)
  })
  it('that is terminated is begun again', async () => {
    const { outboxId, run } = await refuseOne()
    await run.terminate('by hand')
    server.mood = 'accepts'
    const { taskQueue } = world.config
    const search = createLostRunSearch({
      db: world.db,
      client: connectTemporal(world),
      taskQueue,
    })
    await world.until(async () => {
      await search()
      return isSent(outboxId)
    })
  })
})
