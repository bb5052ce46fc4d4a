import type { OrganizationDb } from '../../database/pool.js'
import { ATTACHMENT, TICKET_COLUMNS, type TicketRow, ticketFromRow } from '../../database/rows.js'
import { sqlList } from '../../database/sql-list.js'
import { assertNever } from '../../domain/assert.js'
import type { DomainEvent, Entity } from '../../domain/events/domain-event.js'
import type { Person } from '../../domain/people.js'
import { VOID_JOBS } from '../../domain/work-orders/work-order.js'
import { MESSAGE_COLUMNS, type MessageRow, presentMessage } from '../messages/present.js'
import { presentTicket } from '../tickets/present.js'

type Reader = Pick<OrganizationDb, 'query'>
type Data = Record<string, unknown>

const TICKETS = `SELECT ${TICKET_COLUMNS} FROM ticket t WHERE t.organization_id = $1 AND t.id = ANY($2::uuid[])`
const MESSAGES = `SELECT ${MESSAGE_COLUMNS} FROM message m WHERE m.organization_id = $1 AND m.id = ANY($2::uuid[])`
const FILES = `SELECT ${ATTACHMENT} AS view FROM attachment a
  LEFT JOIN message m ON m.organization_id = a.organization_id AND m.id = a.message_id
  WHERE a.organization_id = $1 AND a.id = ANY($2::uuid[]) AND ($3 OR m.visibility IS DISTINCT FROM 'internal')`

/** What of the things that admins keep anybody signed in may see, and who people are. */
const KEPT: Record<Exclude<Entity, 'ticket'>, string> = {
  user: `SELECT id, employee_code AS "employeeCode", email, first_name AS "firstName", last_name AS "lastName", roles,
    CASE WHEN status = 'active' AND NOT helpdesk_authorized THEN 'unauthorized' ELSE status END AS status,
    department_id AS "departmentId", availability, timezone, language FROM app_user`,
  department: `SELECT id, name, code, description, head_id AS "headId", handles_finance AS "handlesFinance" FROM department`,
  category: `SELECT id, name, code, department_id AS "departmentId", parent_id AS "parentId", group_id AS "groupId" FROM category`,
  group: `SELECT id, name, department_id AS "departmentId", ARRAY(SELECT m.user_id FROM group_member m
    WHERE m.organization_id = user_group.organization_id AND m.group_id = user_group.id ORDER BY m.user_id) AS "memberIds" FROM user_group`,
  work_order: `SELECT id, number, status, title, priority, customer_id AS "customerId", ticket_id AS "ticketId",
    location->>'area' AS area, "window", (SELECT CASE WHEN j.status NOT IN (${sqlList(VOID_JOBS)}) THEN j.technician_id END
      FROM job j WHERE j.organization_id = work_order.organization_id AND j.work_order_id = work_order.id ORDER BY j.id DESC LIMIT 1) AS "technicianId" FROM work_order`,
}
const BY_ID = 'WHERE organization_id = $1 AND id = ANY($2::uuid[])'

/** What events are about, as they are now, by the ids of the events; nothing of what is there no more. */
export async function readSubjects(
  db: Reader,
  events: readonly DomainEvent[],
  internal: boolean,
): Promise<Map<string, Data>> {
  const found = new Map<string, Data>()
  for (const [kind, own] of groupBySubject(events)) {
    const ids = [...new Set(own.map(subjectId))]
    const data = await readData(db, kind, ids, internal)
    for (const event of own) {
      const subject = data.get(subjectId(event))
      if (subject !== undefined) found.set(event.id, subject)
    }
  }
  return found
}

type Subject = Entity | 'message' | 'attachment'

function subject({ name, entity }: DomainEvent): Subject {
  if (name === 'message.created') return 'message'
  return name === 'attachment.ready' ? 'attachment' : entity
}

function subjectId({ entityId, data }: DomainEvent): string {
  return String(data.messageId ?? data.attachmentId ?? entityId)
}

function groupBySubject(events: readonly DomainEvent[]): Map<Subject, DomainEvent[]> {
  const groups = new Map<Subject, DomainEvent[]>()
  for (const event of events) {
    const kind = subject(event)
    groups.set(kind, [...(groups.get(kind) ?? []), event])
  }
  return groups
}

async function readData(
  db: Reader,
  kind: Subject,
  ids: readonly string[],
  internal: boolean,
): Promise<Map<string, Data>> {
  switch (kind) {
    case 'ticket':
      return indexById(
        (await db.query<TicketRow>(TICKETS, [ids])).map((row) => show(row, internal)),
      )
    case 'message':
      return indexById((await db.query<MessageRow>(MESSAGES, [ids])).map(presentMessage))
    case 'attachment': {
      const rows = await db.query<{ view: { id: string } }>(FILES, [ids, internal])
      return indexById(rows.map(({ view }) => view))
    }
    case 'user':
    case 'department':
    case 'category':
    case 'group':
    case 'work_order':
      return indexById(await db.query<{ id: string }>(`${KEPT[kind]} ${BY_ID}`, [ids]))
    default:
      return assertNever(kind)
  }
}

/** As its requester sees it, or as a moderator does; what they may do with it is nothing to a program. */
function show(row: TicketRow, internal: boolean) {
  const { state } = row
  const viewer: Person = {
    id: internal ? '' : state.requesterId,
    roles: [internal ? 'moderator' : 'requester'],
    departmentId: null,
    headOf: [],
    financeDepartmentIds: [],
    groupIds: [],
    permissions: [],
  }
  const { allowedCommands: _, ...view } = presentTicket(ticketFromRow(row), viewer, state.updatedAt)
  return view
}

function indexById(rows: readonly { id: string }[]): Map<string, Data> {
  return new Map(rows.map((row) => [row.id, { ...row }]))
}
