import { foundingSlug } from '../src/database/names.js'
import { readPosition } from '../src/domain/ticket/position.js'
import type { TicketState } from '../src/domain/ticket/state.js'
import { type ParsedRun, parseWorkflowId } from './ids.js'
import type { LostRun, SearchDeps } from './lost-run.js'

interface Found {
  organizationId: string
  ticketId: string
  organizationSlug: string
  number: string
  state: TicketState
}

const FIND = `SELECT t.organization_id AS "organizationId", t.id AS "ticketId", ${foundingSlug('g')} AS "organizationSlug", t.number, t.state
  FROM unnest($1::text[], $2::text[]) AS named (slug, number)
    JOIN organization g ON ${foundingSlug('g')} = named.slug AND g.active
    JOIN ticket t ON t.organization_id = g.id AND t.number = named.number`

/** By the outbox, so that many at once are paced, and one that waits there already is not doubled. */
const SIGNAL = `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), organization_id, 'signal', ticket_id, payload, clock_timestamp(), clock_timestamp()
  FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[]) AS lost (organization_id, ticket_id, payload)
  WHERE NOT EXISTS (
    SELECT 1 FROM outbox o WHERE o.kind = 'signal' AND o.entity_id = lost.ticket_id AND o.done_at IS NULL
      AND o.payload @> lost.payload)`

/** Signals the runs that still have something to do for their ticket; whatever run there is reads its row. */
export async function signalLostTickets({ db }: SearchDeps, runs: LostRun[]): Promise<void> {
  const lost = runs.map(({ workflowId }) => parseWorkflowId(workflowId)).filter(isParsed)
  const rows = await db.query<Found>(FIND, [
    lost.map(({ organizationSlug }) => organizationSlug),
    lost.map(({ number }) => number),
  ])
  const byName = new Map(rows.map((row) => [`${row.organizationSlug}/${row.number}`, row]))
  const owed = lost.flatMap(({ organizationSlug, number, family, n }) => {
    const row = byName.get(`${organizationSlug}/${number}`)
    if (row === undefined || !hasWork(row.state, family, n)) return []
    return [{ ...row, payload: { number, family, ...(n === undefined ? {} : { n }) } }]
  })
  await db.query(SIGNAL, [
    owed.map(({ organizationId }) => organizationId),
    owed.map(({ ticketId }) => ticketId),
    owed.map(({ payload }) => JSON.stringify(payload)),
  ])
}

/** A run that lingered for its undo window is not missed: a command in it starts another. */
function hasWork(state: TicketState, family: ParsedRun['family'], n: number | undefined): boolean {
  return readPosition(state, family, n).endsAt === null
}

function isParsed(run: ParsedRun | undefined): run is ParsedRun {
  return run !== undefined
}
