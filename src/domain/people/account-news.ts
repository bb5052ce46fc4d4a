import { createNewsFamily, type NewsKind } from '../news-family.js'
import { hasRole, type Person } from '../people.js'
import type { Standing } from './account.js'

interface Kind extends NewsKind {
  /** Who may have it when it leaves: whoever may sign in, admins alone, or the owner whatever their account is. */
  readers: 'entitled' | 'admins' | 'owner'
  /** It leads to where a password is set, by a token of this purpose, where its reader has use for one. */
  leadsTo?: TokenPurpose
}

/** What a link of a mail lets its reader do, once. */
export const TOKEN_PURPOSES = ['reset', 'invitation'] as const
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number]

const KINDS = {
  account_locked: {
    to: 'the owner, once a day',
    by: ['mail'],
    readers: 'entitled',
    isMandatory: true,
  },
  registration_received: {
    to: 'who has registered',
    by: ['mail'],
    readers: 'owner',
    isMandatory: true,
  },
  registration_repeated: {
    to: 'the owner of an account with whose address somebody has registered again, once a day',
    by: ['mail'],
    readers: 'owner',
    isMandatory: true,
  },
  registration_of_deleted: {
    to: 'admins, where the address is that of an account that was deleted, once a day',
    by: ['inApp', 'mail'],
    readers: 'admins',
  },
  registration_pending: {
    to: 'admins',
    by: ['inApp', 'mail'],
    readers: 'admins',
  },
  registration_approved: {
    to: 'who has registered',
    by: ['mail'],
    readers: 'entitled',
    isMandatory: true,
  },
  registration_rejected: {
    to: 'who has registered',
    by: ['mail'],
    readers: 'owner',
    isMandatory: true,
  },
  access_granted: {
    to: 'whom an admin lets use the help desk',
    by: ['inApp', 'mail'],
    readers: 'entitled',
    isMandatory: true,
    leadsTo: 'invitation',
  },
  welcome: {
    to: 'whom an admin has brought in from the staff store',
    by: ['inApp', 'mail'],
    readers: 'owner',
    isMandatory: true,
    leadsTo: 'invitation',
  },
  password_reset: {
    to: 'the owner, where the password was forgotten',
    by: ['mail'],
    readers: 'owner',
    isMandatory: true,
    leadsTo: 'reset',
  },
  password_changed: { to: 'the owner', by: ['mail'], readers: 'owner', isMandatory: true },
  second_factor_changed: { to: 'the owner', by: ['mail'], readers: 'owner', isMandatory: true },
} as const satisfies Record<string, Kind>

export type AccountNewsType = keyof typeof KINDS

/** What people are told of accounts; none of it belongs to a ticket. */
export const ACCOUNT_NEWS = createNewsFamily<AccountNewsType, Kind>(KINDS)

/** Inputs of the words, as they are when it is read. */
export interface AccountFacts {
  /** Whom it is about. */
  name: string
  email: string
  employeeCode: string
  reason: string | null
  /** Where it was tried or asked from. */
  from: string | null
  until: string | null
  isTurnedOn: boolean | null
  /** It has a link by which its reader sets a password. */
  hasLink: boolean
  standing: Standing
  isDeleted: boolean
}

const MAY_READ: Record<Kind['readers'], (reader: Person | null) => boolean> = {
  owner: () => true,
  entitled: (reader) => reader !== null,
  admins: (reader) => reader !== null && hasRole(reader, 'admin'),
}

/** Whether it may reach its reader now; `null` is somebody who may not sign in. */
export function mayHaveNews(type: AccountNewsType, reader: Person | null): boolean {
  return MAY_READ[ACCOUNT_NEWS.kinds[type].readers](reader)
}
