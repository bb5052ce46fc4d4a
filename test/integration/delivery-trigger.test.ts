import type { Client } from '@temporalio/client'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createDeliveryTrigger } from '../../temporal/delivery-trigger.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/** A Temporal that keeps whom it was to signal, and fails for some of them. */
function serve(fails: (workflowId: string) => boolean = () => false) {
  const signalled: string[] = []
  const client = {
    connection: { withDeadline: (_: number, work: () => Promise<unknown>) => work() },
    workflow: {
      signalWithStart: async (_: string, { workflowId }: { workflowId: string }) => {
        if (fails(workflowId)) throw new Error('it is away')
        signalled.push(workflowId)
      },
    },
  } as unknown as Client // a signal needs no more
  return { signalled, trigger: createDeliveryTrigger(world.db, client, 'queue') }
}

/** A mail of each organization's, numbered. */
let cursor = 1_000_000
async function addMails(): Promise<number> {
  cursor += 100
  const added = await world.owner.query(
    `INSERT INTO outbox (id, cursor, organization_id, kind, payload, created_at, due_at)
     SELECT uuidv7(), $1::int + row_number() OVER (), id, 'mail', '{}', now(), now() FROM organization RETURNING id`,
    [cursor],
  )
  return added.length
}
beforeEach(() => world.owner.query(`DELETE FROM outbox WHERE kind IN ('mail', 'digest')`))

describe('the trigger of deliveries', () => {
  it('signals every organization, also when one of the signals fails', async () => {
    const organizations = await addMails()
    expect(organizations).toBeGreaterThan(1)
    let calls = 0
    const { signalled, trigger } = serve(() => {
      calls += 1
      return calls === 1
    })
    await expect(trigger()).rejects.toThrow('it is away')
    expect(signalled).toHaveLength(organizations - 1)
    await trigger()
    expect(new Set(signalled).size).toBe(organizations)
  })
  it('signals at once what comes when all before it is done, and seldom while it is not', async () => {
    const organizations = await addMails()
    const { signalled, trigger } = serve()
    await trigger()
    await addMails()
    await trigger()
    expect(signalled).toHaveLength(organizations)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 })
    try {
      await trigger()
    } finally {
      vi.useRealTimers()
    }
    expect(signalled).toHaveLength(2 * organizations)
    await world.owner.query(`UPDATE outbox SET done_at = now() WHERE kind = 'mail'`)
    await addMails()
    await trigger()
    expect(signalled).toHaveLength(3 * organizations)
  })
})
