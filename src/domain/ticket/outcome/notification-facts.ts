import type { Clock } from '../../sla/sla.js'
import type { RequestKind } from '../requests.js'

/** What a notification tells of, and to whom, as PostgreSQL has it when it is read or sent. */
export interface NotificationFacts {
  type: string
  number: string
  title: string
  parentNumber: string | null
  /** Who brought the event about; the product and whoever runs it have a name too. */
  actor: string
  event: EventFacts
  /** What came with the event in words: a reason, a question. */
  texts: Readonly<Record<string, string>>
  /** An undo has taken the event back, and what was written with it. */
  isUndone: boolean
  /** The last question that was asked before the event. */
  question: string | null
  postponed: { at: string; reason: string | null } | null
  /** Names of those whom the event adds or removes. */
  people: readonly string[]
  /** To whom the event gives the ticket, else whose it is. */
  assignee: string | null
  department: string | null
  /** The number of the ticket that the rejected one repeats. */
  duplicateOf: string | null
  /** What was asked for by the request that the event decides, raises or overtakes. */
  request: RequestKind | null
  approval: ApprovalFacts | null
  reader: { isRequester: boolean; wasAssignee: boolean }
}

/** Members of events: each kind has some of them. */
export interface EventFacts {
  type: string
  percent?: number | null
  autoVerifyAt?: string
  acknowledgeBy?: string | null
  dueDates?: { resolutionDueAt: string | null } | null
  resumeAt?: string | null
  nextAt?: string
  undoes?: { command: string }
  numbers?: readonly string[]
  clock?: Clock
  /** When the clock that the event is about runs out. */
  dueAt?: string
  escalateAt?: string | null
  byParent?: number
  undecidable?: string | null
}

export interface ApprovalFacts {
  status: string
  at: string
  requestedBy: string
  /** null for those whom amount, reason and comments are not for. */
  details: { reason: string; amount: number | null; currency: string | null } | null
  /** The reader may decide it now. */
  awaitsReader: boolean
}

/** How instants and amounts are said to the reader. */
export interface Say {
  at: (instant: string) => string
  amount: (minor: number, currency: string) => string
}

/** Who did what, what they wrote, and what is expected of the reader. */
export interface Words {
  what: string
  quotes?: readonly Quote[]
  expected?: string
}

/** Left out of what is said where nobody wrote it. */
export interface Quote {
  label: string
  text: string | null | undefined
}
