export const REPORT_FORMATS = ['json', 'csv', 'xlsx', 'svg', 'png'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export const REPORT_CONTENT_TYPES: Record<Exclude<ReportFormat, 'json'>, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  svg: 'image/svg+xml',
  png: 'image/png',
}
