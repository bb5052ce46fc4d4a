import type { OrganizationDb } from '../../database/pool.js'
import { assertNever } from '../../domain/assert.js'
import type { RetentionKind } from '../../domain/retention/policy.js'
import type { RetentionPiece } from '../../domain/retention/run.js'

const PAGE = 500

/** A table of what tickets hold, with the column that tells the rows of a ticket apart, and its type. */
type Source = readonly [table: string, key: string, type: 'uuid' | 'int']

const TICKET: Source = ['ticket', 'id', 'uuid']
const EVENTS: Source = ['ticket_event', 'seq', 'int']
const MESSAGES: Source = ['message', 'id', 'uuid']
const FILES: Source = ['attachment', 'id', 'uuid']
const ALL: readonly Source[] = [
  TICKET,
  EVENTS,
  MESSAGES,
  FILES,
  ['request', 'id', 'uuid'],
  ['approval', 'id', 'uuid'],
  ['participant', 'user_id', 'uuid'],
]

/** What the archive has of these families, a line for each row: `{table, row}`. One page of rows is held at a time. */
export async function* listRecords(
  db: OrganizationDb,
  kind: RetentionKind,
  pieces: readonly RetentionPiece[],
): AsyncGenerator<object> {
  const found = await db.query<{ id: string }>(FAMILY, [pieces.map(({ id }) => id)])
  const ids = found.map(({ id }) => id)
  for (const source of listSources(kind)) yield* listRows(db, source, ids)
}

const FAMILY = `SELECT id FROM ticket WHERE organization_id = $1 AND id = ANY ($2)
  UNION ALL SELECT id FROM ticket WHERE organization_id = $1 AND parent_id = ANY ($2)`

function listSources(kind: RetentionKind): readonly Source[] {
  switch (kind) {
    case 'tickets':
    case 'drafts':
      return ALL
    case 'messages':
      return [MESSAGES, FILES]
    case 'attachments':
      return [FILES]
    case 'events':
      return [EVENTS]
    case 'audit':
    case 'chatbot':
      return []
    default:
      return assertNever(kind)
  }
}

async function* listRows(
  db: OrganizationDb,
  [table, key, type]: Source,
  ids: readonly string[],
): AsyncGenerator<object> {
  const ticket = table === 'ticket' ? 'id' : 'ticket_id'
  const text = `SELECT to_jsonb(r) AS row, r.${ticket} AS ticket, r.${key}::text AS key FROM ${table} r
    WHERE r.organization_id = $1 AND r.${ticket} = ANY ($2)
      AND ($3::uuid IS NULL OR (r.${ticket}, r.${key}) > ($3::uuid, $4::${type}))
    ORDER BY r.${ticket}, r.${key} LIMIT ${PAGE}`
  let last: { ticket: string; key: string } | undefined
  do {
    const rows: { row: object; ticket: string; key: string }[] = await db.query(text, [
      ids,
      last?.ticket ?? null,
      last?.key ?? null,
    ])
    for (const { row } of rows) yield { table, row }
    last = rows.length < PAGE ? undefined : rows.at(-1)
  } while (last !== undefined)
}
