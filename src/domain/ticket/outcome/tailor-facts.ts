import { mayReadApproval } from '../../access/approvals.js'
import type { Person } from '../../people.js'
import type { RequestKind } from '../requests.js'
import type { ApprovalFacts, NotificationFacts } from './notification-facts.js'

type Personal = 'approval' | 'isAsked' | 'reader' | 'wasTold'

/** What a notification tells of, the same for all its readers. */
export interface SharedFacts extends Omit<NotificationFacts, Personal> {
  approval: SharedApproval | null
  /** By what its readers differ. */
  readers: {
    assigneeId: string | null
    formerAssigneeId: string | null
    /** Whom any approval of the ticket asks or has asked. */
    asked: readonly string[]
    /** Of an undo: those who were told of the action; null where that does not matter. */
    told: readonly string[] | null
    /** The kinds of the requests that the event has overtaken, by who raised them. */
    cancelled: Readonly<Record<string, RequestKind>>
  }
}

interface SharedApproval extends Omit<ApprovalFacts, 'details'> {
  requestedById: string
  deciderIds: readonly string[]
  details: NonNullable<ApprovalFacts['details']>
}

/** What is for this reader of it, with how they stand to it. */
export function tailorFacts(shared: SharedFacts, reader: Person): NotificationFacts {
  const { readers, approval, ...facts } = shared
  const { id } = reader
  return {
    ...facts,
    approval: approval && tailorApproval(approval, reader),
    request: readers.cancelled[id] ?? facts.request,
    isAsked: readers.asked.includes(id),
    wasTold: readers.told?.includes(id) ?? true,
    reader: {
      id,
      isAssignee: readers.assigneeId === id,
      isRequester: facts.viewed.requesterId === id,
      wasAssignee: readers.formerAssigneeId === id,
    },
  }
}

function tailorApproval(
  { requestedById, deciderIds, details, ...rest }: SharedApproval,
  reader: Person,
): ApprovalFacts {
  const isWhole = mayReadApproval(reader, { requestedBy: requestedById, deciders: deciderIds })
  return { ...rest, details: isWhole ? details : null }
}
