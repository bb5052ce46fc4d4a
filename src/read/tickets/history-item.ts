import type { HistoryItem } from '../../contracts/history.js'
import { namePerson, selectActor } from '../../database/names.js'
import { iso } from '../../database/rows.js'
import type { Asking } from '../../domain/access/approvals.js'
import { mayReadTexts } from '../../domain/access/history.js'
import type { Person } from '../../domain/people.js'
import type { EventType } from '../../domain/ticket/events.js'
import type { SubTicketNote } from '../../domain/ticket/outcome/history-notes.js'
import type { TicketState } from '../../domain/ticket/state.js'
import type { Status } from '../../domain/ticket/status.js'
import type { Names } from '../names.js'
import { type Mentions, nameFields } from './history-fields.js'

export interface HistoryRow extends Mentions {
  seq: number
  at: Date
  actor: HistoryItem['actor']
  type: EventType
  from_status: Status | null
  to_status: Status
  version: number
  outcome: HistoryItem['outcome'] | null
  undoes: string | null
  why: string | null
  sub_tickets: SubTicketNote[] | null
  texts: { reason?: string; question?: string; answer?: string }
  by: HistoryItem['by'] | null
  rule: HistoryItem['rule'] | null
  level: HistoryItem['level'] | null
  actions: HistoryItem['actions'] | null
  is_concerned: boolean
  asking: Asking | null
}

/** Of the texts that came with a command, those that history tells: a split has whole descriptions. */
const TEXTS = `jsonb_strip_nulls(jsonb_build_object('reason', coalesce(e.texts->'reason', e.texts->'comment', e.texts->'notes'),
    'question', e.texts->'question', 'answer', e.texts->'answer'))`
export const HISTORY_WEIGHT = `octet_length(coalesce(e.texts->>'reason', e.texts->>'comment', e.texts->>'notes',
    e.texts->>'question', e.texts->>'answer', ''))`

/** Of `ticket_event e`; the placeholder is the reader's id. */
export const selectHistory = (reader: string) => `e.seq, e.at, ${selectActor('e.actor')} AS actor,
  e.type, e.from_status, e.to_status, e.version, e.data->'fields' AS fields, e.data->'named' AS named,
  e.data->>'outcome' AS outcome, e.data->'undoes'->>'command' AS undoes, e.data->'subTickets' AS sub_tickets, ${TEXTS} AS texts,
  coalesce(e.actor->>'by', e.actor->'for'->>'by', ${ESCALATED} 'escalation' END) AS by,
  ${ESCALATED} (e.data->'level')::int END AS level, ${ESCALATED} e.data->'actions' END AS actions, e.actor->'for'->>'why' AS why, ${RULE} AS rule,
  ${isConcerned(reader)} AS is_concerned, ${ASKING} AS asking`

/** No inbox names it: a deadline of the ticket's own does. */
const ESCALATED = `CASE WHEN e.type = 'escalate' THEN`

/** As it is called now. */
const RULE = `(SELECT jsonb_build_object('id', r.id, 'name', r.name) FROM automation_rule r
    WHERE r.organization_id = $1 AND r.id = (e.actor->'for'->>'ruleId')::uuid)`

const ASKING = `(SELECT jsonb_build_object('requestedBy', a.requested_by_id, 'deciders', a.decider_ids)
    FROM approval a WHERE a.organization_id = $1 AND a.id = (e.data->>'approvalId')::uuid)`

/** Whether the reader did it, or has made the request. */
const isConcerned = (reader: string) => `(e.actor->>'id' = ${reader}::text
  OR EXISTS (SELECT 1 FROM request own WHERE own.organization_id = $1 AND own.id = (e.data->>'requestId')::uuid
    AND own.by_id = ${reader}::uuid))`

/** As this person may read it, who sees the ticket. */
export function presentHistoryItem(
  row: HistoryRow,
  { state, person, names }: { state: TicketState; person: Person; names: Names },
): HistoryItem {
  const { type, fields, asking, is_concerned: isConcerned } = row
  return {
    seq: row.seq,
    at: iso(row.at),
    actor: row.actor,
    command: type,
    from: row.from_status,
    to: row.to_status,
    version: row.version,
    ...(mayReadTexts(state, type, { person, isConcerned, asking }) ? presentTexts(row, names) : {}),
    ...(fields === null ? {} : { fields: nameFields(fields, names) }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.sub_tickets === null ? {} : { subTickets: row.sub_tickets }),
    ...(row.by === null ? {} : { by: row.by }),
    ...(row.why === null ? {} : { why: row.why }),
    ...(row.level === null ? {} : { level: row.level }),
    ...(row.actions === null ? {} : { actions: row.actions }),
    ...(row.rule === null ? {} : { rule: row.rule }),
    ...(row.undoes === null ? {} : { undoes: row.undoes }),
  }
}

function presentTexts({ texts, named }: HistoryRow, { people }: Names) {
  const users = named === null ? {} : { users: named.map((id) => namePerson(people, id)) }
  return { ...texts, ...users }
}
