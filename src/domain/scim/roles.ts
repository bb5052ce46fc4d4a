import { ROLES, type Role } from '../people.js'

/** What people of a directory may do, as an admin has set it; nothing in the directory itself can add to it. */
export interface Provisioning {
  /** What everybody has whom it sends. */
  defaultRoles: Role[]
  /** What members of a group have besides, by the name of the group. */
  groupRoles: { group: string; roles: Role[] }[]
}

export const DEFAULT_PROVISIONING: Provisioning = { defaultRoles: ['requester'], groupRoles: [] }

/** What these groups give, named in capitals or not. */
export function listGroupRoles(
  { groupRoles }: Pick<Provisioning, 'groupRoles'>,
  groups: readonly string[],
): Role[] {
  const names = new Set(groups.map((name) => name.toLowerCase()))
  const given = groupRoles.filter(({ group }) => names.has(group.toLowerCase()))
  return given.flatMap(({ roles }) => roles)
}

/** The roles of somebody who is in these groups. */
export function listWantedRoles(provisioning: Provisioning, groups: readonly string[]): Role[] {
  const wanted = new Set([...provisioning.defaultRoles, ...listGroupRoles(provisioning, groups)])
  return ROLES.filter((role) => wanted.has(role))
}

export interface HeldRoles {
  roles: readonly Role[]
  /** Those of them that came by the directory, and go with it; the others an admin has given. */
  granted: readonly Role[]
}

export function followGroups({ roles, granted }: HeldRoles, wanted: readonly Role[]): HeldRoles {
  const own = roles.filter((role) => !granted.includes(role))
  const given = wanted.filter((role) => !own.includes(role))
  return {
    roles: ROLES.filter((role) => own.includes(role) || given.includes(role)),
    granted: given,
  }
}
