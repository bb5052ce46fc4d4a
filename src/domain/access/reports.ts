import { hasRole, isModerator, type Permission, type Person, type Role } from '../people.js'

/** Managers read of what is theirs. */
export const REPORT_READERS = [
  'manager',
  'moderator',
  'admin',
  'reports.view',
] as const satisfies readonly (Role | Permission)[]

/** Whether somebody reads any reports at all. */
export function mayReadReports({ roles, permissions }: Pick<Person, 'roles' | 'permissions'>) {
  const held: readonly string[] = [...roles, ...permissions]
  return REPORT_READERS.some((reader) => held.includes(reader))
}

/** Of which departments somebody reads reports, of those who read any: null for all, managers those that are theirs. */
export function listReportedDepartments(person: Person): string[] | null {
  if (isModerator(person) || person.permissions.includes('reports.view')) return null
  if (!hasRole(person, 'manager')) return []
  const own = person.departmentId === null ? [] : [person.departmentId]
  return [...new Set([...own, ...person.headOf])]
}
