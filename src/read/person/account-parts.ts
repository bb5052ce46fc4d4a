import { selectInstant } from '../../database/rows.js'
import { MAILS } from './mail-part.js'
import { ME, type Part } from './part.js'

const NOTIFICATIONS: Part = {
  name: 'notifications',
  key: 'n.id',
  select: `n.id, n.type, n.ticket_id AS "ticketId", n.data, ${selectInstant('n.at')} AS at, ${selectInstant('n.read_at')} AS "readAt"`,
  from: `FROM notification n WHERE n.organization_id = $1 AND n.user_id = ${ME}`,
}

/** Where they signed in from; the tokens are none of it. */
const SESSIONS: Part = {
  name: 'sessions',
  key: 's.id',
  select: `s.id, s.ip, s.network, s.user_agent AS "userAgent", ${selectInstant('s.created_at')} AS "createdAt",
    ${selectInstant('s.last_used_at')} AS "lastUsedAt", ${selectInstant('s.expires_at')} AS "expiresAt",
    ${selectInstant('s.revoked_at')} AS "revokedAt"`,
  from: `FROM session s WHERE s.organization_id = $1 AND s.user_id = ${ME}`,
}

/** Where they are pushed to; the keys are none of it. */
const DEVICES: Part = {
  name: 'devices',
  key: 'd.id',
  select: `d.id, d.endpoint, ${selectInstant('d.created_at')} AS "createdAt"`,
  from: `FROM push_subscription d WHERE d.organization_id = $1 AND d.user_id = ${ME}`,
}

const OPERATIONS: Part = {
  name: 'operations',
  key: 'o.id',
  select: `o.id, o.kind, o.status, o.input, ${selectInstant('o.created_at')} AS "createdAt", ${selectInstant('o.ended_at')} AS "endedAt"`,
  from: `FROM operation o WHERE o.organization_id = $1 AND o.requested_by_id = ${ME}`,
}

const HANDOVERS: Part = {
  name: 'handovers',
  key: 'h.id',
  select: `h.id, h.from_id = ${ME} AS "isFrom", h.user_id = ${ME} AS "isBy", cardinality(h.ticket_ids) AS tickets, ${selectInstant('h.at')} AS at`,
  from: `FROM handover h WHERE h.organization_id = $1 AND ${ME} IN (h.from_id, h.user_id)`,
}

/** What they began to write, and have published; what it says is the organization's. */
const ARTICLES: Part = {
  name: 'articles',
  key: 'a.id',
  select: `a.id, a.title, ${selectInstant('a.created_at')} AS "createdAt", a.author_id = ${ME} AS "isBy",
    ARRAY(SELECT v.version FROM kb_article_version v WHERE v.organization_id = $1 AND v.article_id = a.id
      AND v.published_by_id = ${ME} ORDER BY v.version) AS "publishedVersions"`,
  from: `FROM kb_article a WHERE a.organization_id = $1 AND (a.author_id = ${ME} OR a.id IN (
    SELECT v.article_id FROM kb_article_version v WHERE v.organization_id = $1 AND v.published_by_id = ${ME}))`,
}

/** What they have said of articles. */
const FEEDBACK: Part = {
  name: 'articleFeedback',
  key: 'f.article_id',
  select: `f.article_id AS "articleId", f.helpful, f.comment, ${selectInstant('f.at')} AS at`,
  from: `FROM kb_feedback f WHERE f.organization_id = $1 AND f.user_id = ${ME}`,
}

/** What they have asked the assistant, and what it has said. */
const QUESTIONS: Part = {
  name: 'questions',
  key: 'm.id',
  select: `m.id, m.conversation_id AS "conversationId", m.question, m.reply, m.citations, m.source, m.draft, m.helpful, m.comment,
    ${selectInstant('m.at')} AS at`,
  from: `FROM chatbot_message m JOIN chatbot_conversation c ON c.organization_id = $1 AND c.id = m.conversation_id
    WHERE m.organization_id = $1 AND c.user_id = ${ME}`,
}

/** What they have saved to be read again, and what is mailed to them. */
const SAVED_REPORTS: Part = {
  name: 'savedReports',
  key: 'r.id',
  select: `r.id, r.name, r.report, r.parameters, r.schedule, r.owner_id = ${ME} AS "isBy", ${ME} = ANY (r.recipients) AS "isRecipient",
    ${selectInstant('r.created_at')} AS "createdAt"`,
  from: `FROM saved_report r WHERE r.organization_id = $1 AND (r.owner_id = ${ME} OR ${ME} = ANY (r.recipients))`,
}

/** What was done at their place, and what they have planned of it. */
const WORK_ORDERS: Part = {
  name: 'workOrders',
  key: 'w.id',
  select: `w.id, w.number, w.status, w.title, w.description, w.location, w.created_by_id = ${ME} AS "isBy",
    ${selectInstant('w.created_at')} AS "createdAt"`,
  from: `FROM work_order w WHERE w.organization_id = $1 AND (w.created_by_id = ${ME}
    OR w.customer_id IN (SELECT c.id FROM customer c WHERE c.organization_id = $1 AND c.user_id = ${ME})
    OR w.ticket_id IN (SELECT k.id FROM ticket k WHERE k.organization_id = $1 AND k.requester_id = ${ME}))`,
}

/** Where they were sent as a technician, and what they noted there. */
const JOBS: Part = {
  name: 'jobs',
  key: 'j.id',
  select: `j.id, j.work_order_id AS "workOrderId", j.status, j.notes, ${selectInstant('j.starts_at')} AS "startsAt",
    ${selectInstant('j.ends_at')} AS "endsAt"`,
  from: `FROM job j JOIN technician t ON t.organization_id = $1 AND t.id = j.technician_id
    WHERE j.organization_id = $1 AND t.user_id = ${ME}`,
}

/** What they did and what was done with their account; of the former what it did to others is theirs, not the person's. */
const AUDIT: Part = {
  name: 'audit',
  through: { stretches: 'entries', column: 'e.seq' },
  key: 'e.id',
  select: `e.id, e.seq, e.action, e.outcome, e.entity, e.entity_id AS "entityId", e.ticket_id AS "ticketId",
    e.actor->>'id' = (${ME})::text AS "isBy", ${selectInstant('e.at')} AS at,
    CASE WHEN e.actor->>'id' = (${ME})::text THEN d.ip END AS ip,
    CASE WHEN e.actor->>'id' = (${ME})::text THEN d.user_agent END AS "userAgent",
    CASE WHEN e.entity_id = (${ME})::text THEN d.before END AS before, CASE WHEN e.entity_id = (${ME})::text THEN d.after END AS after`,
  from: `FROM audit_entry e LEFT JOIN audit_detail d ON d.audit_id = e.id
    WHERE e.organization_id = $1 AND (e.actor->>'id' = (${ME})::text OR e.entity_id = (${ME})::text)`,
}

/** What stands beside tickets. */
export const ACCOUNT_PARTS: readonly Part[] = [
  SESSIONS,
  DEVICES,
  NOTIFICATIONS,
  OPERATIONS,
  HANDOVERS,
  ARTICLES,
  FEEDBACK,
  QUESTIONS,
  SAVED_REPORTS,
  WORK_ORDERS,
  JOBS,
  MAILS,
  AUDIT,
]
