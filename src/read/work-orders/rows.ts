import { selectPerson } from '../../database/names.js'
import { ATTACHMENT, selectInstant } from '../../database/rows.js'
import { sqlList } from '../../database/sql-list.js'
import { isModerator, type Person } from '../../domain/people.js'
import { LIVE_JOBS, VOID_JOBS } from '../../domain/work-orders/work-order.js'

/** Who looks: those who plan see all of it, a technician their own, and the head of a department what its tickets need. */
export type Viewer =
  | { kind: 'planner' }
  | { kind: 'other'; userId: string; headOf: readonly string[] }

export function viewAs(person: Person): Viewer {
  return isModerator(person)
    ? { kind: 'planner' }
    : { kind: 'other', userId: person.id, headOf: person.headOf }
}

/** As lists for SQL. */
export const [LIVE, VOID] = [sqlList(LIVE_JOBS), sqlList(VOID_JOBS)]

/** A technician `t` as `{id, user}`. */
export const TECHNICIAN = `jsonb_build_object('id', t.id, 'user', ${selectPerson('t.user_id')})`

/** The visit that counts of a work order `w`: the last one, whoever else was asked before. */
export const LAST_JOB = `LEFT JOIN LATERAL (SELECT j.status, j.starts_at, j.ends_at, j.technician_id, ${TECHNICIAN} AS technician
    FROM job j JOIN technician t ON t.organization_id = $1 AND t.id = j.technician_id
    WHERE j.organization_id = $1 AND j.work_order_id = w.id ORDER BY j.id DESC LIMIT 1) last
  ON last.status NOT IN (${VOID})`

/** As it is listed, of `work_order w` and `LAST_JOB`. */
export const LISTED = `w.id, w.number, w.status, w.title, w.description, w.customer_id AS "customerId", w.ticket_id AS "ticketId",
  w.priority, w.skills, w.location, w."window", w.duration_minutes AS "durationMinutes", w.accept_within AS "acceptWithin",
  w.custom_fields AS "customFields", w.version,
  (SELECT jsonb_build_object('id', c.id, 'name', c.company) FROM customer c
    WHERE c.organization_id = $1 AND c.id = w.customer_id) AS customer,
  (SELECT jsonb_build_object('id', k.id, 'number', k.number) FROM ticket k
    WHERE k.organization_id = $1 AND k.id = w.ticket_id) AS ticket,
  last.technician, ${selectInstant('last.starts_at')} AS "startsAt", ${selectInstant('last.ends_at')} AS "endsAt",
  ${selectPerson('w.created_by_id')} AS "createdBy", ${selectInstant('w.created_at')} AS "createdAt",
  ${selectInstant('w.updated_at')} AS "updatedAt", ${selectInstant('w.deleted_at')} AS "deletedAt"`

/** Whether this viewer sees `work_order w`; `user` and `headOf` are the placeholders of theirs. */
export const isSeen = (user: string, headOf: string) => `(EXISTS (SELECT 1 FROM job j
    JOIN technician t ON t.organization_id = $1 AND t.id = j.technician_id
    WHERE j.organization_id = $1 AND j.work_order_id = w.id AND t.user_id = ${user}::uuid AND j.status <> 'cancelled')
  OR EXISTS (SELECT 1 FROM ticket k WHERE k.organization_id = $1 AND k.id = w.ticket_id
    AND k.department_id = ANY (${headOf}::uuid[])))`

const OF_JOB = 'a.organization_id = $1 AND a.job_id = j.id AND a.deleted_at IS NULL'

/** A job `j` of its `work_order w`, as JSON but for what its technician may say next. */
export const JOB = `jsonb_build_object('id', j.id, 'status', j.status,
    'workOrder', jsonb_build_object('id', w.id, 'number', w.number, 'title', w.title),
    'technician', (SELECT ${TECHNICIAN} FROM technician t WHERE t.organization_id = $1 AND t.id = j.technician_id),
    'startsAt', ${selectInstant('j.starts_at')}, 'endsAt', ${selectInstant('j.ends_at')},
    'acceptBy', ${selectInstant('j.accept_by')}, 'notes', j.notes, 'steps', j.steps,
    'signature', (SELECT ${ATTACHMENT} FROM attachment a WHERE ${OF_JOB} AND a.job_part = 'signature' ORDER BY a.id DESC LIMIT 1),
    'photos', coalesce((SELECT jsonb_agg(${ATTACHMENT} ORDER BY a.id) FROM attachment a WHERE ${OF_JOB} AND a.job_part = 'photo'), '[]'))`
