import { newSavedReport, savedReport, savedReportPatch } from '../../../contracts/saved-reports.js'
import { REPORT_READERS } from '../../../domain/access/reports.js'
import { savedReports } from '../../../write/saved-reports/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

/** Whoever reads reports sees what others have saved: it holds no figures. */
export function savedReportRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: savedReports,
    path: '/reports/saved',
    access: REPORT_READERS,
    readers: REPORT_READERS,
    tags: ['Reports'],
    one: 'SavedReport',
    many: 'SavedReports',
    plural: 'saved reports',
    view: savedReport,
    created: newSavedReport,
    patch: savedReportPatch,
  })
}
