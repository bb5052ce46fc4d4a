import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webhookWorkflowId } from '../../temporal/ids.js'
import { createLostRunSearch } from '../../temporal/lost-runs.js'
import { webhookRevival } from '../../temporal/revive.js'
import { connectTemporal } from '../support/temporal.js'
import { type Receiver, startReceiver } from '../support/webhook-receiver.js'
import { useWorld } from '../support/world.js'

let receiver: Receiver
const world = useWorld()
beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.stop())

async function make(name: string) {
  const body = { name, url: receiver.url, events: ['ticket.created'] }
  const { body: made } = await world.call('admin', 'POST', '/admin/webhooks', body)
  receiver.state.secret = made.secret
  const id = made.id as string
  const workflowId = webhookWorkflowId(`demo-${world.suffix}`, id)
  return { id, run: connectTemporal(world).workflow.getHandle(workflowId) }
}
const untilTold = (ticketId: string) =>
  world.until(async () => receiver.received.some(({ data }) => data.id === ticketId), 20_000)
const isRunning = async (run: { describe(): Promise<{ status: { name: string } }> }) =>
  (await run.describe()).status.name === 'RUNNING'

describe('the run of a webhook', () => {
  it('sends what happens, keeps a short history, and ends with the webhook', async () => {
    const { id, run } = await make('whole life')
    for (let n = 0; n < 3; n += 1) await untilTold((await world.file()).id)
    expect(receiver.state.wrong).toBe(0)
    expect(await isRunning(run)).toBe(true)
    expect((await run.describe()).historyLength).toBeLessThan(80)
    await world.call('admin', 'DELETE', `/admin/webhooks/${id}`)
    await world.until(async () => !(await isRunning(run)), 20_000)
    expect((await run.describe()).status.name).toBe('COMPLETED')
  })
  it('is back where it was terminated or lost with something to send', async () => {
    const { id, run } = await make('terminated')
    await world.until(() => isRunning(run).catch(() => false), 20_000)
    receiver.state.answer = () => ({ status: 500 })
    const { id: ticketId } = await world.file()
    await world.until(() => failing(id), 20_000)
    await run.terminate('by hand')
    receiver.state.answer = () => ({})
    const client = connectTemporal(world)
    const search = createLostRunSearch({ db: world.db, client, taskQueue: world.config.taskQueue })
    await world.until(async () => {
      await search()
      return isRunning(run)
    }, 20_000)
    await untilTold(ticketId)
    receiver.state.answer = () => ({ status: 500 })
    const { id: second } = await world.file()
    await world.until(() => failing(id), 20_000)
    await run.terminate('by hand')
    receiver.state.answer = () => ({})
    await world.db.query(
      `UPDATE webhook_delivery SET next_attempt_at = now() - interval '2 minutes'
       WHERE webhook_id = $1 AND status = 'pending'`,
      [id],
    )
    await world.owner.query(`UPDATE webhook SET created_at = now() - interval '1 hour'`)
    await world.owner.query(
      `UPDATE outbox SET created_at = now() - interval '1 hour' WHERE kind = 'webhook'`,
    )
    await webhookRevival.reviveOverdue(world.db)
    await untilTold(second)
  })
  it('goes on where it is asked to be cancelled', async () => {
    const { run } = await make('cancelled')
    await world.until(() => isRunning(run).catch(() => false), 20_000)
    await run.cancel()
    receiver.state.answer = () => ({})
    await untilTold((await world.file()).id)
    await world.until(() => isRunning(run), 20_000)
  })
})

const failing = async (id: string) =>
  (
    await world.db.query(
      `SELECT 1 FROM webhook_delivery WHERE webhook_id = $1 AND status = 'pending' AND tries > 0`,
      [id],
    )
  ).length > 0
