import { hasRole, isModerator, type Person } from '../people.js'

/** Who reads how a department's tickets stand and who has how many: its head, its managers, moderators, admins. */
export function mayReadLoad(person: Person, departmentId: string): boolean {
  if (isModerator(person) || person.headOf.includes(departmentId)) return true
  return hasRole(person, 'manager') && person.departmentId === departmentId
}

/** Who reads how much somebody has to do: themselves, the head of their department, moderators, admins. */
export function mayReadUserLoad(
  reader: Person,
  { id, departmentId }: { id: string; departmentId: string | null },
): boolean {
  if (reader.id === id || isModerator(reader)) return true
  return departmentId !== null && reader.headOf.includes(departmentId)
}
