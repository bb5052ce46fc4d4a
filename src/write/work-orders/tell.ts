import { isEntitled } from '../../database/names.js'
import { JOB_NEWS, type JobNewsType } from '../../domain/work-orders/news.js'
import { listHolders } from '../../read/users/list-holders.js'
import type { Change } from '../resources/change-facts.js'

/** Who comes, and who has planned it, unless they plan nothing any more. */
const PEOPLE = `SELECT (SELECT t.user_id FROM job j JOIN technician t ON t.organization_id = $1 AND t.id = j.technician_id
      WHERE j.organization_id = $1 AND j.id = $3) AS "technicianUserId",
    (SELECT u.id FROM app_user u WHERE u.organization_id = $1 AND u.roles && ARRAY['moderator', 'admin'] AND ${isEntitled('u')}
      AND u.id = coalesce((SELECT j.offered_by_id FROM job j WHERE j.organization_id = $1 AND j.id = $3), w.created_by_id)) AS "plannerId"
  FROM work_order w WHERE w.organization_id = $1 AND w.id = $2`

const TELL = `SELECT tell_people($1, $2, $3::jsonb, $4::uuid[], 'workOrder', $5::jsonb)`

interface Subject {
  workOrderId: string
  /** null where nobody is on it. */
  jobId: string | null
}

/**
 * Tells people what has become of a visit, but for who has done it; all moderators where whoever planned it is gone. Each call tells
 * it once more: it is part of the transaction that it tells of.
 */
export async function tellOfJob(
  change: Change,
  type: JobNewsType,
  subject: Subject,
): Promise<void> {
  const { by, tells } = JOB_NEWS[type]
  const ids = await listReaders(change, subject, tells)
  const { actor } = change
  const others = ids.filter((id) => actor.kind !== 'user' || actor.id !== id)
  if (others.length === 0) return
  await change.query(TELL, [type, JSON.stringify(by), others, JSON.stringify(subject)])
}

async function listReaders(
  change: Change,
  { workOrderId, jobId }: Subject,
  tells: readonly ('technician' | 'planner')[],
): Promise<string[]> {
  type Row = { technicianUserId: string | null; plannerId: string | null }
  const [people] = await change.query<Row>(PEOPLE, [workOrderId, jobId])
  const { technicianUserId = null, plannerId = null } = people ?? {}
  const comes = tells.includes('technician') && technicianUserId !== null ? [technicianUserId] : []
  if (!tells.includes('planner')) return comes
  const plans = plannerId === null ? await listHolders(change, ['moderator']) : [plannerId]
  return [...new Set([...comes, ...plans])]
}
