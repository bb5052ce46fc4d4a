import type { ReportQuery } from '../../../contracts/reports.js'
import { listReportedDepartments } from '../../../domain/access/reports.js'
import type { Person } from '../../../domain/people.js'
import type { ReportScope } from '../../../read/reports/read-figures.js'

const MONTH_MS = 30 * 86_400_000

/** Of when, and of which departments, the caller is answered. */
export function readScope(
  { format: _, ...query }: ReportQuery,
  person: Person,
  now: number,
): ReportScope {
  const present = new Date(now).toISOString()
  const to = query.to ?? present
  const from = query.from ?? new Date(Date.parse(to) - MONTH_MS).toISOString()
  return { ...query, from, to, now: present, departmentIds: listReportedDepartments(person) }
}
