import { reopensReport, reportQuery, slaReport, volumeReport } from '../../../contracts/reports.js'
import { readSlaReport } from '../../../read/reports/sla.js'
import { readReopensReport, readVolumeReport } from '../../../read/reports/volume.js'
import { REPORT_READERS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readScope } from './scope.js'

const WHO = 'Managers read of their own departments.'

function readSlaReportRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, REPORT_READERS, {
      operationId: 'readSlaReport',
      method: 'get',
      path: '/reports/sla',
      tags: ['Reports'],
      summary: 'What was promised to tickets, and what has come of it',
      description: `A ticket counts in the period in which its clocks have started, each of its lives by itself. ${WHO}`,
      request: { query: reportQuery },
      responses: { 200: json(slaReport, 'The figures, by period'), ...problems(403) },
    }),
    async (c) => {
      const scope = readScope(c.req.valid('query'), c.get('caller').person, Date.now())
      return c.json(await readSlaReport(c.get('db'), scope), 200)
    },
  )
}

function readVolumeReportRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, REPORT_READERS, {
      operationId: 'readVolumeReport',
      method: 'get',
      path: '/reports/volume',
      tags: ['Reports'],
      summary: 'How many tickets came, were closed, and came back',
      description: `Sub-tickets as well; no drafts, and nothing that was undone or deleted. ${WHO}`,
      request: { query: reportQuery },
      responses: { 200: json(volumeReport, 'The figures, by period'), ...problems(403) },
    }),
    async (c) => {
      const scope = readScope(c.req.valid('query'), c.get('caller').person, Date.now())
      return c.json(await readVolumeReport(c.get('db'), scope), 200)
    },
  )
}

function readReopensReportRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, REPORT_READERS, {
      operationId: 'readReopensReport',
      method: 'get',
      path: '/reports/reopens',
      tags: ['Reports'],
      summary: 'How many tickets were reopened, and how much work was sent back',
      description: WHO,
      request: { query: reportQuery },
      responses: { 200: json(reopensReport, 'The figures, by period'), ...problems(403) },
    }),
    async (c) => {
      const scope = readScope(c.req.valid('query'), c.get('caller').person, Date.now())
      return c.json(await readReopensReport(c.get('db'), scope), 200)
    },
  )
}

export const REPORT_ROUTES = [readSlaReportRoute, readVolumeReportRoute, readReopensReportRoute]
