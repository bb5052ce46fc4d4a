import {
  type CalendarSpec,
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
} from '@temporalio/client'
import { foundingSlug } from '../src/database/names.js'
import type { Database } from '../src/database/pool.js'
import type { Day, Schedule, ScheduledKind } from '../src/domain/schedule.js'
import { isDisconnected, isLate } from './failures.js'
import { reportWorkflowId, scheduledWorkflowId } from './ids.js'

interface ScheduleRow {
  organizationId: string
  organizationSlug: string
  kind: ScheduledKind
  /** Of a saved report. */
  savedReportId: string | null
  /** null where there is none any more. */
  definition: Schedule | null
  isActive: boolean
  updatedAt: Date
}

/** A report that has none any more is told to Temporal for a day: later there is nothing left to take away. */
const CHANGED = `SELECT s.organization_id AS "organizationId", ${foundingSlug('g')} AS "organizationSlug", s.kind, s.id AS "savedReportId",
    s.definition, g.active AS "isActive", s.updated_at AS "updatedAt"
  FROM (SELECT organization_id, kind, NULL::uuid AS id, definition, updated_at FROM schedule WHERE updated_at > $1
    UNION ALL
    SELECT organization_id, 'report', id, CASE WHEN deleted_at IS NULL THEN schedule END, updated_at FROM saved_report
    WHERE updated_at > $1 AND (schedule IS NOT NULL AND deleted_at IS NULL OR updated_at > now() - interval '1 day')) s
  JOIN organization g ON g.id = s.organization_id ORDER BY s.updated_at LIMIT 100`

/** Whatever Temporal has lost, or an organization that is active again, is made good by this. */
const ALL_AGAIN_MS = 600_000
const CALL_DEADLINE_MS = 5_000
/** A server that was away for longer has missed what was due. */
const CATCH_UP = '1h'
const BEGINNING = new Date(0)

const DAYS: Record<
  Day,
  'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY'
> = {
  mon: 'MONDAY',
  tue: 'TUESDAY',
  wed: 'WEDNESDAY',
  thu: 'THURSDAY',
  fri: 'FRIDAY',
  sat: 'SATURDAY',
  sun: 'SUNDAY',
}

interface ScheduleDeps {
  db: Database
  client: Client
  taskQueue: string
  now: () => number
  onError: (error: unknown) => void
}

/** Has Temporal's schedules follow their rows; true when there may be more. Twice is harmless. */
export function createScheduleKeeper(deps: ScheduleDeps): () => Promise<boolean> {
  let since = BEGINNING
  let allAgainAt = deps.now() + ALL_AGAIN_MS
  return async () => {
    if (deps.now() > allAgainAt) {
      since = BEGINNING
      allAgainAt = deps.now() + ALL_AGAIN_MS
    }
    const rows = await deps.db.query<ScheduleRow>(CHANGED, [since])
    for (const row of rows) {
      await followOrReport(deps, row)
      since = row.updatedAt
    }
    return rows.length === 100
  }
}

/** What the server refuses of one organization holds up no other; it is tried again with all. */
async function followOrReport(deps: ScheduleDeps, row: ScheduleRow): Promise<void> {
  try {
    await deps.client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
      follow(deps, row),
    )
  } catch (error) {
    if (isDisconnected(error) || isLate(error)) throw error
    deps.onError(error)
  }
}

async function follow({ client, taskQueue }: ScheduleDeps, row: ScheduleRow): Promise<void> {
  const scheduleId = nameSchedule(row)
  const handle = client.schedule.getHandle(scheduleId)
  const { definition } = row
  const options = definition?.enabled === true ? describe(row, definition, taskQueue) : undefined
  try {
    if (options === undefined) return await handle.delete()
    await handle.update(() => options)
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error
    if (options !== undefined) await create(client, scheduleId, options)
  }
}

function nameSchedule({ kind, organizationSlug, savedReportId }: ScheduleRow): string {
  return savedReportId === null
    ? `${kind}/${organizationSlug}`
    : reportWorkflowId(organizationSlug, savedReportId)
}

/** Another worker may have been faster, with the same. */
async function create(
  client: Client,
  scheduleId: string,
  options: ReturnType<typeof describe>,
): Promise<void> {
  try {
    await client.schedule.create({ scheduleId, ...options })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
  }
}

function describe(
  { organizationId, organizationSlug, kind, savedReportId, isActive }: ScheduleRow,
  definition: Schedule,
  taskQueue: string,
) {
  const isReport = savedReportId !== null
  return {
    spec: {
      calendars: listCalendars(definition),
      timezone: spellTimezone(definition.timezone),
    },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'scheduled',
      workflowId: isReport
        ? reportWorkflowId(organizationSlug, savedReportId)
        : scheduledWorkflowId(organizationSlug, kind),
      taskQueue,
      args: [{ organizationId, kind, ...(isReport ? { savedReportId } : {}) }],
    },
    state: isActive
      ? { paused: false }
      : { paused: true, note: 'The organization is deactivated.' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCH_UP } as const,
  }
}

/** People write a zone in any case; the server knows it by one spelling. */
function spellTimezone(timezone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone
}

function listCalendars({ times, days }: Schedule): CalendarSpec[] {
  return times.map((time) => {
    const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
    return {
      dayOfWeek: days.map((day) => DAYS[day]),
      hour,
      minute,
      second,
    }
  })
}
