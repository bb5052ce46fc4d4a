/** What a policy is about. */
export const RETENTION_KINDS = [
  'tickets',
  'drafts',
  'messages',
  'attachments',
  'audit',
  'events',
  'chatbot',
] as const
export type RetentionKind = (typeof RETENTION_KINDS)[number]

export const RETENTION_ACTIONS = ['delete', 'anonymize'] as const
export type RetentionAction = (typeof RETENTION_ACTIONS)[number]

/** What an organization keeps no longer than it needs. */
export interface RetentionPolicy {
  kind: RetentionKind
  /** ISO 8601, from the end of what it is about. */
  after: string
  /** Whether it is written into the archive first. */
  archive: boolean
  action: RetentionAction
}
