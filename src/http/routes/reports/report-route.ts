import type { Context } from 'hono'
import { z } from 'zod'
import { REPORT_CONTENT_TYPES, type ReportFormat } from '../../../contracts/report-formats.js'
import { reportQuery } from '../../../contracts/reports.js'
import { writeReport } from '../../../documents/reports/write-report.js'
import { REPORT_READERS } from '../../../domain/access/reports.js'
import type { ReportKind } from '../../../domain/reports/pictures/layouts.js'
import { choosePeriod, type Period } from '../../../domain/reports/pictures/periods.js'
import type { ReportScope } from '../../../read/reports/read-figures.js'
import { READ_REPORT } from '../../../read/reports/read-report.js'
import { readReportReader } from '../../../read/reports/report-reader.js'
import { attachmentDisposition } from '../../content-disposition.js'
import type { AppEnv } from '../../env.js'
import { defineRoute, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readScope } from './scope.js'

const WHO = 'Managers read of their own departments.'
const BOUND = 'What would have more than 100,000 items is refused: 400.'
const FORMATS =
  'With `format` it is answered as a table or a chart, in the language of the caller; a chart of too many periods has longer ones.'

interface Report {
  kind: ReportKind
  operationId: string
  summary: string
  description?: string
  schema: z.ZodType
}

/** A report as figures, tables and charts, for all that may read reports. */
export function reportRoute({ kind, schema, ...about }: Report) {
  return ({ app, guard }: RouteKit): void => {
    const { operationId, summary, description = '' } = about
    app.openapi(
      defineRoute(guard, REPORT_READERS, {
        ...{ operationId, summary, method: 'get', path: `/reports/${kind}`, tags: ['Reports'] },
        description: `${description} ${WHO} ${BOUND} ${FORMATS}`.trim(),
        request: { query: reportQuery },
        responses: { 200: describeFormats(schema), ...problems(403, 503) },
      }),
      async (c): Promise<Response> => {
        const query = c.req.valid('query')
        const scope = readScope(query, c.get('caller').person, Date.now())
        if (query.format !== 'json') {
          return answerFile(c, { kind, scope, by: query.by }, query.format)
        }
        return c.json(await READ_REPORT[kind](c.get('db'), scope), 200)
      },
    )
  }
}

function describeFormats(schema: z.ZodType) {
  const bytes = z.string().meta({ format: 'binary' })
  const types = Object.values(REPORT_CONTENT_TYPES).map((type) => type.split(';')[0])
  const content: Record<string, { schema: z.ZodType }> = Object.fromEntries([
    ['application/json', { schema }],
    ...types.map((type) => [type, { schema: bytes }]),
  ])
  return { description: 'The figures, by period', content }
}

async function answerFile(
  c: Context<AppEnv>,
  { kind, scope, by }: Pick<Report, 'kind'> & { scope: ReportScope; by: Period },
  format: Exclude<ReportFormat, 'json'>,
): Promise<Response> {
  const isPicture = format === 'svg' || format === 'png'
  const { from, to, timezone, groupBy } = scope
  const span = { from, to, timezone, by: isPicture ? choosePeriod({ from, to, by }) : by }
  const db = c.get('db')
  const { items } = await READ_REPORT[kind](db, { ...scope, by: span.by })
  const reader = await readReportReader(db, c.get('caller').person.id)
  const bytes = await writeReport({ kind, items, span, groupBy, ...reader }, format)
  const name = `${kind}-${from.slice(0, 10)}-${to.slice(0, 10)}.${format}`
  c.header('Content-Type', REPORT_CONTENT_TYPES[format])
  c.header(
    'Content-Disposition',
    isPicture ? `inline; filename="${name}"` : attachmentDisposition(name),
  )
  return c.body(new Uint8Array(bytes), 200)
}
