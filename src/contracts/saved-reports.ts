import { z } from 'zod'
import { REPORT_KINDS, type ReportKind } from '../domain/reports/pictures/layouts.js'
import { RUN_PROBLEMS, RUN_STATUSES } from '../domain/reports/saved/run.js'
import { duration, id, instant, page, pageQuery, personName, text, timestamp } from './common.js'
import { REPORT_GROUPS, REPORT_PERIODS, reportTimezone } from './reports.js'
import { scheduleMembers } from './schedule.js'

const kind = z
  .enum(REPORT_KINDS as [ReportKind, ...ReportKind[]]) // there are some
  .meta({ id: 'ReportKind' })

const period = z.enum(REPORT_PERIODS).meta({ id: 'ReportPeriod' })
const group = z.enum(REPORT_GROUPS).meta({ id: 'ReportGroup' })

const LAST = 'The span goes back so far from each run; P30D where nothing else is said'

const parameters = z
  .strictObject({
    from: instant.optional().meta({ description: 'Of a span that stays' }),
    to: instant.optional(),
    last: duration.optional().meta({ description: LAST, example: 'P7D' }),
    by: period.default('day'),
    groupBy: group.optional(),
    timezone: reportTimezone,
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    message: 'must be later than from',
  })
  .refine(({ from, last }) => from === undefined || last === undefined, {
    path: ['last'],
    message: 'must be left out where there is a from',
  })

const schedule = z.strictObject({ enabled: z.boolean().default(true), ...scheduleMembers }).meta({
  id: 'ReportSchedule',
  description: 'When it is mailed: at these times of these days, by the clock of this time zone',
})

const recipients = z
  .array(id)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, 'must name each person once')
  .meta({ description: 'People who get it by mail, with the figures that its owner may read' })

const members = {
  name: text(100),
  report: kind,
  parameters,
  schedule: schedule
    .nullable()
    .meta({ description: 'null where it is mailed to nobody by itself' }),
  recipients,
}

/** For the document an instant is a text. */
const shownParameters = z
  .strictObject({
    from: timestamp.optional(),
    to: timestamp.optional(),
    last: duration.optional().meta({ description: LAST }),
    by: period,
    groupBy: group.optional(),
    timezone: z.string(),
  })
  .meta({ id: 'ReportParameters' })

export const savedReport = z
  .strictObject({
    id,
    ...members,
    parameters: shownParameters,
    owner: personName.meta({ description: 'Whose figures they are' }),
    version: z.int(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'SavedReport' })
export type SavedReportView = z.infer<typeof savedReport>

export const newSavedReport = z.strictObject({
  ...members,
  parameters: members.parameters.prefault({}),
  schedule: members.schedule.default(null),
  recipients: members.recipients.default([]),
})
export const savedReportPatch = z.strictObject(members).partial()
/** Whoever saves it is its owner. */
export type SavedReportBody = z.infer<typeof newSavedReport> & { ownerId: string }

export const reportRun = z
  .strictObject({
    id,
    at: timestamp,
    status: z.enum(RUN_STATUSES).meta({ id: 'ReportRunStatus' }),
    problem: z
      .enum(RUN_PROBLEMS)
      .meta({ id: 'ReportRunProblem', description: 'Why nothing was mailed' })
      .nullable(),
    from: timestamp.meta({ description: 'Of the span that it was about' }),
    to: timestamp,
    recipients: z.int().meta({ description: 'How many it was mailed to' }),
  })
  .meta({ id: 'ReportRun' })
export type ReportRunView = z.infer<typeof reportRun>
export const reportRunPage = page(reportRun)
export const reportRunQuery = z.strictObject(pageQuery)
