import { type Client, ScheduleNotFoundError } from '@temporalio/client'
import { foundingSlug } from '../src/database/names.js'
import type { Database } from '../src/database/pool.js'
import { nameSchedule, type ScheduleRow } from './describe-schedule.js'

/** What the server has, by id: whether it stands still. */
export type StandingSchedules = ReadonlyMap<string, { paused: boolean }>

const PAGE = 1_000

export async function listSchedules(client: Client): Promise<StandingSchedules> {
  const standing = new Map<string, { paused: boolean }>()
  for await (const { scheduleId, state } of client.schedule.list({ pageSize: PAGE })) {
    standing.set(scheduleId, { paused: state.paused })
  }
  return standing
}

const KINDS = ['report', 'retention', 'staff_sync']

/** Of those organizations `$1` that are there. */
const WANTED = `SELECT ${foundingSlug('g')} AS "organizationSlug", s.kind, s.id AS "savedReportId" FROM organization g LEFT JOIN (
    SELECT organization_id, kind, NULL::uuid AS id FROM schedule
    UNION ALL SELECT organization_id, 'report', id FROM saved_report WHERE deleted_at IS NULL AND schedule IS NOT NULL) s
  ON s.organization_id = g.id WHERE ${foundingSlug('g')} = ANY ($1::text[])`

/** Of those that stood before this is asked: which of our organizations have no row for. */
export async function findOrphans(db: Database, standing: StandingSchedules): Promise<string[]> {
  const named = [...standing.keys()].filter((id) => KINDS.includes(id.split('/')[0] ?? ''))
  const readSlug = (id: string) => id.split('/')[1] ?? ''
  type Wanted = Pick<ScheduleRow, 'organizationSlug' | 'savedReportId'> & {
    kind: ScheduleRow['kind'] | null
  }
  const rows = await db.query<Wanted>(WANTED, [[...new Set(named.map(readSlug))]])
  const ours = new Set(rows.map(({ organizationSlug }) => organizationSlug))
  const wanted = new Set(
    rows.flatMap(({ kind, ...row }) => (kind === null ? [] : [nameSchedule({ ...row, kind })])),
  )
  return named.filter((id) => ours.has(readSlug(id)) && !wanted.has(id))
}

/** Given a queue, unless it is another's: of an installation beside this one. Another worker may have been faster. */
export async function removeSchedule(client: Client, id: string, queue?: string): Promise<void> {
  const handle = client.schedule.getHandle(id)
  try {
    if (queue !== undefined && (await handle.describe()).action.taskQueue !== queue) return
    await handle.delete()
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error
  }
}
