import { hasRole, type Person } from '../people.js'
import type { NotificationChannel } from '../ticket/outcome/notification-types.js'
import type { Standing } from './account.js'

interface Kind {
  /** To whom it goes, in words. */
  to: string
  by: readonly NotificationChannel[]
  /** Who may have it when it leaves: whoever may sign in, admins alone, or the owner whatever their account is. */
  readers: 'entitled' | 'admins' | 'owner'
  /** Its reader may turn it off. */
  isOptional?: true
  /** It leads to where a password is set, by a token of this purpose, where its reader has use for one. */
  leadsTo?: TokenPurpose
}

/** What a link of a mail lets its reader do, once. */
export const TOKEN_PURPOSES = ['reset', 'invitation'] as const
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number]

/** What people are told of accounts; none of it belongs to a ticket. */
export const ACCOUNT_NEWS = {
  account_locked: { to: 'the owner, once a day', by: ['mail'], readers: 'entitled' },
  registration_received: { to: 'who has registered', by: ['mail'], readers: 'owner' },
  registration_repeated: {
    to: 'the owner of an account with whose address somebody has registered again, once a day',
    by: ['mail'],
    readers: 'owner',
  },
  registration_of_deleted: {
    to: 'admins, where the address is that of an account that was deleted, once a day',
    by: ['inApp', 'mail'],
    readers: 'admins',
    isOptional: true,
  },
  registration_pending: {
    to: 'admins',
    by: ['inApp', 'mail'],
    readers: 'admins',
    isOptional: true,
  },
  registration_approved: { to: 'who has registered', by: ['mail'], readers: 'entitled' },
  registration_rejected: { to: 'who has registered', by: ['mail'], readers: 'owner' },
  access_granted: {
    to: 'whom an admin lets use the help desk',
    by: ['inApp', 'mail'],
    readers: 'entitled',
    leadsTo: 'invitation',
  },
  welcome: {
    to: 'whom an admin has brought in from the staff store',
    by: ['inApp', 'mail'],
    readers: 'owner',
    leadsTo: 'invitation',
  },
  password_reset: {
    to: 'the owner, where the password was forgotten',
    by: ['mail'],
    readers: 'owner',
    leadsTo: 'reset',
  },
  password_changed: { to: 'the owner', by: ['mail'], readers: 'owner' },
  second_factor_changed: { to: 'the owner', by: ['mail'], readers: 'owner' },
} as const satisfies Record<string, Kind>

export type AccountNewsType = keyof typeof ACCOUNT_NEWS
export const ACCOUNT_NEWS_TYPES = Object.keys(ACCOUNT_NEWS) as AccountNewsType[] // the keys of that very object

export function accountNewsKind(type: AccountNewsType): Kind {
  return ACCOUNT_NEWS[type]
}

export function isAccountNewsType(type: string): type is AccountNewsType {
  return Object.hasOwn(ACCOUNT_NEWS, type)
}

/** The types that may be turned off by a channel. */
export function listOptionalNews(channel: NotificationChannel): AccountNewsType[] {
  return ACCOUNT_NEWS_TYPES.filter((type) => {
    const { isOptional = false, by } = accountNewsKind(type)
    return isOptional && by.includes(channel)
  })
}

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
  return MAY_READ[accountNewsKind(type).readers](reader)
}
