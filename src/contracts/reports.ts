import { z } from 'zod'
import { instant, timestamp } from './common.js'
import { REPORT_FORMATS } from './report-formats.js'
import { timezone } from './timezone.js'

export const REPORT_PERIODS = ['day', 'week', 'month'] as const
export const REPORT_GROUPS = ['department', 'category', 'agent', 'priority', 'channel'] as const

const at = (description: string) => instant.optional().meta({ description })

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
    timezone: timezone
      .default('UTC')
      .meta({ description: 'In which days, weeks from Monday, and months begin' }),
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

export const slaReport = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          ...place,
          tickets: z.int().meta({ description: 'To which something was promised in that period' }),
          firstResponse: clock,
          resolution: clock,
          meanFirstResponseSeconds: mean,
          meanResolutionSeconds: mean,
        })
        .meta({ id: 'SlaReportItem' }),
    ),
  })
  .meta({ id: 'SlaReport' })
export type SlaReport = z.infer<typeof slaReport>

export const volumeReport = z
  .strictObject({
    items: z.array(
      z
        .strictObject({ ...place, created: z.int(), closed: z.int(), reopened: z.int() })
        .meta({ id: 'VolumeReportItem' }),
    ),
  })
  .meta({ id: 'VolumeReport' })
export type VolumeReport = z.infer<typeof volumeReport>

const rate = (description: string) => z.number().nullable().meta({ description })

export const reopensReport = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          ...place,
          closed: z.int(),
          reopened: z.int(),
          reopenRate: rate('Those that were reopened by those that were closed in that period'),
          completed: z.int(),
          reworked: z.int(),
          reworkRate: rate('How often rework was asked for by how often work was completed'),
        })
        .meta({ id: 'ReopensReportItem' }),
    ),
  })
  .meta({ id: 'ReopensReport' })
export type ReopensReport = z.infer<typeof reopensReport>
