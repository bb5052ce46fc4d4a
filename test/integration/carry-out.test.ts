import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/database/pool.js'
import type { Person } from '../../src/domain/people.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { rejectCommand } from '../../src/write/inbox/reject.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive, carryOut, carryOutDeadline, give, readState, readOutcome } =
  createCommandPath(world)

const countEvents = async (ticketId: string) =>
  (await world.db.query('SELECT 1 FROM ticket_event WHERE ticket_id = $1', [ticketId])).length
const readAudit = (ticketId: string) =>
  world.db.query<{ action: string; outcome: string; code: string | null }>(
    `SELECT e.action, e.outcome, d.after->>'code' AS code
     FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id WHERE e.ticket_id = $1 ORDER BY e.id`,
    [ticketId],
  )
const PERSON = 'SELECT person_facts($1, $2) AS person'
const TAGS = { payload: { tags: ['a'] } }

describe('a command', () => {
  it('writes state, event, audit and outcome together, and once however often it is asked for', async () => {
    const { id } = await world.file()
    const { commandId } = await receive('moderator', id, 'set_tags', TAGS)
    const first = await carryOut(id, 'set_tags', commandId)
    expect(first).toMatchObject({ kind: 'done', position: { seq: 2, revision: 2 } })
    expect(await carryOut(id, 'set_tags', commandId)).toEqual(first)
    expect(await readState(id)).toMatchObject({ seq: 2, tags: ['a'] })
    expect(await countEvents(id)).toBe(2)
    expect(await readAudit(id)).toMatchObject([{ action: 'ticket.submit' }, { outcome: 'ok' }])
    const again = await receive('moderator', id, 'set_tags', { ...TAGS, commandId })
    expect(again).toMatchObject({ kind: 'applied', ticketId: id })
  })
  it('is applied once by two processes at once, and both learn the same', async () => {
    const other = openDatabase({ url: world.config.databaseUrl, poolSize: 2, onError: () => {} })
    for (let round = 0; round < 10; round += 1) {
      const { id } = await world.file()
      const { commandId } = await receive('moderator', id, 'set_tags', TAGS)
      const [one, two] = await Promise.all([
        carryOut(id, 'set_tags', commandId),
        carryOut(id, 'set_tags', commandId, other),
      ])
      expect(one).toEqual(two)
      expect(await countEvents(id)).toBe(2)
    }
    await other.close()
  })
  it('that is refused is recorded once, with its audit entry, and changes nothing', async () => {
    const { id } = await world.file()
    const { commandId } = await receive('moderator', id, 'restart')
    const refused = { kind: 'refused', refusal: { code: 'invalid_transition' } }
    expect(await carryOut(id, 'restart', commandId)).toMatchObject(refused)
    expect(await carryOut(id, 'restart', commandId)).toMatchObject(refused)
    expect(await receive('moderator', id, 'restart', { commandId })).toMatchObject({
      kind: 'rejected',
      problem: { code: 'invalid_transition' },
    })
    expect(await readState(id)).toMatchObject({ seq: 1 })
    expect(await readAudit(id)).toEqual([
      { action: 'ticket.submit', outcome: 'ok', code: null },
      { action: 'ticket.restart', outcome: 'denied', code: 'invalid_transition' },
    ])
  })
  it('that changes nothing is applied all the same, without an event', async () => {
    const { id } = await world.file()
    const { commandId } = await receive('moderator', id, 'set_tags', { payload: { tags: [] } })
    expect(await carryOut(id, 'set_tags', commandId)).toMatchObject({ position: { seq: 1 } })
    expect(await readOutcome(commandId)).toEqual({ status: 'applied', code: null })
  })
  it('is never applied once it was rejected, nor rejected once it was applied', async () => {
    const { id } = await world.file()
    const problem = { code: 'internal' as const, error: 'no' }
    const rejected = await receive('moderator', id, 'set_tags', TAGS)
    await rejectCommand(world.db, rejected.commandId, problem)
    expect(await carryOut(id, 'set_tags', rejected.commandId)).toEqual({
      kind: 'refused',
      refusal: problem,
    })
    const applied = await receive('moderator', id, 'set_tags', TAGS)
    await carryOut(id, 'set_tags', applied.commandId)
    expect(await rejectCommand(world.db, applied.commandId, problem)).toMatchObject({
      kind: 'applied',
    })
    expect(await countEvents(id)).toBe(2)
  })
  it('is answered to whoever sent it, even out of their view by now, and to nobody else', async () => {
    const { id } = await world.file()
    const { commandId } = await receive('requester2', id, 'withdraw')
    const ask = async (who: string, askedId: string) => {
      const values = [await world.organizationId(), await world.userId(who)]
      const [row] = await world.db.query<{ person: Person }>(PERSON, values)
      if (row === undefined) throw new Error(`no ${who}`)
      const viewing = { person: row.person, visibility: 'normal' as const }
      return (await receive(who, id, 'withdraw', { commandId: askedId, viewing })).kind
    }
    expect(await ask('requester2', commandId)).toBe('pending')
    expect(await ask('requester2', randomUUID())).toBe('gone')
    expect(await ask('it.agent', commandId)).toBe('gone')
  })
  it('of another organization’s ticket, or of none, is gone', async () => {
    expect(await receive('moderator', randomUUID(), 'set_tags')).toMatchObject({ kind: 'gone' })
    const [theirs] = await world.db.query<{ id: string }>(
      `SELECT id FROM organization WHERE slug LIKE 'other-%'`,
    )
    const { id } = await world.file()
    const { commandId } = await receive('moderator', id, 'set_tags', TAGS)
    const foreign = await world.db.query('SELECT lock_command($1::jsonb)->$2 AS entry', [
      { organizationId: theirs?.id, ticketId: id, commandId, needs: [], relatives: false },
      'entry',
    ])
    expect(foreign).toEqual([{ entry: null }])
  })
})

describe('a command that breaks something', () => {
  it('is rejected as internal, with nothing changed, and the ticket goes on', async () => {
    const { id } = await world.file()
    const { commandId } = await receive('moderator', id, 'set_tags', TAGS)
    await world.owner.query('ALTER TABLE ticket_event RENAME COLUMN texts TO texts_hidden')
    const broken = await carryOut(id, 'set_tags', commandId).finally(() =>
      world.owner.query('ALTER TABLE ticket_event RENAME COLUMN texts_hidden TO texts'),
    )
    expect(broken).toMatchObject({ kind: 'refused', refusal: { code: 'internal' } })
    expect(JSON.stringify(broken)).not.toMatch(/column|texts/)
    expect(await readOutcome(commandId)).toEqual({ status: 'rejected', code: 'internal' })
    expect(await readState(id)).toMatchObject({ seq: 1 })
    expect(await carryOut(id, 'set_tags', commandId)).toEqual(broken)
    expect(await give('moderator', id, 'set_tags', TAGS)).toMatchObject({ kind: 'done' })
  })
})

describe('a deadline', () => {
  it('has its row in the inbox only when it was applied, and is applied once', async () => {
    const { id, number } = await world.file()
    await give('moderator', id, 'assign')
    const { acknowledge } = (await readState(id)).deadlines
    if (acknowledge === undefined) throw new Error('nothing is due')
    const commandId = `ticket/demo/${number}/acknowledge/${acknowledge.seq}/1`
    const moved = { kind: 'acknowledge', ...acknowledge, seq: 1 } as const
    expect(await carryOutDeadline(id, moved, commandId)).toMatchObject({ position: { seq: 2 } })
    expect(await readOutcome(commandId)).toBeUndefined()
    const due = { kind: 'acknowledge', ...acknowledge } as const
    const both = await Promise.all([
      carryOutDeadline(id, due, commandId),
      carryOutDeadline(id, due, commandId),
    ])
    expect(both[0]).toEqual(both[1])
    expect(both[0]).toMatchObject({ position: { seq: 3, revision: 2 } })
    expect(await readOutcome(commandId)).toEqual({ status: 'applied', code: null })
    expect(await countEvents(id)).toBe(3)
  })
  it('that comes next stands in the row', async () => {
    const { id } = await world.file()
    const follows = async () => {
      const [row] = await world.db.query<{ next: Date | null }>(
        'SELECT next_due_at AS next FROM ticket WHERE id = $1',
        [id],
      )
      const armed = Object.values((await readState(id)).deadlines).map(({ at }) => at)
      expect(row?.next?.toISOString()).toBe(armed.sort()[0])
      return armed.length
    }
    const steps: [who: string, name: CommandName, texts?: Record<string, string>][] = [
      ['moderator', 'assign'],
      ['moderator', 'undo'],
      ['moderator', 'assign'],
      ['it.head', 'start'],
      ['it.head', 'complete', { notes: 'x' }],
      ['moderator', 'close', { reason: 'x' }],
    ]
    const armed = [await follows()]
    for (const [who, name, texts = {}] of steps) {
      expect(await give(who, id, name, { texts }), name).toMatchObject({ kind: 'done' })
      armed.push(await follows())
    }
    expect(armed.map((n) => n > 0)).toEqual([false, true, false, true, true, true, false])
  })
})
