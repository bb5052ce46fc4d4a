import { describe, expect, it } from 'vitest'
import { NO_COUNTS } from '../../src/domain/retention/run.js'
import type { Storage } from '../../src/storage/storage.js'
import { createFullTickets, createRetention, WORD } from '../support/retention.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const retention = createRetention(world)
const { fileFull, read, isStored } = createFullTickets(world)

const count = async (table: string, id: string, column = 'ticket_id') =>
  (
    await world.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${table} WHERE ${column} = $1`,
      [id],
    )
  )[0]?.n

async function makeFamily() {
  const parent = await fileFull('Parent')
  const child = await fileFull('Child')
  await world.owner.query(
    `UPDATE ticket SET parent_id = $2, child_number = 1, type = 'sub_ticket' WHERE id = $1`,
    [child.id, parent.id],
  )
  return { parent, child }
}

describe('tickets that ended long ago', () => {
  it('go with all that they hold, as the dry run has said, and the archive has them', async () => {
    const { parent, child } = await makeFamily()
    const young = await fileFull()
    for (const { id } of [parent, child]) await retention.end(id)
    await retention.end(young.id, 10)
    const policyId = await retention.makePolicy({ kind: 'tickets', archive: true })
    const dry = await retention.run(policyId, true)
    expect(dry).toMatchObject({ dryRun: true, archives: 0, held: 0, underWay: 0 })
    expect(dry.counts).toMatchObject({ tickets: 2, messages: 2, attachments: 4, drafts: 0 })
    expect((await read(parent.id)).status).toBe(200)

    const operationId = await retention.begin(policyId)
    await retention.carryOut(operationId)
    const report = await retention.readReport(operationId)
    expect(report).toEqual({ ...dry, dryRun: false, archives: 1 })
    for (const { id } of [parent, child]) {
      expect((await read(id)).status).toBe(404)
      for (const table of [
        'ticket_event',
        'message',
        'attachment',
        'notification',
        'ticket_search',
      ])
        expect(await count(table, id), table).toBe(0)
    }
    const found = await world.call('admin', 'GET', `/tickets?q=${WORD}`)
    expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([young.id])

    const [part = []] = await retention.readArchives(operationId)
    const rowsOf = (table: string) =>
      part.filter((one) => one.table === table).map(({ row }) => row)
    expect(rowsOf('ticket').map(({ number }) => number)).toEqual(
      expect.arrayContaining([parent.number, child.number]),
    )
    expect(rowsOf('message').map(({ body }) => body)).toEqual([WORD, WORD])
    const archived = rowsOf('attachment').map((row) => row.storage_key)
    expect(archived.sort()).toEqual([...parent.keys, ...child.keys].sort())
    for (const key of parent.keys) expect(await isStored(key)).toBe(true)
    expect(await retention.run(policyId)).toMatchObject({ counts: NO_COUNTS, archives: 0 })
    const audited = await world.call('admin', 'GET', `/admin/audit?entityId=${policyId}`)
    const acts = audited.body.items.map(({ action }: { action: string }) => action)
    expect(acts).toContain('retention.delete')
  })

  it('without an archive their bytes go, too', async () => {
    const { id, keys } = await fileFull()
    await retention.end(id)
    await retention.run({ kind: 'tickets' })
    for (const key of keys) expect(await isStored(key)).toBe(false)
    expect((await read(id)).status).toBe(404)
  })

  it('stay while one of the family is held, lives, or has something under way', async () => {
    const held = await makeFamily()
    const living = await makeFamily()
    const busy = await fileFull()
    for (const { id } of [held.parent, held.child, living.parent, busy]) await retention.end(id)
    await world.call('admin', 'PUT', `/tickets/${held.child.id}/legal_hold`, {})
    await world.owner.query('UPDATE outbox SET done_at = NULL WHERE entity_id = $1', [busy.id])
    const policyId = await retention.makePolicy({ kind: 'tickets' })
    for (const isDryRun of [true, false]) {
      const report = await retention.run(policyId, isDryRun)
      expect(report).toMatchObject({ counts: NO_COUNTS, held: 2, underWay: 1 })
    }
    for (const { id } of [held.parent, held.child, living.parent, busy])
      expect((await read(id)).status).toBe(200)
    await world.call('admin', 'DELETE', `/tickets/${held.child.id}/legal_hold`)
    await world.owner.query('UPDATE outbox SET done_at = now() WHERE entity_id = $1', [busy.id])
    expect(await retention.run(policyId)).toMatchObject({ counts: { tickets: 3 }, held: 0 })
  })

  it('what is held after it was chosen stays, though the archive has it', async () => {
    const { id } = await fileFull()
    await retention.end(id)
    const operationId = await retention.begin(
      await retention.makePolicy({ kind: 'tickets', archive: true }),
    )
    const storage = {
      ...world.storage,
      put: async (...given: Parameters<Storage['put']>) => {
        await world.storage.put(...given)
        await world.call('admin', 'PUT', `/tickets/${id}/legal_hold`, {})
      },
    }
    await retention.carryOut(operationId, { storage })
    expect(await retention.readReport(operationId)).toMatchObject({ counts: NO_COUNTS })
    expect((await read(id)).status).toBe(200)
    await world.call('admin', 'DELETE', `/tickets/${id}/legal_hold`)
    await retention.run({ kind: 'tickets' })
  })

  it('anonymized they are counted as before, and nobody is in them', async () => {
    const { id, keys } = await fileFull()
    await retention.end(id)
    const figures = async () => {
      const { generatedAt: _at, ...rest } = (await world.call('admin', 'GET', '/admin/dashboard'))
        .body
      return rest
    }
    const before = await figures()
    const policy = { kind: 'tickets', action: 'anonymize' }
    const policyId = await retention.makePolicy(policy)
    const dry = await retention.run(policyId, true)
    expect(await retention.run(policyId)).toEqual({ ...dry, dryRun: false })
    expect(dry.counts).toMatchObject({ tickets: 1, messages: 1, attachments: 2 })
    const { body } = await read(id)
    expect(body).toMatchObject({
      ...{ title: '[erased]', description: '[erased]', status: 'closed', attachments: [] },
      requester: { name: 'Erased person' },
    })
    const [row] = await world.owner.query<{ all: string }>(
      `SELECT (to_jsonb(t)::text || (SELECT jsonb_agg(to_jsonb(e)) FROM ticket_event e WHERE e.ticket_id = t.id)::text
         || (SELECT jsonb_agg(to_jsonb(m)) FROM message m WHERE m.ticket_id = t.id)::text) AS all
       FROM ticket t WHERE id = $1`,
      [id],
    )
    expect(row?.all).not.toContain(await world.userId('requester'))
    expect(row?.all).not.toContain(WORD)
    expect((await world.call('requester', 'GET', `/tickets/${id}`)).status).toBe(404)
    for (const path of ['history', 'timeline', 'messages'])
      expect((await world.call('admin', 'GET', `/tickets/${id}/${path}`)).status, path).toBe(200)
    for (const key of keys) expect(await isStored(key)).toBe(false)
    expect(await figures()).toEqual(before)
    expect((await retention.run(policyId)).counts).toEqual(NO_COUNTS)
    expect(await retention.run({ kind: 'tickets' })).toMatchObject({ counts: { tickets: 1 } })
  })
})

describe('what ended tickets hold', () => {
  it.each(['delete', 'anonymize'])('%s: chats, files, what happened', async (action) => {
    const { id, keys } = await fileFull()
    await retention.end(id)
    const run = async (kind: string) => {
      const policyId = await retention.makePolicy({ kind, action, archive: kind === 'events' })
      const dry = await retention.run(policyId, true)
      const report = await retention.run(policyId)
      expect(report.counts).toEqual(dry.counts)
      expect((await retention.run(policyId)).counts).toEqual(NO_COUNTS)
      return Object.fromEntries(Object.entries(report.counts).filter(([, n]) => n > 0))
    }
    expect(await run('messages')).toEqual({ messages: 1, attachments: 1 })
    expect(await isStored(keys[0] ?? '')).toBe(true)
    expect(await run('attachments')).toEqual({ attachments: 1 })
    expect(await Promise.all(keys.map(isStored))).toEqual([false, false])
    const messages = (await world.call('admin', 'GET', `/tickets/${id}/messages`)).body.items
    const events = await count('ticket_event', id)
    expect(await run('events')).toEqual({ events })
    const history = await world.call('admin', 'GET', `/tickets/${id}/history`)
    const proof = await world.call('admin', 'GET', `/tickets/${id}/sla/proof`)
    if (action === 'delete') {
      expect(messages).toEqual([])
      expect(history.body.items).toEqual([])
      expect(proof.body.code).toBe('gone')
    } else {
      expect(messages[0]).toMatchObject({ body: '[erased]', author: { name: 'Erased person' } })
      expect(history.body.items[0].actor).toMatchObject({ name: 'Erased person' })
      expect(proof.body.equal).toBe(true)
    }
    expect((await read(id)).body.title).toContain(WORD)
    await retention.run({ kind: 'tickets' })
  })
})

describe('drafts', () => {
  it('go once they were deleted or have expired for so long', async () => {
    const draft = async () => {
      const body = await world.newTicket({ isDraft: true, title: WORD })
      return (await world.call('requester', 'POST', '/tickets', body)).body.id
    }
    const [kept, gone] = [await draft(), await draft()]
    for (const id of [kept, gone]) await retention.end(id, 400, 'draft')
    await world.owner.query('UPDATE ticket SET deleted_at = updated_at WHERE id = $1', [gone])
    const policyId = await retention.makePolicy({ kind: 'drafts' })
    const dry = await retention.run(policyId, true)
    expect(dry.counts.drafts).toBe(1)
    expect((await retention.run(policyId)).counts).toEqual(dry.counts)
    expect(await count('ticket', gone, 'id')).toBe(0)
    expect(await count('ticket', kept, 'id')).toBe(1)
  })
})

it('the tallies of dashboards follow what was deleted, and what was anonymized', async () => {
  const [kept, gone] = [await fileFull(), await fileFull()]
  await retention.end(kept.id, 380)
  await retention.run({ kind: 'tickets', action: 'anonymize' })
  await retention.end(gone.id, 420)
  await retention.run({ kind: 'tickets', after: 'P13M' })
  expect([(await read(kept.id)).status, (await read(gone.id)).status]).toEqual([200, 404])
  const tallied = await world.owner.query(
    `SELECT status, department_id, sum(tickets)::int AS n FROM ticket_tally GROUP BY 1, 2 HAVING sum(tickets) <> 0 ORDER BY 1, 2`,
  )
  const counted = await world.owner.query(
    `SELECT status, department_id, count(*)::int AS n FROM ticket WHERE deleted_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  expect(tallied).toEqual(counted)
})
