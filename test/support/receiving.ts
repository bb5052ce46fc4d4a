import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createOutbound, type Outbound } from '../../src/outbound/outbound.js'
import { createCommandPath } from './command-path.js'
import { type Receiver, startReceiver } from './webhook-receiver.js'
import { createHooks } from './webhooks.js'
import { useWorld } from './world.js'

/** A receiver that is not waited for long. */
const LIMITS = { connectMs: 500, totalMs: 300 }

/** An installation without a worker that sends webhooks, and a receiver of them. */
export function useReceiver() {
  const receiver = {} as Receiver // filled before the first test
  let outbound: Outbound
  const world = useWorld({ worker: false })
  const hooks = createHooks(world, () => outbound)
  const { give } = createCommandPath(world)
  const open = (resolve?: () => Promise<string[]>) =>
    createOutbound(world.config.outbound.webhookRules, resolve, LIMITS)

  beforeAll(async () => {
    Object.assign(receiver, await startReceiver())
    outbound = open()
  })
  afterAll(async () => {
    await outbound.close()
    await receiver.stop()
  })
  beforeEach(async () => {
    await world.db.query('UPDATE webhook SET active = false')
    receiver.received.length = 0
    Object.assign(receiver.state, { answer: () => ({}), calls: 0, mostBusy: 0, wrong: 0 })
  })

  async function hook(body: Record<string, unknown> = {}) {
    const made = await hooks.make({ url: receiver.url, events: ['ticket.*'], ...body })
    receiver.state.secret = made.secret
    return made
  }
  const tag = (id: string, ...tags: string[]) =>
    give('moderator', id, 'set_tags', { payload: { tags } })
  const sequences = (ticketId: string) =>
    receiver.received.filter(({ data }) => data.id === ticketId).map(({ sequence }) => sequence)
  /** As if it called by this. */
  async function within(other: Outbound, work: () => Promise<unknown>): Promise<void> {
    const own = outbound
    outbound = other
    try {
      await work()
    } finally {
      outbound = own
    }
  }
  return { world, receiver, ...hooks, give, hook, tag, sequences, open, within }
}
