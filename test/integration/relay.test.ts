import { beforeEach, describe, expect, it } from 'vitest'
import { deferCommand } from '../../src/write/inbox/defer.js'
import { rejectCommand } from '../../src/write/inbox/reject.js'
import type { Gateway, SendOutcome } from '../../temporal/gateway.js'
import { createRelay } from '../../temporal/relay.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive, readOutcome } = createCommandPath(world)

/** As the transaction of a run writes it. */
const apply = (commandId: string) =>
  world.db.query(`UPDATE command_inbox SET status = 'applied' WHERE id = $1`, [commandId])

/** Temporal as one outcome for everything, and what was asked of it. */
function answering(outcome: SendOutcome) {
  const sent: string[] = []
  const gateway: Gateway = {
    isUp: () => true,
    send: async (_, { commandId }) => {
      sent.push(commandId)
      if (outcome.kind === 'applied') await apply(commandId)
      return outcome
    },
  }
  return { sent, relay: () => relayOnce(gateway) }
}

/** The same, that decides what it is sent. */
function deciding() {
  const sent: string[] = []
  const gateway: Gateway = {
    isUp: () => true,
    send: async (_, { commandId }) => {
      sent.push(commandId)
      await rejectCommand(world.db, commandId, { code: 'internal', error: 'x' })
      return { kind: 'applied' }
    },
  }
  return {
    sent,
    relay: async () => {
      const onError = (error: unknown) => expect.unreachable(String(error))
      const relay = createRelay({ db: world.db, gateway, onError })
      while (await relay.relayPending());
      await relay.settle()
      await relay.relayPending()
      await relay.settle()
    },
  }
}

async function relayOnce(gateway: Gateway): Promise<void> {
  const relay = createRelay({
    db: world.db,
    gateway,
    onError: (error) => expect.unreachable(String(error)),
  })
  await relay.relayPending()
  await relay.settle()
}

describe('the relay', () => {
  async function deferred(ticketId: string, tag: string): Promise<string> {
    const { commandId } = await receive('moderator', ticketId, 'set_tags', {
      payload: { tags: [tag] },
    })
    await deferCommand(world.db, commandId)
    await world.db.query(
      `UPDATE command_inbox SET deferred_at = deferred_at - interval '2 seconds', created_at = created_at - interval '1 minute' WHERE id = $1`,
      [commandId],
    )
    return commandId
  }
  beforeEach(() => world.db.query('DELETE FROM command_inbox'))

  it('sends under the same ids, in order of arrival', async () => {
    const { id } = await world.file()
    const commands = [await deferred(id, 'a'), await deferred(id, 'b')]
    const { sent, relay } = deciding()
    await relay()
    expect(sent).toEqual(commands)
  })
  it('holds the one that it tries, and no other, for longer than a try takes', async () => {
    const { id } = await world.file()
    for (const tag of ['a', 'b', 'c']) await deferred(id, tag)
    const held: number[] = []
    const gateway: Gateway = {
      isUp: () => true,
      send: async (_, { commandId }) => {
        const rows = await world.db.query<{ seconds: number }>(
          `SELECT extract(epoch FROM leased_until - now())::float AS seconds FROM command_inbox WHERE leased_until > now()`,
        )
        held.push(...rows.map(({ seconds }) => seconds))
        await rejectCommand(world.db, commandId, { code: 'internal', error: 'x' })
        await world.db.query('UPDATE command_inbox SET leased_until = NULL')
        return { kind: 'applied' }
      },
    }
    await relayOnce(gateway)
    expect(held).toHaveLength(3)
    expect(Math.min(...held)).toBeGreaterThan(5.5) // a try has its deadline of 5 s
    expect(Math.max(...held)).toBeLessThan(11) // a killed worker's are another's after it
  })
  it('lets one with little to do go between those of a ticket with much', async () => {
    const crowd = await Promise.all(Array.from({ length: 8 }, () => world.file()))
    for (const { id } of crowd) for (let n = 0; n < 12; n += 1) await deferred(id, `t${n}`)
    const other = await deferred((await world.file()).id, 'a')
    const { sent, relay } = deciding()
    for (let looks = 0; looks < 10 && sent.length < 8 * 12 + 1; looks += 1) await relay()
    expect(sent).toHaveLength(8 * 12 + 1)
    expect(sent.indexOf(other)).toBeLessThan(8 * 11 + 7) // nobody waits for all of a crowd
  })
  it('sends one again, which its run remembers as decided and the database does not', async () => {
    const { id } = await world.file()
    const commandId = await deferred(id, 'a')
    const updates: (string | undefined)[] = []
    const gateway: Gateway = {
      isUp: () => true,
      send: async (_, { updateId }) => {
        updates.push(updateId)
        if (updateId !== undefined) await apply(commandId)
        return { kind: 'applied' }
      },
    }
    await relayOnce(gateway)
    expect(updates).toEqual([undefined, expect.stringContaining(`${commandId}/`)])
    expect(await readOutcome(commandId)).toEqual({ status: 'applied', code: null })
  })
  it('never gives a command up, however long its fate stays unknown', async () => {
    const { id } = await world.file()
    const [waiting, behind] = [await deferred(id, 'a'), await deferred(id, 'b')]
    await world.db.query('UPDATE command_inbox SET attempts = 1000')
    const { sent, relay } = answering({ kind: 'away' })
    await relay()
    expect(sent).toEqual([waiting])
    for (const command of [waiting, behind]) {
      expect(await readOutcome(command)).toEqual({ status: 'pending', code: null })
    }
    const [{ soon } = { soon: false }] = await world.db.query<{ soon: boolean }>(
      `SELECT leased_until BETWEEN now() + interval '50 seconds' AND now() + interval '61 seconds' AS soon
       FROM command_inbox WHERE id = $1`,
      [waiting],
    )
    expect(soon).toBe(true)
  })
})

describe('runs that do not answer', () => {
  const PLACES = 8
  async function deferredTickets(count: number): Promise<string[]> {
    const ids: string[] = []
    for (let n = 0; n < count; n += 1) {
      const { id } = await world.file()
      const given = { payload: { tags: ['a'] } }
      const { commandId } = await receive('moderator', id, 'set_tags', given)
      await deferCommand(world.db, commandId)
      ids.push(commandId)
    }
    await world.db.query(
      `UPDATE command_inbox SET deferred_at = deferred_at - interval '2 seconds'`,
    )
    return ids
  }
  beforeEach(() => world.db.query('DELETE FROM command_inbox'))

  it('keep no others from their turn: each place is free as soon as its own ticket is done', async () => {
    const [silent, ...others] = await deferredTickets(PLACES + 4)
    let answer: (outcome: SendOutcome) => void = () => undefined
    const sent: string[] = []
    const gateway: Gateway = {
      isUp: () => true,
      send: async (_, { commandId }) => {
        sent.push(commandId)
        if (commandId !== silent) {
          await apply(commandId)
          return { kind: 'applied' }
        }
        return new Promise((resolve) => {
          answer = resolve
        })
      },
    }
    const onError = (error: unknown) => expect.unreachable(String(error))
    const relay = createRelay({ db: world.db, gateway, onError })
    while (await relay.relayPending());
    await world.until(async () => sent.length === PLACES + 4)
    expect(sent).toEqual(expect.arrayContaining(others))
    answer({ kind: 'away' })
    await relay.settle()
  })
  it('come after those that were not tried yet, however long they wait', async () => {
    const silent = await deferredTickets(PLACES)
    await world.db.query('UPDATE command_inbox SET attempts = 3')
    const [fresh] = await deferredTickets(1)
    const { sent, relay } = answering({ kind: 'applied' })
    await relay()
    expect(sent).toContain(fresh)
    expect(sent.filter((id) => silent.includes(id))).toHaveLength(PLACES - 1)
  })
  it('are tried less and less often, unless it is Temporal that is away', async () => {
    const [first] = await deferredTickets(1)
    for (const [isUp, least, most] of [
      [true, 9, 11],
      [false, 1, 3],
    ] as const) {
      await world.db.query('UPDATE command_inbox SET attempts = 3, leased_until = NULL')
      await relayOnce({ isUp: () => isUp, send: async () => ({ kind: 'away' }) })
      const [row] = await world.db.query<{ seconds: number }>(
        'SELECT extract(epoch FROM leased_until - now())::float AS seconds FROM command_inbox WHERE id = $1',
        [first],
      )
      expect(row?.seconds).toBeGreaterThan(least)
      expect(row?.seconds).toBeLessThan(most)
    }
  })
})

describe('an outage', () => {
  it('counts against no command', async () => {
    await world.db.query('DELETE FROM command_inbox')
    const { id } = await world.file()
    const { commandId } = await receive('moderator', id, 'set_tags', { payload: { tags: ['a'] } })
    await deferCommand(world.db, commandId)
    for (let n = 0; n < 9; n += 1) {
      await world.db.query(
        `UPDATE command_inbox SET leased_until = NULL, deferred_at = now() - interval '2 seconds'`,
      )
      await relayOnce({ isUp: () => false, send: async () => ({ kind: 'away' }) })
    }
    const [row] = await world.db.query<{ attempts: number }>('SELECT attempts FROM command_inbox')
    expect(row?.attempts).toBe(0)
  })
})

describe('a command that was answered 202 behind one that somebody has in hand', () => {
  it('is sent at the next look, and the one before it first', async () => {
    await world.db.query('DELETE FROM command_inbox')
    const { id } = await world.file()
    const give = (tag: string) => receive('moderator', id, 'set_tags', { payload: { tags: [tag] } })
    const [first, second, third] = [await give('a'), await give('b'), await give('c')]
    await deferCommand(world.db, second.commandId)
    const { sent, relay } = deciding()
    await relay()
    expect(sent).toEqual([first.commandId, second.commandId])
    expect(sent).not.toContain(third.commandId)
  })
})
