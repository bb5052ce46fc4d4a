import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseEnv } from 'node:util'
import { Client, Connection } from '@temporalio/client'
import { expect } from 'vitest'
import { startedEnvironmentFile } from '../../../src/config.js'
import { type Database, openDatabase } from '../../../src/database/pool.js'
import { listDeadlineFamilies, listDeadlines } from '../../../src/domain/ticket/deadlines.js'
import { type Position, readPosition } from '../../../src/domain/ticket/position.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { workflowId } from '../../../temporal/ids.js'
import type { Product } from '../product.js'

const SETTLED_WITHIN_MS = 90_000
const TICKETS_AT_ONCE = 8

/** What still waits to be carried out; digests wait for their minute. */
const UNSETTLED = `SELECT 'pending command ' || id AS what FROM command_inbox WHERE status = 'pending'
  UNION ALL SELECT kind || ' not delivered: ' || id FROM outbox
    WHERE kind IN ('start', 'signal', 'mail', 'attachment', 'assignment') AND done_at IS NULL
  UNION ALL SELECT 'file ' || status || ': ' || id FROM attachment WHERE incoming_key IS NOT NULL AND status <> 'uploading'
  UNION ALL SELECT 'not numbered: ' || id FROM stream_event WHERE cursor IS NULL
  LIMIT 20`

const FAILED_RUNS = 'ExecutionStatus IN ("Failed", "TimedOut", "Canceled")'

/** Each gives what must never be, in words. */
const VIOLATIONS = {
  'a row that is not at the end of its events': `
    SELECT t.number FROM ticket t LEFT JOIN ticket_event e ON e.organization_id = t.organization_id AND e.ticket_id = t.id
    GROUP BY t.organization_id, t.id
    HAVING count(e.seq) <> t.seq OR max(e.seq) <> t.seq OR (t.state->>'seq')::int <> t.seq`,
  'a revision that is not the number of commands': `
    SELECT t.number FROM ticket t JOIN ticket_event e ON e.organization_id = t.organization_id AND e.ticket_id = t.id
    GROUP BY t.organization_id, t.id HAVING count(*) FILTER (WHERE NOT e.internal) <> t.revision`,
  'an event of a command that was rejected': `
    SELECT c.id FROM command_inbox c JOIN ticket_event e ON e.command_id = c.id WHERE c.status <> 'applied'`,
  'a next instant that is not the earliest deadline': `
    SELECT number FROM ticket WHERE next_due_at IS DISTINCT FROM next_due_at(state)`,
  'a notification that is mailed twice': `
    SELECT entity_id FROM outbox WHERE kind IN ('mail', 'digest') AND NOT payload ? 'deliveryId'
    GROUP BY kind, entity_id, payload HAVING count(*) > 1`,
  'a letter that ended, and what became of it is not written': `
    SELECT o.id FROM outbox o, letter_deliveries(o.id, o.entity_id, o.payload) held
    WHERE o.kind = 'mail' AND o.done_at IS NOT NULL AND held.ticket_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = held.delivery_id)`,
  'a file that was settled twice': `
    SELECT entity_id FROM audit_entry WHERE action = 'attachment.settle' GROUP BY entity_id HAVING count(*) > 1`,
  'a broken audit chain': `
    SELECT slug FROM organization WHERE audit_verify(id, 1, 1000000) ? 'firstBroken'`,
} satisfies Record<string, string>

/** The same, where mails go to the mailbox of development. */
const VIOLATIONS_IN_MAILBOX = {
  'a mail that was settled and never sent': `
    SELECT id FROM outbox o WHERE kind = 'mail' AND done_at IS NOT NULL AND error IS NULL
      AND NOT EXISTS (SELECT 1 FROM dev_mail m WHERE m.id = o.id)`,
  'a mail of a letter that is none': `
    SELECT id FROM dev_mail m WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = m.id)`,
} satisfies Record<string, string>

/**
 * What must hold once all faults are over, whatever they were: nothing waits for ever, nothing was done twice, every
 * row is what its events say, and a run waits for every deadline.
 */
export async function expectWhole(
  product: Product,
  { settledWithinMs = SETTLED_WITHIN_MS }: { settledWithinMs?: number } = {},
): Promise<void> {
  const db = await openProductDatabase(product)
  try {
    await untilEmpty(() => findUnsettled(db), settledWithinMs)
    expect(await findViolations(db, { hasMailbox: !('SMTP_URL' in product.env) })).toEqual([])
    await untilEmpty(() => findUnattended(db, product), SETTLED_WITHIN_MS)
  } finally {
    await db.close()
  }
}

/** The database of a product that runs, as its application. */
export async function openProductDatabase({ folder }: Product): Promise<Database> {
  const started = parseEnv(await readFile(startedEnvironmentFile(folder), 'utf8'))
  const { DATABASE_URL: url = '' } = started
  return openDatabase({ url, poolSize: 2, onError: () => {} })
}

/** What is broken in a database where nothing is under way. */
export async function findViolations(db: Database, { hasMailbox = true } = {}): Promise<string[]> {
  const looked = hasMailbox ? { ...VIOLATIONS, ...VIOLATIONS_IN_MAILBOX } : VIOLATIONS
  const found: string[] = []
  for (const [what, sql] of Object.entries(looked)) {
    const rows = await db.query(sql)
    if (rows.length > 0) found.push(`${what}: ${JSON.stringify(rows.slice(0, 5))}`)
  }
  return found
}

async function findUnsettled(db: Database): Promise<string[]> {
  return (await db.query<{ what: string }>(UNSETTLED)).map(({ what }) => what)
}

/** Armed deadlines that no run waits for, and runs that failed. */
async function findUnattended(db: Database, product: Product): Promise<string[]> {
  const rows = await db.query<{ slug: string; state: TicketState }>(
    `SELECT g.slug, t.state FROM ticket t JOIN organization g ON g.id = t.organization_id
     WHERE t.next_due_at IS NOT NULL AND t.deleted_at IS NULL`,
  )
  const connection = await Connection.connect({ address: product.temporalAddress })
  const client = new Client({ connection })
  const found: string[] = []
  const next = rows.values()
  const attend = async () => {
    for (const { slug, state } of next) found.push(...(await listUnattended(client, slug, state)))
  }
  await Promise.all(Array.from({ length: TICKETS_AT_ONCE }, attend))
  for await (const { workflowId: id } of client.workflow.list({ query: FAILED_RUNS })) {
    found.push(`${id} failed`) // brought back or not: no fault of a process may fail a run
  }
  await connection.close()
  return found
}

async function listUnattended(client: Client, slug: string, state: TicketState): Promise<string[]> {
  const families = new Set(listDeadlines(state).map(({ kind }) => listDeadlineFamilies()[kind]))
  const found: string[] = []
  for (const family of families) {
    if (family === undefined) continue
    const n = family === 'approval' ? state.approval?.n : undefined
    const [due] = readPosition(state, family, n).deadlines
    const awaited = await readAwaited(client, workflowId(family, slug, state.number, n))
    if (JSON.stringify(due) !== JSON.stringify(awaited)) {
      found.push(`${family} of ${state.number}: ${due?.kind} at ${due?.at}, not ${awaited?.at}`)
    }
  }
  return found
}

async function readAwaited(client: Client, id: string) {
  const query = client.workflow.getHandle(id).query<Position>('position')
  return (await query.catch(() => undefined))?.deadlines[0]
}

async function untilEmpty(find: () => Promise<string[]>, withinMs: number): Promise<void> {
  for (const until = Date.now() + withinMs; ; await sleep(500)) {
    const found = await find()
    if (found.length === 0) return
    if (Date.now() > until) expect(found).toEqual([])
  }
}
