export type Step = [who: string, method: string, path: string, body?: unknown]

/** What a step answered, for those after it. */
export type Seen = Record<string, any>

export interface Scenario {
  department?: string
  draft?: true
  steps: (Step | ((seen: Seen[]) => Step))[]
  /** Of which workflow: the ticket's own unless named. */
  of?: 'postpone' | 'approval' | 'split' | 'sub_ticket'
  forward?: number
  /** After the time has gone by. */
  later?: (Step | ((seen: Seen[]) => Step))[]
  signals?: [string, unknown][]
}

export const ASSIGN: Step = ['moderator', 'POST', '/moderator/tickets/{id}/assign', {}]

export const START: Step = ['it.head', 'PATCH', '/tickets/{id}/status', { status: 'in_progress' }]

export const COMPLETE: Step = [
  'it.head',
  'PATCH',
  '/tickets/{id}/status',
  { status: 'completed', notes: 'x' },
]

export const CLOSE: Step = ['moderator', 'POST', '/moderator/tickets/{id}/close', { reason: 'x' }]

export const FINANCE_START: Step = [
  'finance.head',
  'PATCH',
  '/tickets/{id}/status',
  { status: 'in_progress' },
]

export const ASK: (seen: Seen[]) => Step = (seen) => [
  'finance.head',
  'POST',
  '/approvals',
  { ticketId: seen[0]?.id, reason: 'x', amount: 100, currency: 'EUR' },
]

export const POSTPONE: Step = [
  'moderator',
  'POST',
  '/moderator/tickets/{id}/postpone',
  { reason: 'x' },
]

export const UNDO: Step = ['moderator', 'POST', '/tickets/{id}/undo', {}]

export const SPLIT: (seen: Seen[]) => Step = (seen) => [
  'moderator',
  'POST',
  '/tickets/{id}/split',
  {
    subTickets: ['a', 'b'].map((title) => ({ title, departmentId: seen[0]?.departmentId })),
  },
]

export const closeSubTicket =
  (n: number, at: number): ((seen: Seen[]) => Step) =>
  (seen) => [
    'moderator',
    'POST',
    `/moderator/tickets/${seen[at]?.items[n].id}/close`,
    { reason: 'x' },
  ]

export const FORCE: Step = [
  'moderator',
  'POST',
  '/moderator/tickets/{id}/close',
  { reason: 'x', forceCloseChildren: true },
]
