import { expect } from 'vitest'
import type { DeliveryView } from '../../src/contracts/deliveries.js'
import { createCommandPath, type Given } from './command-path.js'
import type { World } from './world.js'

/** Type, channel, status, reason. */
type Entry = string[]

/** What a moderator reads of a ticket's deliveries, and what people do for it, without a worker. */
export function createLedger(world: World) {
  const path = createCommandPath(world)

  const list = async (id: string): Promise<DeliveryView[]> => {
    const answer = await world.call('moderator', 'GET', `/tickets/${id}/deliveries?limit=200`)
    expect(answer.status).toBe(200)
    return answer.body.items
  }
  /** Of one person, by type and channel. */
  const ledger = async (id: string, name: string): Promise<Entry[]> =>
    (await list(id))
      .filter(({ to }) => to.name.startsWith(name))
      .map(({ type, channel, status, reason }) => [
        type,
        channel,
        status,
        ...(reason === undefined ? [] : [reason]),
      ])
      .sort()
  const command = async (
    who: string,
    id: string,
    name: Parameters<typeof path.give>[2],
    given: Given = {},
  ) => expect(await path.give(who, id, name, given)).toMatchObject({ kind: 'done' })
  const reject = (id: string) => command('moderator', id, 'reject', { texts: { reason: 'spam' } })
  const choose = (who: string, notificationChoices: object) =>
    world.call(who, 'PATCH', '/users/me', { notificationChoices })
  return { list, ledger, command, reject, choose }
}
