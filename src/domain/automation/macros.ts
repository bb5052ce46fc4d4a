import { belongsTo, hasRole, isModerator, isStaff, type Person, type Role } from '../people.js'

/** For whom a macro is: without roles it is for all of staff, and without a department for those of every one. */
export interface MacroAudience {
  roles: Role[]
  departmentId: string | null
}

/** A department's macros are those of its people, and of moderators, who work in all of them. */
export function mayUseMacro(person: Person, { roles, departmentId }: MacroAudience): boolean {
  const isMeant = roles.length === 0 ? isStaff(person) : hasRole(person, ...roles)
  return (
    isMeant && (departmentId === null || isModerator(person) || belongsTo(person, departmentId))
  )
}
