import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError } from '@temporalio/client'
import { foundingSlug } from '../src/database/names.js'
import type { Database } from '../src/database/pool.js'
import { describeSchedule, nameSchedule, type ScheduleRow } from './describe-schedule.js'
import { isDisconnected, isLate } from './failures.js'
import {
  findOrphans,
  listSchedules,
  removeSchedule,
  type StandingSchedules,
} from './standing-schedules.js'

/** A report that has none any more is told to Temporal for a day: later it is found among those that have no row. */
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
const BEGINNING = new Date(0)

interface ScheduleDeps {
  db: Database
  client: Client
  taskQueue: string
  now: () => number
  onError: (error: unknown) => void
}

/**
 * Has Temporal's schedules follow their rows; true when there may be more. Twice is harmless. At the beginning, and each ten minutes,
 * all are looked at: what stands as this process has written it is left alone, and what has no row is removed.
 */
export function createScheduleKeeper(deps: ScheduleDeps): () => Promise<boolean> {
  const { db, client, taskQueue, now } = deps
  const keeper = createWriter(deps)
  let since = BEGINNING
  let allAgainAt = now()
  let standing: StandingSchedules | undefined
  return async () => {
    if (now() >= allAgainAt) {
      standing = await within(client, () => listSchedules(client))
      for (const id of await findOrphans(db, standing)) {
        await reportFailure(deps, () => removeSchedule(client, id, taskQueue))
      }
      since = BEGINNING
      allAgainAt = now() + ALL_AGAIN_MS
    }
    const rows = await db.query<ScheduleRow>(CHANGED, [since])
    for (const row of rows) {
      await reportFailure(deps, () => keeper.follow(row, standing))
      since = row.updatedAt
    }
    if (rows.length === 100) return true
    standing = undefined // from now on only what is changed
    return false
  }
}

function within<T>(client: Client, call: () => Promise<T>): Promise<T> {
  return client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, call)
}

/** What the server refuses of one organization holds up no other; it is tried again with all. */
async function reportFailure(
  { client, onError }: ScheduleDeps,
  call: () => Promise<void>,
): Promise<void> {
  try {
    await within(client, call)
  } catch (error) {
    if (isDisconnected(error) || isLate(error)) throw error
    onError(error)
  }
}

/** Writes what differs from what it has written before, as far as that stands. */
function createWriter({ client, taskQueue }: ScheduleDeps) {
  const written = new Map<string, string>()
  return {
    follow: async (row: ScheduleRow, standing?: StandingSchedules): Promise<void> => {
      const scheduleId = nameSchedule(row)
      const options = describeSchedule(row, taskQueue)
      const found = standing?.get(scheduleId)
      const print = JSON.stringify(options)
      if (options === undefined) {
        written.delete(scheduleId)
        if (standing === undefined || found !== undefined) await removeSchedule(client, scheduleId)
        return
      }
      const stands = written.get(scheduleId) === print && found?.paused === options.state.paused
      if (!stands) await write(client, scheduleId, options)
      written.set(scheduleId, print)
    },
  }
}

type Options = NonNullable<ReturnType<typeof describeSchedule>>

async function write(client: Client, scheduleId: string, options: Options): Promise<void> {
  try {
    await client.schedule.getHandle(scheduleId).update(() => options)
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error
    await create(client, scheduleId, options)
  }
}

/** Another worker may have been faster, with the same. */
async function create(client: Client, scheduleId: string, options: Options): Promise<void> {
  try {
    await client.schedule.create({ scheduleId, ...options })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
  }
}
