import { readSlaReportRoute } from './sla.js'

export const REPORT_ROUTES = [readSlaReportRoute]
