import { describe, expect, it } from 'vitest'
import { createCommandQueue } from '../../src/database/command-queue.js'
import { createOutboxQueue, type Leased } from '../../src/database/queue.js'
import { deferCommand } from '../../src/write/inbox/defer.js'
import { rejectCommand } from '../../src/write/inbox/reject.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive } = createCommandPath(world)

describe('the outbox as a queue', () => {
  const count = async (condition: string) =>
    (
      await world.db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM outbox WHERE kind = 'start' AND ${condition}`,
      )
    )[0]?.n
  it('leases what is due once, of its kinds alone, until it is completed or put off', async () => {
    const queue = createOutboxQueue(world.db, ['start', 'signal'])
    const tickets = [await world.file(), await world.file(), await world.file()]
    // a row that is being numbered is locked, and passed over
    await world.until(async () => (await count('cursor IS NULL')) === 0)
    const [first, second] = await Promise.all([queue.lease(2, 30), queue.lease(2, 30)])
    const leased = [...first, ...second]
    expect(leased.map(({ ticketId }) => ticketId).sort()).toEqual(tickets.map(({ id }) => id))
    expect(leased[0]).toMatchObject({
      kind: 'start',
      number: tickets.find(({ id }) => id === leased[0]?.ticketId)?.number,
      organizationSlug: `demo-${world.suffix}`,
    })
    expect(await queue.lease(2, 30)).toEqual([])
    const [done = '', putOff = '', ...rest] = leased.map(({ id }) => id)
    await queue.complete([done])
    await queue.retryLater([putOff, ...rest], -1) // instants are kept in whole milliseconds
    expect((await queue.lease(3, 30)).map(({ id }) => id).sort()).toEqual([putOff, ...rest].sort())
    expect(await count('done_at IS NOT NULL')).toBe(1)
    expect(await count('attempts > 0')).toBe(0)
    await queue.retryEverLater([putOff])
    expect(await count('attempts > 0')).toBe(1)
  })
  it('leases in turn by organization, also when one has a thousand that have waited for longer', async () => {
    await world.owner.query(`DELETE FROM outbox WHERE kind IN ('start', 'signal')`)
    const add = (isDemo: boolean, count: number, due: string) =>
      world.owner.query(
        `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
         SELECT uuidv7(), id, 'signal', uuidv7(), '{}', now(), ${due}
         FROM organization, generate_series(1, ${count}) WHERE slug ${isDemo ? '' : 'NOT'} LIKE 'demo-%'`,
      )
    await add(true, 1_000, `now() - interval '1 hour'`)
    await add(false, 3, 'now()')
    const [others] = await world.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM organization WHERE slug NOT LIKE 'demo-%'`,
    )
    const organizations = (others?.n ?? 0) + 1
    const queue = createOutboxQueue(world.db, ['signal'])
    const served = new Set<string>()
    for (let n = 0; n < organizations; n += 1) {
      const [row] = await queue.lease(1, 30)
      served.add(row?.organizationSlug ?? '')
    }
    expect(served.size).toBe(organizations)
    const several = await queue.lease(8, 30)
    expect(new Set(several.map(({ organizationSlug }) => organizationSlug)).size).toBe(
      organizations,
    )
    for (let n = 0; n < 4; n += 1) await queue.lease(8, 30)
    expect(await queue.lease(8, 30)).toHaveLength(8) // those that have nothing left leave their share
  })
})

describe('the inbox as a queue', () => {
  async function send(ticketId: string, tag: string): Promise<string> {
    const given = { payload: { tags: [tag] } }
    return (await receive('moderator', ticketId, 'set_tags', given)).commandId
  }
  /** Moves a command's arrival, and its 202 when it had one, into the past. */
  const age = (id: string, seconds: number) =>
    world.db.query(
      `UPDATE command_inbox SET created_at = created_at - $2 * interval '1 second', deferred_at = deferred_at - $2 * interval '1 second' WHERE id = $1`,
      [id, seconds],
    )
  const queue = () => createCommandQueue(world.db)
  const lease = async (tickets: number) => (await queue().lease(tickets, 60)).map(({ id }) => id)
  const judge = (id: string) => rejectCommand(world.db, id, { code: 'internal', error: 'x' })

  it('leases a ticket by its oldest command, to one at a time', async () => {
    const [one, two] = [await world.file(), await world.file()]
    const commands = [await send(one.id, 'a'), await send(one.id, 'b')] as const
    const other = await send(two.id, 'a')
    expect(await lease(8)).toEqual([]) // whoever sent them is at it
    for (const [index, id] of [...commands, other].entries()) await age(id, 20 - index)
    expect(await lease(1)).toEqual([commands[0]])
    expect(await Promise.all([lease(8), lease(8)])).toContainEqual([other])
    expect(await lease(8)).toEqual([])
    await judge(commands[0])
    expect(await lease(8)).toEqual([commands[1]])
    for (const id of [commands[1], other]) await queue().hold(id, -1, { isCounted: true })
    expect(await lease(8)).toEqual([commands[1], other])
    for (const id of [commands[1], other]) await judge(id)
  })
  it('leases what is behind one that was decided, unless somebody else has it', async () => {
    const { id } = await world.file()
    const [first, second] = [await send(id, 'a'), await send(id, 'b')]
    for (const [index, command] of [first, second].entries()) await age(command, 20 - index)
    const [head] = await queue().lease<Leased<object>>(8, 60)
    if (head === undefined) throw new Error('nothing was leased')
    expect(await queue().leaseNext(head, 60)).toBeUndefined() // the first is not decided
    await judge(first)
    expect(await queue().leaseNext(head, 60)).toMatchObject({ id: second })
    expect(await queue().leaseNext(head, 60)).toBeUndefined()
    await judge(second)
  })
  it('gives each organization its turn, and each of its tickets', async () => {
    const tickets = await Promise.all([1, 2, 3].map(() => world.file()))
    const [busy, served, fresh] = await Promise.all(tickets.map(({ id }) => send(id, 'a')))
    await age(busy ?? '', 60)
    await age(served ?? '', 50)
    await age(fresh ?? '', 20)
    await queue().hold(served ?? '', -1, { isCounted: true })
    await world.db.query('UPDATE command_inbox SET attempts = 3 WHERE id = $1', [busy])
    expect(await lease(1)).toEqual([fresh]) // nobody has looked at it yet
    expect(await lease(1)).toEqual([served])
    expect(await lease(1)).toEqual([busy]) // its run has not answered, several times
    for (const id of [busy, served, fresh]) await judge(id ?? '')
  })
  it('promises nothing for a command that was lost with the database', async () => {
    const { id } = await world.file()
    const lost = await send(id, 'a')
    await world.db.query('DELETE FROM command_inbox WHERE id = $1', [lost])
    const unavailable = { kind: 'rejected', problem: { code: 'unavailable' } }
    expect(await deferCommand(world.db, lost)).toMatchObject(unavailable)
    const problem = { code: 'forbidden', error: 'x' } as const
    expect(await rejectCommand(world.db, lost, problem)).toMatchObject(unavailable)
  })
  it('leases what was answered 202 after a second, and what came before it first', async () => {
    const { id } = await world.file()
    const earlier = await send(id, 'a')
    const deferred = await send(id, 'b')
    await deferCommand(world.db, deferred)
    await age(deferred, 2)
    await age(earlier, 3)
    // whoever has the earlier one in hand may be gone, and sending it twice is harmless
    const [head, ...others] = await queue().lease<Leased<{ name: string }>>(8, 60)
    expect(head).toMatchObject({ id: earlier, ticketId: id, name: 'set_tags' })
    expect(others).toEqual([])
    await judge(earlier)
    expect(await lease(8)).toEqual([deferred])
  })
})
