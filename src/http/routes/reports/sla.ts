import { reportQuery, slaReport } from '../../../contracts/reports.js'
import { readSlaReport } from '../../../read/reports/sla.js'
import { REPORT_READERS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readScope } from './scope.js'

export function readSlaReportRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, REPORT_READERS, {
      operationId: 'readSlaReport',
      method: 'get',
      path: '/reports/sla',
      tags: ['Reports'],
      summary: 'What was promised to tickets, and what has come of it',
      description:
        'A ticket counts in the period in which its clocks have started, each of its lives by itself. Managers read of their own departments.',
      request: { query: reportQuery },
      responses: { 200: json(slaReport, 'The figures, by period'), ...problems(403) },
    }),
    async (c) => {
      const scope = readScope(c.req.valid('query'), c.get('caller').person, Date.now())
      return c.json(await readSlaReport(c.get('db'), scope), 200)
    },
  )
}
