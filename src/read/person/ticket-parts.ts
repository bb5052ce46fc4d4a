import { selectInstant } from '../../database/rows.js'
import { ME, type Part } from './part.js'

const BY_TICKET = (alias: string) =>
  ({ stretches: 'tickets', column: `${alias}.ticket_id` }) as const

/** Rows of a table that belong to a ticket, with its number. */
const ofTicket = (table: string, alias: string) =>
  `FROM ${table} ${alias} JOIN ticket t ON t.organization_id = $1 AND t.id = ${alias}.ticket_id
   WHERE ${alias}.organization_id = $1`

const TICKET = `t.id AS "ticketId", t.number AS "ticketNumber"`

/** What somebody is to a ticket. */
const IS_PARTICIPANT = `EXISTS (SELECT 1 FROM participant p
    WHERE p.organization_id = $1 AND p.user_id = ${ME} AND p.ticket_id = t.id)`
const RELATIONS = `array_remove(ARRAY[CASE WHEN t.requester_id = ${ME} THEN 'requester' END,
    CASE WHEN t.created_by_id = ${ME} THEN 'creator' END, CASE WHEN t.assignee_id = ${ME} THEN 'assignee' END,
    CASE WHEN ${ME} = ANY (t.team_member_ids) THEN 'team_member' END,
    CASE WHEN ${IS_PARTICIPANT} THEN 'participant' END], NULL)`

const TICKETS: Part = {
  name: 'tickets',
  through: { stretches: 'tickets', column: 't.id' },
  key: 't.id',
  select: `t.id, t.number, ${RELATIONS} AS relations, t.type, t.status, t.priority, t.title, t.description, t.tags,
    t.custom_fields AS "customFields", t.channel, t.source, t.version, t.parent_id AS "parentId",
    t.department_id AS "departmentId", t.category_id AS "categoryId", ${selectInstant('t.created_at')} AS "createdAt",
    ${selectInstant('t.updated_at')} AS "updatedAt", ${selectInstant('t.deleted_at')} AS "deletedAt"`,
  from: `FROM ticket t WHERE t.organization_id = $1 AND (${ME} IN (t.requester_id, t.created_by_id, t.assignee_id)
    OR ${ME} = ANY (t.team_member_ids) OR ${IS_PARTICIPANT})`,
}

/** What they did with tickets, and said by it. */
const ACTIONS: Part = {
  name: 'actions',
  through: BY_TICKET('e'),
  key: 'e.id',
  select: `${TICKET}, e.version, e.seq, e.type AS command, e.from_status AS "from", e.to_status AS "to", e.texts,
    ${selectInstant('e.at')} AS at`,
  from: `${ofTicket('ticket_event', 'e')} AND e.actor->>'id' = (${ME})::text`,
}

const MESSAGES: Part = {
  name: 'messages',
  through: BY_TICKET('m'),
  key: 'm.id',
  select: `m.id, ${TICKET}, m.version, m.visibility, m.body, m.mentions, m.flag, ${selectInstant('m.at')} AS at`,
  from: `${ofTicket('message', 'm')} AND m.author_id = ${ME}`,
}

/** Of each only what is theirs: what they asked for, or what they decided. */
const REQUESTS: Part = {
  name: 'requests',
  through: BY_TICKET('r'),
  key: 'r.id',
  select: `r.id, ${TICKET}, r.kind, r.status, r.by_id = ${ME} AS "isOwn", CASE WHEN r.by_id = ${ME} THEN r.reason END AS reason,
    CASE WHEN r.by_id = ${ME} THEN r.content END AS content, ${selectInstant('r.at')} AS at,
    CASE WHEN r.decided_by_id = ${ME} THEN r.decision_reason END AS "decisionReason",
    CASE WHEN r.decided_by_id = ${ME} THEN ${selectInstant('r.decided_at')} END AS "decidedAt"`,
  from: `${ofTicket('request', 'r')} AND ${ME} IN (r.by_id, r.decided_by_id)`,
}

const APPROVALS: Part = {
  name: 'approvals',
  through: BY_TICKET('p'),
  key: 'p.id',
  select: `p.id, ${TICKET}, p.n, p.status, p.requested_by_id = ${ME} AS "isOwn",
    CASE WHEN p.requested_by_id = ${ME} THEN p.reason END AS reason, p.amount_minor AS amount, p.currency,
    jsonb_path_query_array(p.steps, '$[*].decisions[*] ? (@.by == $me)', jsonb_build_object('me', ${ME})) AS decisions,
    ${selectInstant('p.at')} AS at`,
  from: `${ofTicket('approval', 'p')} AND (p.requested_by_id = ${ME}
    OR p.steps @? ('$[*].decisions[*] ? (@.by == "' || ${ME} || '")')::jsonpath)`,
}

const DELIVERIES: Part = {
  name: 'deliveries',
  through: BY_TICKET('d'),
  key: 'd.id',
  select: `d.id, ${TICKET}, d.type, d.channel, d.status, d.reason, d.attempts, ${selectInstant('d.at')} AS at`,
  from: `${ofTicket('delivery', 'd')} AND d.user_id = ${ME}`,
}

/** What they were asked about a ticket, and have answered. */
const SURVEYS: Part = {
  name: 'surveys',
  through: BY_TICKET('s'),
  key: 's.id',
  select: `s.id, ${TICKET}, s.status, s.answers || s.texts AS answers, s.score, s.nps, ${selectInstant('s.sent_at')} AS "sentAt",
    ${selectInstant('s.answered_at')} AS "answeredAt"`,
  from: `${ofTicket('survey', 's')} AND s.user_id = ${ME}`,
}

const PARTICIPATIONS: Part = {
  name: 'participations',
  key: 'p.ticket_id',
  select: `${TICKET}, p.role, ${selectInstant('p.joined_at')} AS "joinedAt"`,
  from: `${ofTicket('participant', 'p')} AND p.user_id = ${ME}`,
}

const READ_MARKS: Part = {
  name: 'read-marks',
  through: BY_TICKET('r'),
  key: 'r.ticket_id',
  select: `${TICKET}, r.message_id AS "messageId", ${selectInstant('r.at')} AS at`,
  from: `${ofTicket('message_read', 'r')} AND r.user_id = ${ME}`,
}

/** What stands in tickets: each stretch of them is looked through once for each kind. */
export const TICKET_PARTS: readonly Part[] = [
  TICKETS,
  ACTIONS,
  MESSAGES,
  REQUESTS,
  APPROVALS,
  SURVEYS,
  PARTICIPATIONS,
  READ_MARKS,
  DELIVERIES,
]
