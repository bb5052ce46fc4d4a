import type { ChatTicket } from '../../access/chat.js'
import type { ViewedTicket } from '../../access/visibility.js'
import type { ApprovalStatus } from '../../approval/approval.js'
import type { ApprovalStep } from '../../approval/step.js'
import type { Clock } from '../../sla/clock.js'
import type { RequestKind } from '../requests.js'
import type { Status } from '../status.js'
import type { Say } from './say.js'

/** What a notification tells of, and to whom, as PostgreSQL has it when it is read or sent. */
export interface NotificationFacts {
  type: string
  number: string
  title: string
  parentNumber: string | null
  /** Who brought the event about; null for the product itself and for whoever runs it. */
  actor: string | null
  actorKind: 'user' | 'operator' | 'system'
  event: EventFacts
  /** What came with the event in words: a reason, a question. */
  texts: Readonly<Record<string, string>>
  /** What was said in the chat, where that is what it tells of. */
  message: {
    body: string
    version: number
    visibility: 'public' | 'internal'
    at: string
  } | null
  /** The file that the event is about; null once it is gone. */
  file: { name: string; reason: string | null } | null
  /** By what the reader sees the ticket or does not, beside who they are; of its people the reader alone. */
  viewed: ViewedTicket & ChatTicket
  /** The reader is or was asked about an approval of it. */
  isAsked: boolean
  /** An undo has taken the event back, and what was written with it. */
  isUndone: boolean
  /** Of an undo: its reader was told of the action by some channel. */
  wasTold: boolean
  /** The last question that was asked before the event. */
  question: string | null
  postponed: { at: string; reason: string | null } | null
  /** Names of those whom the event adds or removes. */
  people: readonly string[]
  /** Whose it was after the event, of which department, and by when it was due. */
  assignee: string | null
  department: string | null
  dueAt: string | null
  /** The number of the ticket that the rejected one repeats. */
  duplicateOf: string | null
  /** What was asked for by the request that the event decides, raises or overtakes. */
  request: RequestKind | null
  approval: ApprovalFacts | null
  reader: { id: string; isRequester: boolean; wasAssignee: boolean; isAssignee: boolean }
  /** How the ticket stands when this is read. */
  now: { at: string; status: Status; dueAt: string | null }
}

/** Members of events: each kind has some of them. */
export interface EventFacts {
  type: string
  /** Where the ticket was before it. */
  from?: Status | null
  percent?: number | null
  autoVerifyAt?: string
  autoCloseAt?: string | null
  acknowledgeBy?: string | null
  resumeAt?: string | null
  nextAt?: string
  undoes?: { command: string }
  numbers?: readonly string[]
  /** For how long nothing has moved on these. */
  every?: string
  /** Of the sub-ticket that it came of. */
  number?: string
  clock?: Clock
  /** Of an escalation. */
  level?: number
  /** When the clock that the event is about runs out. */
  dueAt?: string
  escalateAt?: string | null
  byParent?: number
  undecidable?: string | null
  parentCommand?: string
  approved?: boolean
  rating?: number | null
}

export interface ApprovalFacts {
  status: ApprovalStatus
  at: string
  requestedBy: string
  /** null for those whom amount, reason and comments are not for. */
  details: { reason: string; amount: number | null; currency: string | null } | null
  steps: ApprovalStep[]
}

/** The same with a name for whoever acted. */
export type ToldFacts = NotificationFacts & { actor: string }

/** Who did what, what they wrote, and what is expected of the reader. */
export interface Words {
  what: string
  quotes?: readonly Quote[]
  expected?: string
}

/** Puts a notification of one type into words. */
export type SayWords = (facts: ToldFacts, say: Say) => Words

/** Left out of what is said where nobody wrote it. */
export interface Quote {
  label: string
  text: string | null | undefined
}
