import { reopensReport, slaReport, volumeReport } from '../../../contracts/reports.js'
import { readSlaReport } from '../../../read/reports/sla.js'
import { readReopensReport, readVolumeReport } from '../../../read/reports/volume.js'
import { reportRoute } from './report-route.js'

export const REPORT_ROUTES = [
  reportRoute({
    kind: 'sla',
    operationId: 'readSlaReport',
    summary: 'What was promised to tickets, and what has come of it',
    description:
      'A ticket counts in the period in which its clocks have started, each of its lives by itself.',
    schema: slaReport,
    read: readSlaReport,
  }),
  reportRoute({
    kind: 'volume',
    operationId: 'readVolumeReport',
    summary: 'How many tickets came, were closed, and came back',
    description: 'Sub-tickets as well; no drafts, and nothing that was undone or deleted.',
    schema: volumeReport,
    read: readVolumeReport,
  }),
  reportRoute({
    kind: 'reopens',
    operationId: 'readReopensReport',
    summary: 'How many tickets were reopened, and how much work was sent back',
    schema: reopensReport,
    read: readReopensReport,
  }),
]
