import type { TicketQuery } from '../../contracts/ticket-query.js'
import type { OrganizationDb } from '../../database/pool.js'

/** How far the creation of an organization's tickets is behind the instants in their ids, in milliseconds: from, to. */
export interface CreationDrift {
  least: number
  most: number
}

/** An id is made a moment before its ticket is; the index has only those that are farther apart. */
const USUAL_MS = 60_000

/** An id's first 48 bits are the milliseconds of its instant; the index of the same name has this very expression. */
const DRIFT = `t.created_at - to_timestamp(('x' || translate(left(t.id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)`

const END = (
  direction: 'ASC' | 'DESC',
) => `(SELECT extract(epoch FROM ${DRIFT}) * 1000 FROM ticket t
  WHERE t.organization_id = $1 AND ${DRIFT} NOT BETWEEN interval '-1 minute' AND interval '1 minute'
  ORDER BY ${DRIFT} ${direction} LIMIT 1)`

const ENDS = `SELECT floor(${END('ASC')})::float8 AS least, ceil(${END('DESC')})::float8 AS most`

/** What a filed ticket's key brings back after hours, or a clock that was moved, may have put apart. */
export async function readCreationDrift(db: OrganizationDb): Promise<CreationDrift> {
  const [ends] = await db.query<{ least: number | null; most: number | null }>(ENDS)
  return {
    least: Math.min(-USUAL_MS, ends?.least ?? 0),
    most: Math.max(USUAL_MS, ends?.most ?? 0),
  }
}

/**
 * What narrows instants of creation to ids, in which every index of tickets ends; the instants then decide. Literals,
 * which hold nothing that a caller could choose but digits.
 */
export function narrowToIds(
  { createdAfter, createdBefore }: Pick<TicketQuery, 'createdAfter' | 'createdBefore'>,
  { least, most }: CreationDrift,
): string[] {
  const after = createdAfter === undefined ? [] : [makeFirstId(Date.parse(createdAfter) - most)]
  const before =
    createdBefore === undefined ? [] : [makeFirstId(Date.parse(createdBefore) - least + 1)]
  return [...after.map((id) => `t.id >= '${id}'`), ...before.map((id) => `t.id < '${id}'`)]
}

/** No id of this instant or a later one is below it. */
function makeFirstId(ms: number): string {
  const digits = Math.min(Math.max(0, Math.floor(ms)), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`
}
