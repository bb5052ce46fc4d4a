import {
  type CalendarSpec,
  ScheduleOverlapPolicy,
  type ScheduleUpdateOptions,
} from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Day, Schedule, ScheduledKind } from '../src/domain/schedule.js'
import { ORGANIZATION } from '../workflows/search-attributes.js'
import { reportWorkflowId, scheduledWorkflowId } from './ids.js'

export interface ScheduleRow {
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

/** A server that was away for longer has missed what was due. */
const CATCH_UP = '1h'

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

export function nameSchedule({
  kind,
  organizationSlug,
  savedReportId,
}: Pick<ScheduleRow, 'kind' | 'organizationSlug' | 'savedReportId'>): string {
  return savedReportId === null
    ? `${kind}/${organizationSlug}`
    : reportWorkflowId(organizationSlug, savedReportId)
}

/** What Temporal is to have of a row; undefined where there is nothing to begin by itself. */
export function describeSchedule(row: ScheduleRow, taskQueue: string) {
  const { organizationId, organizationSlug, kind, savedReportId, definition, isActive } = row
  if (definition?.enabled !== true) return undefined
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
      typedSearchAttributes: new TypedSearchAttributes([
        { key: ORGANIZATION, value: organizationSlug },
      ]),
    },
    state: isActive
      ? { paused: false }
      : { paused: true, note: 'The organization is deactivated.' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: CATCH_UP } as const,
  } satisfies ScheduleUpdateOptions
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
