import { hasRole, isModerator, type Person } from '../people.js'

/** Of which departments somebody reads reports, of those who read any: null for all, managers those that are theirs. */
export function listReportedDepartments(person: Person): string[] | null {
  if (isModerator(person) || person.permissions.includes('reports.view')) return null
  if (!hasRole(person, 'manager')) return []
  const own = person.departmentId === null ? [] : [person.departmentId]
  return [...new Set([...own, ...person.headOf])]
}
