import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CommitOutcome, CommitPart, FamilyCommit } from '../../src/domain/ticket/envelope.js'
import { partOf } from '../../src/domain/ticket/envelope.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { type InboxAnswer, receiveCommand, rejectCommand } from '../../src/write/inbox/commands.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const ORIGIN = { ip: null, userAgent: null }

async function organizationId(): Promise<string> {
  const [row] = await world.db.query<{ id: string }>(
    `SELECT id FROM organization WHERE slug LIKE 'demo-%'`,
  )
  return row?.id ?? ''
}

interface Prepared {
  request: FamilyCommit
  state: TicketState
  commandId: string
}

/** A command of the moderator in the inbox, and the commit that its workflow would ask for. */
async function prepare(ticketId?: string): Promise<Prepared> {
  const id = ticketId ?? (await world.file()).id
  const org = await organizationId()
  const commandId = randomUUID()
  const moderator = await world.userId('moderator')
  const answer: InboxAnswer = await receiveCommand(world.db, {
    organizationId: org,
    ticketId: id,
    commandId,
    name: 'set_tags',
    actor: { kind: 'user', id: moderator },
    origin: ORIGIN,
    payload: { tags: ['a'] },
    texts: {},
  })
  if (answer.kind !== 'pending') throw new Error(answer.kind)
  const part = tagged(answer.state, commandId)
  return {
    state: answer.state,
    commandId,
    request: {
      organizationId: org,
      ticketId: id,
      commandId,
      facts: answer.facts,
      by: 'ticket',
      parts: [part],
    },
  }
}

function tagged(state: TicketState, tag: string): CommitPart {
  const event: TicketEvent = { type: 'set_tags', at: new Date().toISOString(), tags: [tag] }
  return partOf(state, event)
}

const commit = (request: FamilyCommit) => world.db.call<CommitOutcome>('commit_tickets', request)
const count = async (table: string, ticketId: string) =>
  (
    await world.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE ticket_id = $1`,
      [ticketId],
    )
  )[0]?.n ?? 0
const rowOf = async (id: string) =>
  (
    await world.db.query<{ state: TicketState; seq: number; tags: string[] }>(
      'SELECT state, seq, tags FROM ticket WHERE id = $1',
      [id],
    )
  )[0]

describe('commit', () => {
  it('writes state, event, audit and outcome together, and once however often it is repeated', async () => {
    const { request, state, commandId } = await prepare()
    expect(await commit(request)).toEqual({ kind: 'committed' })
    expect(await commit(request)).toMatchObject({
      kind: 'applied',
      state: { seq: state.seq + 1, tags: [commandId] },
    })
    expect(await count('ticket_event', state.id)).toBe(2)
    expect(await count('audit_entry', state.id)).toBe(2)
    expect(await rowOf(state.id)).toMatchObject({ seq: 2, tags: [commandId] })
  })
  it('of two at once applies one', async () => {
    const { request, state } = await prepare()
    const outcomes = await Promise.all([commit(request), commit(request)])
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['applied', 'committed'])
    expect(await count('ticket_event', state.id)).toBe(2)
  })
  it('changes nothing when the row is ahead, and gives its state', async () => {
    const first = await prepare()
    const second = await prepare(first.state.id)
    await commit(first.request)
    expect(await commit(second.request)).toMatchObject({
      kind: 'behind',
      state: { seq: 2, tags: [first.commandId] },
    })
    expect(await count('ticket_event', first.state.id)).toBe(2)
  })
  it('changes nothing when a deciding fact has changed, and gives the fresh ones', async () => {
    const { request, state } = await prepare()
    await world.db.query(
      `UPDATE app_user SET roles = '{requester}' WHERE email = 'moderator@demo.test'`,
    )
    const outcome = await commit(request)
    await world.db.query(
      `UPDATE app_user SET roles = '{moderator}' WHERE email = 'moderator@demo.test'`,
    )
    expect(outcome).toMatchObject({
      kind: 'facts_changed',
      facts: { actor: { roles: ['requester'] } },
    })
    expect(await count('ticket_event', state.id)).toBe(1)
    expect(await commit(request)).toEqual({ kind: 'committed' })
  })
  it('never applies what was rejected, nor rejects what was applied', async () => {
    const rejected = await prepare()
    const problem = { code: 'forbidden' as const, error: 'no' }
    expect(await rejectCommand(world.db, rejected.commandId, problem)).toMatchObject({
      kind: 'rejected',
    })
    expect(await commit(rejected.request)).toEqual({ kind: 'rejected', problem })
    const applied = await prepare()
    await commit(applied.request)
    expect(await rejectCommand(world.db, applied.commandId, problem)).toMatchObject({
      kind: 'applied',
    })
  })
  it('knows nothing of a command that is not in the inbox', async () => {
    const { request } = await prepare()
    expect(await commit({ ...request, commandId: randomUUID() })).toEqual({ kind: 'unknown' })
  })
  it('makes the inbox row of a timer’s command only when it applies it', async () => {
    const { request, state } = await prepare()
    const { facts: _facts, ...timed } = request
    const commandId = `ticket/demo/${state.number}/auto_verify/9/1`
    const stale = {
      ...timed,
      commandId,
      system: { name: 'set_tags' as const },
      parts: [{ ...tagged(state, 'x'), fromSeq: 7 }],
    }
    expect(await commit(stale)).toMatchObject({ kind: 'behind' })
    const known = () => world.db.query('SELECT 1 FROM command_inbox WHERE id = $1', [commandId])
    expect(await known()).toHaveLength(0)
    expect(await commit({ ...stale, parts: [tagged(state, 'x')] })).toEqual({ kind: 'committed' })
    expect(await known()).toHaveLength(1)
  })
})

describe('family commit', () => {
  async function family() {
    const parent = await prepare()
    const child = await prepare()
    const sub = { ...child.state, parentId: parent.state.id, type: 'sub_ticket' as const }
    await world.db.query(
      `UPDATE ticket SET parent_id = $2, child_number = 1, type = 'sub_ticket', state = $3::jsonb WHERE id = $1`,
      [child.state.id, parent.state.id, JSON.stringify(sub)],
    )
    return { parent, child: { ...child, state: sub } }
  }
  it('appends to each member in one transaction', async () => {
    const { parent, child } = await family()
    const parts = [tagged(child.state, 'closed'), tagged(parent.state, 'told')]
    expect(await commit({ ...child.request, parts })).toEqual({ kind: 'committed' })
    expect([(await rowOf(parent.state.id))?.tags, (await rowOf(child.state.id))?.tags]).toEqual([
      ['told'],
      ['closed'],
    ])
    const ids = await world.db.query<{ command_id: string }>(
      'SELECT command_id FROM ticket_event WHERE ticket_id = ANY($1) AND seq = 2',
      [[parent.state.id, child.state.id]],
    )
    expect(new Set(ids.map(({ command_id }) => command_id))).toEqual(new Set([child.commandId]))
  })
  it('appends to none when one is behind', async () => {
    const { parent, child } = await family()
    await commit(parent.request)
    const outcome = await commit({
      ...child.request,
      parts: [tagged(child.state, 'closed'), tagged(parent.state, 'told')],
    })
    expect(outcome.kind).toBe('behind')
    expect((await rowOf(child.state.id))?.seq).toBe(1)
  })
  it('locks parent first whatever the order of its parts, so that two never deadlock', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { parent, child } = await family()
      const [a, b] = [tagged(child.state, 'a'), tagged(parent.state, 'b')]
      const outcomes = await Promise.all([
        commit({ ...child.request, parts: [a, b] }),
        commit({ ...parent.request, parts: [b, a] }),
      ])
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['behind', 'committed'])
    }
  })
})

describe('the sequencer', () => {
  it('numbers every committed event once, in order for each ticket, with two leaders at once', async () => {
    const { id } = await world.file()
    for (let i = 0; i < 5; i += 1) await commit((await prepare(id)).request)
    await Promise.all(Array.from({ length: 4 }, () => world.db.query('SELECT sequence_stream(3)')))
    while ((await world.db.query<{ n: number }>('SELECT sequence_stream(100) AS n'))[0]?.n !== 0);
    const rows = await world.db.query<{ cursor: string; revision: number }>(
      `SELECT cursor, (data->>'revision')::int AS revision FROM stream_event WHERE data->>'id' = $1 AND type = 'ticket:updated' ORDER BY cursor`,
      [id],
    )
    expect(rows.map(({ revision }) => revision)).toEqual([2, 3, 4, 5, 6])
    const [gaps] = await world.db.query<{ missing: number; doubled: number }>(
      `SELECT count(*) FILTER (WHERE cursor IS NULL)::int AS missing, (count(cursor) - count(DISTINCT cursor))::int AS doubled FROM stream_event`,
    )
    expect(gaps).toEqual({ missing: 0, doubled: 0 })
  })
})

describe('tenancy', () => {
  it('is in every foreign key: a row can’t point across organizations', async () => {
    const [other] = await world.db.query<{ id: string }>(
      `SELECT id FROM app_user WHERE email = 'agent@other.test'`,
    )
    const { id } = await world.file()
    await expect(
      world.db.query('UPDATE ticket SET assignee_id = $2 WHERE id = $1', [id, other?.id]),
    ).rejects.toThrow('foreign key')
    const keys = await world.db.query<{ conname: string; columns: number }>(
      `SELECT conname, array_length(conkey, 1) AS columns FROM pg_constraint WHERE contype = 'f' AND confrelid <> 'organization'::regclass`,
    )
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.filter(({ columns }) => columns < 2)).toEqual([])
  })
})
