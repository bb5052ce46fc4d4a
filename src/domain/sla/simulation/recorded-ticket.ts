import { blankTicket } from '../../ticket/create.js'
import type { TicketEvent } from '../../ticket/events.js'
import type { ChangedFields } from '../../ticket/outcome/changed-fields.js'
import type { TicketState } from '../../ticket/state.js'
import type { Served } from '../policy-fields.js'

/** What a policy is chosen by may have been another way once: events say so. */
const CHOSEN_BY = ['priority', 'departmentId', 'categoryId', 'groupId', 'tags'] as const

type Present = Pick<
  TicketState,
  | (typeof CHOSEN_BY)[number]
  | 'id'
  | 'number'
  | 'seq'
  | 'type'
  | 'parentId'
  | 'requesterId'
  | 'createdById'
  | 'createdAt'
>

/** Whether a person moved it to another category or department is no member of the event. */
export type RecordedEvent = TicketEvent & { fields?: ChangedFields; isByPerson?: true }

/** A ticket as its record tells it; what no event tells is as it is now. */
export interface RecordedTicket {
  present: Present
  served: Served
  /** The oldest first. */
  events: readonly RecordedEvent[]
}

/** Of some tickets the record is kept no more, or not all of it. */
export function isTold({ present, events }: RecordedTicket): boolean {
  return events.length === present.seq
}

/** The ticket before its first event. */
export function beginAgain({ present, events }: RecordedTicket): TicketState {
  const first = CHOSEN_BY.flatMap((member) => {
    const change = events.find(({ fields }) => fields?.[member] !== undefined)?.fields?.[member]
    return change === undefined ? [] : [[member, change.from]]
  })
  const former: Partial<Present> = Object.fromEntries(first)
  const beside = { seq: 0, parentFiling: null, updatedAt: present.createdAt }
  return { ...blankTicket(), ...present, ...former, ...beside }
}
