import { beforeEach, describe, expect, it } from 'vitest'
import { deferCommand } from '../../src/write/inbox/defer.js'
import type { Gateway, SendOutcome } from '../../temporal/gateway.js'
import { signalOverdue } from '../../temporal/overdue-sweep.js'
import { relayPending } from '../../temporal/relay.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive, readOutcome } = createCommandPath(world)

/** Temporal as one outcome for everything, and what was asked of it. */
function answering(outcome: SendOutcome) {
  const sent: string[] = []
  const gateway: Gateway = {
    isUp: () => true,
    send: async (_, { commandId }) => {
      sent.push(commandId)
      return outcome
    },
  }
  return { sent, relay: () => relayPending({ db: world.db, gateway }) }
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
    const { sent, relay } = answering({ kind: 'applied' })
    expect(await relay()).toBe(true)
    expect(sent).toEqual(commands)
  })
  it('holds a ticket’s commands for one try, again and again, and not for all of them at once', async () => {
    const { id } = await world.file()
    const commands = [await deferred(id, 'a'), await deferred(id, 'b'), await deferred(id, 'c')]
    const held: number[] = []
    const gateway: Gateway = {
      isUp: () => true,
      send: async () => {
        const rows = await world.db.query<{ seconds: number }>(
          `SELECT extract(epoch FROM leased_until - now())::float AS seconds FROM command_inbox
           WHERE leased_until > now() - interval '1 second'`,
        )
        held.push(...rows.map(({ seconds }) => seconds))
        const almostOver = `UPDATE command_inbox SET leased_until = now() - interval '2 seconds'`
        await world.db.query(almostOver) // as if the try had taken that long
        return { kind: 'applied' }
      },
    }
    await relayPending({ db: world.db, gateway })
    expect(held).toHaveLength(commands.length + 2 + 1) // what is left, at each try
    expect(Math.min(...held)).toBeGreaterThan(5.5) // a try has its deadline of 5 s
    expect(Math.max(...held)).toBeLessThan(11) // a killed worker's are another's after it
  })
  it('never gives a command up, however long its fate stays unknown', async () => {
    const { id } = await world.file()
    const [waiting, behind] = [await deferred(id, 'a'), await deferred(id, 'b')]
    await world.db.query('UPDATE command_inbox SET attempts = 1000')
    const { sent, relay } = answering({ kind: 'away' })
    expect(await relay()).toBe(false)
    expect(sent).toEqual([waiting])
    for (const command of [waiting, behind]) {
      expect(await readOutcome(command)).toEqual({ status: 'pending', code: null })
    }
    const [{ soon } = { soon: false }] = await world.db.query<{ soon: boolean }>(
      `SELECT bool_and(leased_until BETWEEN now() + interval '20 seconds' AND now() + interval '31 seconds') AS soon FROM command_inbox`,
    )
    expect(soon).toBe(true)
  })
})

describe('a command that was answered 202 behind one that somebody has in hand', () => {
  it('is sent at the next look, and the one before it first', async () => {
    await world.db.query('DELETE FROM command_inbox')
    const { id } = await world.file()
    const give = (tag: string) => receive('moderator', id, 'set_tags', { payload: { tags: [tag] } })
    const [first, second, third] = [await give('a'), await give('b'), await give('c')]
    await deferCommand(world.db, second.commandId)
    const { sent, relay } = answering({ kind: 'applied' })
    await relay()
    expect(sent).toEqual([first.commandId, second.commandId])
    expect(sent).not.toContain(third.commandId)
  })
})

describe('the sweep of what is overdue', () => {
  /** A ticket whose acknowledgement was due so many seconds ago; signals to it are delivered. */
  async function overdue(seconds: number): Promise<string> {
    const { id } = await world.file()
    const at = new Date(Date.now() - seconds * 1_000).toISOString()
    await world.db.query(
      `UPDATE ticket SET next_due_at = $2::text::timestamptz,
         state = jsonb_set(state, '{deadlines}', jsonb_build_object('acknowledge', jsonb_build_object('at', $2::text, 'seq', 1)))
       WHERE id = $1`,
      [id, at],
    )
    return id
  }
  const sweep = (isDraining = false) =>
    signalOverdue({ db: world.db, isDraining: () => isDraining })
  const signals = async () =>
    (
      await world.db.query<{ id: string }>(
        `SELECT entity_id AS id FROM outbox WHERE kind = 'signal' ORDER BY entity_id`,
      )
    ).map(({ id }) => id)
  beforeEach(async () => {
    await world.db.query(`UPDATE ticket SET next_due_at = NULL`)
    await world.db.query(`DELETE FROM outbox WHERE kind = 'signal'`)
  })

  it('signals the run that has it, a minute late, and not again for ten minutes', async () => {
    const [late] = [await overdue(70), await overdue(50)]
    await sweep()
    expect(await signals()).toEqual([late])
    await world.db.query(`UPDATE outbox SET done_at = now() WHERE kind = 'signal'`)
    await sweep()
    expect(await signals()).toEqual([late])
    await world.db.query(`UPDATE outbox SET created_at = created_at - interval '11 minutes'`)
    await sweep()
    expect(await signals()).toEqual([late, late])
  })
  it('minds no signal of another cause, however lately it came', async () => {
    const late = await overdue(70)
    await world.db.query(
      `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at, done_at)
       SELECT uuidv7(), organization_id, 'signal', id, '{"family": "ticket"}', now(), now(), now() FROM ticket WHERE id = $1`,
      [late],
    )
    await sweep()
    expect(await signals()).toEqual([late, late])
  })
  it('signals at most twenty a second, however many processes sweep', async () => {
    for (let n = 0; n < 25; n += 1) await overdue(100 + n)
    await Promise.all([sweep(), sweep(), sweep()])
    await sweep()
    expect(await signals()).toHaveLength(20)
    await world.db.query(`UPDATE outbox SET created_at = created_at - interval '2 seconds'`)
    await sweep()
    expect(await signals()).toHaveLength(25)
  })
  it('signals each family that has something overdue', async () => {
    const late = await overdue(70)
    await world.db.query(
      `UPDATE ticket SET state = jsonb_set(state, '{deadlines,sub_ticket_nudge}', state->'deadlines'->'acknowledge') WHERE id = $1`,
      [late],
    )
    await sweep()
    const families = await world.db.query<{ family: string }>(
      `SELECT payload->>'family' AS family FROM outbox WHERE kind = 'signal' ORDER BY 1`,
    )
    expect(families.map(({ family }) => family)).toEqual(['split', 'ticket'])
  })
  it('signals nothing twice while a signal is still to be delivered', async () => {
    const late = await overdue(70)
    await sweep()
    await world.db.query(`UPDATE outbox SET created_at = created_at - interval '1 hour'`)
    await sweep()
    expect(await signals()).toEqual([late])
  })
  it('lets what has just become overdue be while others are carried out, but not for long', async () => {
    const [longLate] = [await overdue(190), await overdue(170)]
    await sweep(true)
    expect(await signals()).toEqual([longLate])
  })
  it('leaves an organization alone that is not active', async () => {
    await overdue(70)
    const id = await world.organizationId()
    await world.db.query('UPDATE organization SET active = false WHERE id = $1', [id])
    await sweep()
    await world.db.query('UPDATE organization SET active = true WHERE id = $1', [id])
    expect(await signals()).toEqual([])
  })
})
