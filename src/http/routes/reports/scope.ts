import type { ReportQuery } from '../../../contracts/reports.js'
import { listReportedDepartments } from '../../../domain/access/reports.js'
import type { Person } from '../../../domain/people.js'
import { chooseSpan } from '../../../domain/reports/saved/parameters.js'
import type { ReportScope } from '../../../read/reports/read-figures.js'

/** Of when, and of which departments, the caller is answered. */
export function readScope(
  { format: _, ...query }: ReportQuery,
  person: Person,
  now: number,
): ReportScope {
  const present = new Date(now).toISOString()
  const span = chooseSpan(query, present)
  return { ...query, ...span, now: present, departmentIds: listReportedDepartments(person) }
}
