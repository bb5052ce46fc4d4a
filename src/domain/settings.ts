import { type ApprovalPolicy, DEFAULT_POLICY } from './approval/policy.js'
import { DEFAULT_PROVISIONING, type Provisioning } from './scim/roles.js'

/** What an organization may set; durations are ISO 8601. docs/lifecycle.md lists what each governs. */
export interface Settings {
  ticketPrefix: string
  draftExpiresAfter: string
  undoWindow: string
  autoVerifyAfter: string
  autoCloseAfter: string | null
  postponeReminderEvery: string
  maxReopens: number
  closurePolicy: 'moderator' | 'requester'
  maxMessageLength: number
  acknowledgeWithin: string | null
  subTicketReminderEvery: string
  /** Whether one may decide what one asked for, or an approval on a ticket that one filed. */
  allowSelfApproval: boolean
  /** IANA: the organization's nights are told by it. */
  timezone: string
  approvalPolicy: ApprovalPolicy
  branding: Branding
  /** What becomes of mails of people whom nobody knows: they wait for a moderator, or become tickets of people who wait for an admin. */
  unknownSenders: 'queue' | 'register'
  /** What people have whom a directory sends by SCIM. */
  provisioning: Provisioning
}

/** What mails and the customers' pages show. */
export interface Branding {
  name: string | null
  color: string | null
  logoUrl: string | null
}

export const DEFAULT_SETTINGS: Settings = {
  ticketPrefix: 'T',
  draftExpiresAfter: 'P7D',
  undoWindow: 'PT15M',
  autoVerifyAfter: 'P3D',
  autoCloseAfter: 'P3D',
  postponeReminderEvery: 'P3D',
  maxReopens: 2,
  closurePolicy: 'moderator',
  maxMessageLength: 10_000,
  acknowledgeWithin: 'P1D',
  subTicketReminderEvery: 'P3D',
  allowSelfApproval: false,
  timezone: 'UTC',
  approvalPolicy: DEFAULT_POLICY,
  branding: { name: null, color: null, logoUrl: null },
  unknownSenders: 'queue',
  provisioning: DEFAULT_PROVISIONING,
}

/** Stored settings hold only what was changed. */
export function completeSettings(stored: Partial<Settings>): Settings {
  return { ...DEFAULT_SETTINGS, ...stored }
}
