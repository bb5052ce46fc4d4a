import { z } from 'zod'
import { instant, timestamp } from './common.js'
import { REPORT_FORMATS } from './report-formats.js'
import { timezone } from './timezone.js'

export const REPORT_PERIODS = ['day', 'week', 'month'] as const
export const REPORT_GROUPS = ['department', 'category', 'agent', 'priority', 'channel'] as const

const at = (description: string) => instant.optional().meta({ description })

export const reportTimezone = timezone
  .default('UTC')
  .meta({ description: 'In which days, weeks from Monday, and months begin' })

export const reportQuery = z
  .strictObject({
    from: at(
      'Quarters of an hour from the one that it lies in; thirty days before `to` when left out',
    ),
    to: at(
      'And before then, a quarter of an hour that it lies within as a whole; now when left out',
    ),
    by: z.enum(REPORT_PERIODS).default('day'),
    groupBy: z.enum(REPORT_GROUPS).optional(),
    format: z
      .enum(REPORT_FORMATS)
      .default('json')
      .meta({ description: 'Of the answer: figures, a table, or a chart' }),
    timezone: reportTimezone,
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    message: 'must be later than from',
  })
export type ReportQuery = z.infer<typeof reportQuery>

const clock = z
  .strictObject({ met: z.int(), breached: z.int() })
  .meta({ description: 'Each clock counts once: breached if it ever was, else met when it is' })
const mean = z.int().nullable().meta({
  description: 'Of business time, of those that came to it, late ones too; null where none did',
})

const place = {
  from: timestamp.meta({ description: 'When the period begins' }),
  key: z.string().nullable().optional().meta({
    description: 'With `groupBy`: an id, a priority or a channel; null where there is none',
  }),
  name: z.string().nullable().optional().meta({ description: 'What `key` is called' }),
}

/** Items of these members; the document knows both by the name. */
function report<T extends z.ZodRawShape>(name: string, members: T) {
  const item = z.strictObject(members).meta({ id: `${name}ReportItem` })
  return z.strictObject({ items: z.array(item) }).meta({ id: `${name}Report` })
}

export const slaReport = report('Sla', {
  ...place,
  tickets: z.int().meta({ description: 'To which something was promised in that period' }),
  firstResponse: clock,
  resolution: clock,
  meanFirstResponseSeconds: mean,
  meanResolutionSeconds: mean,
})
export type SlaReport = z.infer<typeof slaReport>

const seconds = z.int().nullable()
const timeTaken = z
  .strictObject({
    count: z.int(),
    meanSeconds: seconds,
    p50Seconds: seconds,
    p90Seconds: seconds,
  })
  .meta({
    id: 'TimeTaken',
    description: 'Of business time, null where nothing came to it; percentiles are within 2 %',
  })

export const timesReport = report('Times', {
  ...place,
  firstResponse: timeTaken,
  resolution: timeTaken,
})
export type TimesReport = z.infer<typeof timesReport>

const open = z.int().meta({ description: 'When the period ends, or `to` before that, or now' })

export const backlogReport = report('Backlog', {
  ...place,
  came: z.int().meta({
    description: 'With `groupBy` also what was handed over, which has left another key',
  }),
  left: z.int(),
  open,
})
export type BacklogReport = z.infer<typeof backlogReport>

export const workloadReport = report('Workload', {
  from: place.from,
  key: z.string().nullable().meta({ description: 'An agent, if `groupBy` says no other' }),
  name: z.string().nullable(),
  open,
  closed: z.int(),
})
export type WorkloadReport = z.infer<typeof workloadReport>

export const volumeReport = report('Volume', {
  ...place,
  created: z.int(),
  closed: z.int(),
  reopened: z.int(),
})
export type VolumeReport = z.infer<typeof volumeReport>

const rate = (description: string) => z.number().nullable().meta({ description })

export const reopensReport = report('Reopens', {
  ...place,
  closed: z.int(),
  reopened: z.int(),
  reopenRate: rate('Those that were reopened by those that were closed in that period'),
  completed: z.int(),
  reworked: z.int(),
  reworkRate: rate('How often rework was asked for by how often work was completed'),
})
export type ReopensReport = z.infer<typeof reopensReport>

export const csatReport = report('Csat', {
  ...place,
  sent: z.int(),
  answered: z.int(),
  responseRate: rate('Those that were answered by those that were sent in that period'),
  ratings: z.int(),
  csat: rate('Those with four or five of five by all that have rated'),
  meanScore: rate('Of five'),
  npsAnswers: z.int(),
  nps: rate('From -100 to 100: promoters (9 and 10) less detractors (up to 6), in percent'),
})
export type CsatReport = z.infer<typeof csatReport>

export const deflectionReport = report('Deflection', {
  ...place,
  suggested: z.int().meta({ description: 'To how many articles were suggested' }),
  deflected: z.int().meta({ description: 'To how many of them one was enough' }),
  deflectionRate: rate('These by those'),
})
export type DeflectionReport = z.infer<typeof deflectionReport>

export const approvalsReport = report('Approvals', {
  ...place,
  requested: z.int().meta({ description: 'What of it is in no other member is pending' }),
  approved: z.int(),
  rejected: z.int(),
  cancelled: z.int(),
  approvalRate: rate('Those that were approved by those that were decided'),
  meanDecisionSeconds: seconds.meta({ description: 'Of any day and hour' }),
})
export type ApprovalsReport = z.infer<typeof approvalsReport>
