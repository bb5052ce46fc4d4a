import { isMembers, type Members, toList } from './match.js'
import { refuseScim } from './refusals.js'
import { GROUP_URN } from './schema.js'

/** A group as a directory sees it. */
export interface ScimGroup {
  id: string
  name: string
  externalId: string | null
  /** Left out where nobody asks for them: they may be many. */
  members?: { id: string; name: string }[]
  createdAt: string
  updatedAt: string
}

export interface GroupFields {
  name: string
  externalId: string | null
  memberIds: string[]
}

/** As it is answered, but for `meta`. */
export function presentGroup(group: ScimGroup, locate: (path: string) => string): Members {
  const { id, name, externalId, members } = group
  const present = (one: { id: string; name: string }) => ({
    value: one.id,
    $ref: locate(`/Users/${one.id}`),
    display: one.name,
    type: 'User',
  })
  return {
    schemas: [GROUP_URN],
    id,
    ...(externalId === null ? {} : { externalId }),
    displayName: name,
    ...(members === undefined ? {} : { members: members.map(present) }),
  }
}

export function readGroup(resource: Members): GroupFields {
  const { displayName, externalId, members } = resource
  if (typeof displayName !== 'string' || displayName.trim() === '') {
    return refuseScim('invalidValue', 'displayName is missing.')
  }
  const ids = toList(members).filter(isMembers).map(readMember)
  return {
    name: displayName.trim(),
    externalId: typeof externalId === 'string' ? externalId : null,
    memberIds: [...new Set(ids)],
  }
}

function readMember({ value, type }: Members): string {
  if (type === 'Group')
    return refuseScim('invalidValue', 'Members are users: groups hold no groups.')
  return typeof value === 'string'
    ? value.toLowerCase()
    : refuseScim('invalidValue', 'A member is named by its value, the id of a user.')
}
