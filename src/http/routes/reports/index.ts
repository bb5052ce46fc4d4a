import {
  approvalsReport,
  backlogReport,
  csatReport,
  deflectionReport,
  reopensReport,
  slaReport,
  timesReport,
  volumeReport,
  workloadReport,
} from '../../../contracts/reports.js'
import { savedReportRoutes } from '../saved-reports/keep.js'
import { listReportRunsRoute } from '../saved-reports/list-runs.js'
import { reportRoute } from './report-route.js'

export const REPORT_ROUTES = [
  reportRoute({
    kind: 'sla',
    operationId: 'readSlaReport',
    summary: 'What was promised to tickets, and what has come of it',
    description:
      'A ticket counts in the period in which its clocks have started, each of its lives by itself.',
    schema: slaReport,
  }),
  reportRoute({
    kind: 'volume',
    operationId: 'readVolumeReport',
    summary: 'How many tickets came, were closed, and came back',
    description: 'Sub-tickets as well; no drafts, and nothing that was undone or deleted.',
    schema: volumeReport,
  }),
  reportRoute({
    kind: 'reopens',
    operationId: 'readReopensReport',
    summary: 'How many tickets were reopened, and how much work was sent back',
    schema: reopensReport,
  }),
  reportRoute({
    kind: 'times',
    operationId: 'readTimesReport',
    summary: 'How long first responses and resolutions took, in business time',
    description:
      'Each life of a ticket counts in the period in which its clocks have started; where nothing was promised it is its first assignment, and any hour counts.',
    schema: timesReport,
  }),
  reportRoute({
    kind: 'backlog',
    operationId: 'readBacklogReport',
    summary: 'How many tickets are handed in and not ended, period after period',
    schema: backlogReport,
  }),
  reportRoute({
    kind: 'workload',
    operationId: 'readWorkloadReport',
    summary: 'How many tickets everybody has open, and has closed',
    description: 'Divided by agent where `groupBy` is left out.',
    schema: workloadReport,
  }),
  reportRoute({
    kind: 'csat',
    operationId: 'readCsatReport',
    summary: 'How satisfied requesters are, as surveys tell it',
    description: 'A survey counts in the period in which it was sent.',
    schema: csatReport,
  }),
  reportRoute({
    kind: 'deflection',
    operationId: 'readDeflectionReport',
    summary: 'How many found an article that was enough, and filed no ticket',
    description: 'Of the last two years. It is divided by department and category alone.',
    schema: deflectionReport,
  }),
  reportRoute({
    kind: 'approvals',
    operationId: 'readApprovalsReport',
    summary: 'What approvers were asked, and what they have made of it',
    description: 'A request counts in the period in which it was made.',
    schema: approvalsReport,
  }),
  savedReportRoutes,
  listReportRunsRoute,
]
