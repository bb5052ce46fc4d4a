import type { Role } from '../people.js'
import type { Members } from './match.js'
import { ENTERPRISE_URN, USER_URN } from './schema.js'

/** What a directory has said of somebody that is kept for it alone, or for what it says next. */
export interface Said {
  displayName?: string
  formatted?: string
  department?: string
  /** It says their name, or their address, apart from the name that it shows and the one that they sign in with there. */
  name?: true
  mail?: true
}

/** Somebody's account as a directory sees it. */
export interface ScimUser {
  id: string
  userName: string
  externalId: string | null
  email: string
  firstName: string
  lastName: string
  active: boolean
  phone: string | null
  timezone: string
  language: string
  employeeCode: string
  department: string | null
  roles: Role[]
  groups: { id: string; name: string }[]
  said: Said
  createdAt: string
  updatedAt: string
}

/** What a directory may write of it; undefined leaves what is there, or what a new account begins with. */
export interface UserFields {
  userName: string
  externalId: string | null
  email: string
  firstName: string
  lastName: string
  active: boolean | undefined
  phone: string | null
  timezone: string | undefined
  language: string | undefined
  employeeCode: string | undefined
  department: string | undefined
  said: Said
}

/** As it is answered, but for `meta`, which whoever has the address adds. */
export function presentUser(user: ScimUser, locate: (path: string) => string): Members {
  const { userName, externalId, firstName, lastName, said, phone } = user
  const fullName = joinName(firstName, lastName)
  const department = said.department ?? user.department
  return {
    schemas: [USER_URN, ENTERPRISE_URN],
    id: user.id,
    ...(externalId === null ? {} : { externalId }),
    userName,
    name: {
      formatted: said.formatted ?? fullName,
      ...(lastName === '' ? {} : { familyName: lastName }),
      givenName: firstName,
    },
    displayName: said.displayName ?? fullName,
    active: user.active,
    emails: [{ value: user.email, type: 'work', primary: true }],
    ...(phone === null ? {} : { phoneNumbers: [{ value: phone, type: 'work', primary: true }] }),
    timezone: user.timezone,
    preferredLanguage: user.language,
    groups: user.groups.map(({ id, name }) => ({
      value: id,
      $ref: locate(`/Groups/${id}`),
      display: name,
    })),
    roles: user.roles.map((value) => ({ value })),
    [ENTERPRISE_URN]: {
      employeeNumber: user.employeeCode,
      ...(department === null ? {} : { department }),
    },
  }
}

function joinName(firstName: string, lastName: string): string {
  return `${firstName} ${lastName}`.trim()
}
