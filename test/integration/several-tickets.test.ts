import { describe, expect, it } from 'vitest'
import { createChange } from '../../src/domain/ticket/change.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { createCommandPath } from '../support/command-path.js'
import { withSlowCommits } from '../support/slow-commits.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive, carryOut, carryOutAt, give, readState, readOutcome } = createCommandPath(world)

const REASON = { texts: { reason: 'x' } }
const FORCE = { payload: { forceCloseChildren: true }, ...REASON }

/** A ticket in progress that was split in two. */
async function splitInTwo(): Promise<{ parentId: string; subTicketIds: [string, string] }> {
  const { id } = await world.file()
  await give('moderator', id, 'assign')
  await give('it.head', id, 'start')
  await give('moderator', id, 'split', await splitInto(2))
  const rows = await world.db.query<{ id: string }>(
    'SELECT id FROM ticket WHERE parent_id = $1 ORDER BY child_number',
    [id],
  )
  const [one = '', two = ''] = rows.map((row) => row.id)
  return { parentId: id, subTicketIds: [one, two] }
}

async function splitInto(count: number) {
  const departmentId = await world.departmentId('IT')
  const titles = Array.from({ length: count }, (_, n) => [`subTickets.${n}.title`, `Part ${n}`])
  return {
    payload: { subTickets: titles.map(() => ({ departmentId })) },
    texts: Object.fromEntries(titles),
  }
}

const change = (state: TicketState, tag: string) =>
  createChange(state, { type: 'set_tags', at: new Date().toISOString(), tags: [tag] })
const readTags = async (ids: string[]) =>
  (await Promise.all(ids.map(readState))).map(({ tags }) => tags.join())

describe('one command on several tickets', () => {
  it('appends to each of them under its own id', async () => {
    const { parentId, subTicketIds } = await splitInTwo()
    const { commandId } = await receive('moderator', parentId, 'close', FORCE)
    expect(await carryOut(parentId, 'close', commandId)).toMatchObject({ kind: 'done' })
    const events = await world.db.query<{ ticket_id: string; type: string }>(
      'SELECT ticket_id, type FROM ticket_event WHERE command_id = $1',
      [commandId],
    )
    expect(events.map(({ ticket_id }) => ticket_id).sort()).toEqual(
      [parentId, ...subTicketIds].sort(),
    )
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['close']))
    const signals = await world.db.query<{ id: string }>(
      `SELECT entity_id AS id FROM outbox WHERE kind = 'signal' AND payload->>'family' = 'ticket' AND entity_id = ANY($1)`,
      [[parentId, ...subTicketIds]],
    )
    expect(signals.map(({ id }) => id).sort()).toEqual([...subTicketIds].sort())
  })
  it('appends to none when one of them is not where it was decided on', async () => {
    const { parentId, subTicketIds } = await splitInTwo()
    const { commandId } = await receive('moderator', parentId, 'set_tags')
    const [parent, subTicket] = [await readState(parentId), await readState(subTicketIds[0])]
    await give('moderator', subTicketIds[0], 'set_tags', { payload: { tags: ['moved'] } })
    const organizationId = await world.organizationId()
    const outcome = (changes: object[]) => ({
      organizationId,
      ticketId: parentId,
      commandId,
      family: 'ticket',
      name: 'set_tags',
      changes,
    })
    const stale = outcome([change(parent, 'a'), change(subTicket, 'a')])
    await expect(world.db.call('commit_command', stale)).rejects.toMatchObject({
      refusal: { code: 'unavailable' }, // decided again, on the row as it is by then
      cause: { code: '40001' },
    })
    expect(await readTags([parentId, subTicketIds[0]])).toEqual(['', 'moved'])
    expect(await readOutcome(commandId)).toMatchObject({ status: 'pending' })
    const fresh = outcome([change(parent, 'a'), change(await readState(subTicketIds[0]), 'a')])
    await world.db.call('commit_command', fresh)
    expect(await readTags([parentId, subTicketIds[0]])).toEqual(['a', 'a'])
  })
  it('never waits in a circle: split, forced close and sub-tickets that close at the same time', async () => {
    const seen = new Set<string>()
    const round = async () => {
      const { parentId, subTicketIds } = await splitInTwo()
      const answers = await Promise.all([
        give('moderator', subTicketIds[1], 'close', REASON),
        give('moderator', parentId, 'close', FORCE),
        give('moderator', parentId, 'split', await splitInto(1)),
        give('moderator2', subTicketIds[0], 'close', REASON),
        give('moderator', subTicketIds[0], 'change_priority', { payload: { priority: 'urgent' } }),
      ])
      for (const answer of answers) {
        seen.add(answer.kind === 'done' ? 'done' : answer.refusal.code)
      }
      const { subTickets, status } = await readState(parentId)
      const rows = await world.db.query<{ status: string }>(
        'SELECT status FROM ticket WHERE parent_id = $1',
        [parentId],
      )
      expect(status).toBe('closed')
      expect(rows.map((row) => row.status)).toEqual(rows.map(() => 'closed'))
      expect(subTickets?.total).toBe(rows.length)
    }
    for (let n = 0; n < 50; n += 1) await Promise.all(Array.from({ length: 4 }, round))
    expect([...seen]).toContain('done')
    expect([...seen].filter((code) => code !== 'done')).toEqual(
      expect.arrayContaining(['invalid_transition']),
    )
  }, 180_000)
})

describe('a commit over a whole family', () => {
  it('has 15 seconds for each statement, any other command five, and the connection goes back as it came', async () => {
    const { id } = await world.file()
    const organizationId = await world.organizationId()
    const readLimits = (relatives: boolean) =>
      world.db.transaction(async (transaction) => {
        const lock = { organizationId, ticketId: id, commandId: 'none', needs: [], relatives }
        await transaction.call('lock_command', lock)
        const rows = await transaction.query<{ limit: string }>(
          `SELECT current_setting('statement_timeout') AS limit`,
        )
        return rows.map(({ limit }) => limit)
      })
    expect(await readLimits(false)).toEqual(['5s'])
    expect(await readLimits(true)).toEqual(['15s'])
    for (let n = 0; n < 8; n += 1) expect(await readLimits(false)).toEqual(['5s'])
  })
  it('that does not end in time is tried five times, then refused, and nothing was changed', async () => {
    const { parentId } = await splitInTwo()
    const { commandId } = await receive('moderator', parentId, 'close', FORCE)
    const before = await readState(parentId)
    await withSlowCommits(world, async () => {
      for (const attempt of [1, 2, 3, 4]) {
        await expect(
          carryOutAt(attempt, parentId, 'close', commandId),
          `try ${attempt}`,
        ).rejects.toMatchObject({ refusal: { code: 'unavailable' }, cause: { code: '57014' } })
        expect(await readOutcome(commandId)).toEqual({ status: 'pending', code: null })
      }
      const refused = { kind: 'refused', refusal: { code: 'internal' } }
      expect(await carryOutAt(5, parentId, 'close', commandId)).toMatchObject(refused)
      expect(await readOutcome(commandId)).toEqual({ status: 'rejected', code: 'internal' })
    })
    expect(await carryOut(parentId, 'close', commandId)).toMatchObject({ kind: 'refused' })
    expect(await readState(parentId)).toEqual(before)
    expect(await give('moderator', parentId, 'close', FORCE)).toMatchObject({ kind: 'done' })
  })
})
