import { reportRunPage, reportRunQuery } from '../../../contracts/saved-reports.js'
import { REPORT_READERS } from '../../../domain/access/reports.js'
import { listReportRuns } from '../../../read/saved-reports/list-runs.js'
import { savedReports } from '../../../write/saved-reports/resource.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readId } from '../resources/kit.js'

export function listReportRunsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, REPORT_READERS, {
      operationId: 'listReportRuns',
      method: 'get',
      path: '/reports/saved/{id}/runs',
      tags: ['Reports'],
      summary: 'What has come of a saved report in the last 90 days, the newest first',
      request: { params: idParam, query: reportRunQuery },
      responses: { 200: json(reportRunPage, 'A page of runs'), ...problems(403, 404) },
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), savedReports)
      return c.json(await listReportRuns(c.get('db'), id, c.req.valid('query')), 200)
    },
  )
}
