/** Of two due at once the earlier in this list goes first, so verifying precedes closing. */
export const DEADLINE_KINDS = [
  'auto_verify',
  'auto_close',
  'acknowledge',
  'draft_expiry',
  'postpone_reminder',
  'resume',
  'approval_reminder',
  'approval_escalation',
  'sub_ticket_nudge',
  'first_response',
  'next_response',
  'resolution',
  'escalation',
] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

/** An absolute instant at which something is to happen by itself, and the seq of the event that armed it. */
export interface Deadline {
  at: string
  seq: number
  /** Which repeat of a reminder it is, or step of a clock; the first when left out. */
  n?: number
}
