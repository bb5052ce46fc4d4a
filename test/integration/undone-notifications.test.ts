import { beforeAll, describe, expect, it } from 'vitest'
import type { DeliveryView } from '../../src/contracts/deliveries.js'
import {
  COMMAND_NAMES,
  type CommandName,
  commandRule,
} from '../../src/domain/ticket/commands/index.js'
import { createCommandPath, type Given } from '../support/command-path.js'
import { createDeliveries, run } from '../support/deliveries.js'
import { createLedger } from '../support/ledger.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { mailbox } = createDeliveries(world)
const { list, command } = createLedger(world)
const path = createCommandPath(world)

let organization = ''
beforeAll(async () => {
  organization = await world.organizationId()
})

const because = { texts: { reason: 'x', question: 'x?' } }
/** What can be undone, and what comes before it. */
const ACTIONS: [action: CommandName, before: CommandName[]][] = [
  ['ask_clarification', []],
  ['reject', []],
  ['approve', []],
  ['assign', []],
  ['reassign', ['assign']],
  ['postpone', ['assign']],
  ['restart', ['assign', 'postpone']],
  ['close', ['assign']],
]

const give = async (id: string, name: CommandName) => {
  const given: Given =
    name === 'reassign'
      ? { ...because, payload: { departmentId: await world.departmentId('HR') } }
      : because
  return command('moderator', id, name, given)
}

/** All that is due leaves, digests as well. */
const deliverAll = async () => {
  await world.db.query(
    `UPDATE outbox SET due_at = now() - interval '1 second' WHERE kind = 'digest' AND done_at IS NULL`,
  )
  await run(mailbox().activities.deliverDue, organization)
}

it('has every action that can be undone', () => {
  const undoable = COMMAND_NAMES.filter((name) => commandRule(name).undoable)
  expect(ACTIONS.map(([name]) => name).sort()).toEqual([...undoable].sort())
})

describe.each([true, false])('where its mails have left before it: %s, the undo of', (hasLeft) => {
  it.each(ACTIONS)(
    '%s corrects what was told, and keeps back what was not',
    async (action, before) => {
      const { id } = await world.file()
      for (const name of before) await give(id, name)
      await deliverAll()
      const known = new Set((await list(id)).map((one) => one.id))
      await give(id, action)
      if (hasLeft) await deliverAll()
      await command('moderator', id, 'undo')
      await deliverAll()

      const news = (await list(id)).filter((one) => !known.has(one.id))
      const told = news.filter(({ type }) => type !== 'action_undone')
      const corrections = news.filter(({ type }) => type === 'action_undone')
      const people = (deliveries: DeliveryView[]) =>
        [...new Set(deliveries.map(({ to }) => to.id))].sort()
      expect(told.length).toBeGreaterThan(0)
      for (const { channel, status, reason } of told) {
        if (channel === 'inApp' || hasLeft) expect(status).toBe('delivered')
        else expect([status, reason]).toEqual(['suppressed', 'undone'])
      }
      expect(people(corrections)).toEqual(people(told))
      expect(
        corrections.map(({ to, channel, status }) => `${to.id} ${channel} ${status}`).sort(),
      ).toEqual(people(told).flatMap((one) => [`${one} inApp delivered`, `${one} mail delivered`]))
      expect(await path.give('moderator', id, 'undo')).toMatchObject({ kind: 'refused' })
      expect((await list(id)).length).toBe(known.size + news.length)
    },
  )
})
