import type { Status } from '../state.js'

interface FamilyRule {
  /** Where it moves the parent from; elsewhere the status stays. */
  from: readonly Status[]
  to: Status | 'same'
  about: string
}

/** What a sub-ticket's commit does to its parent, as a command of the parent by `system`. */
export const FAMILY_RULES = {
  subtickets_progressed: {
    from: [],
    to: 'same',
    about: 'One was closed, withdrawn or deleted, or its people changed',
  },
  subtickets_closed: {
    from: ['assigned', 'in_progress', 'reopened'],
    to: 'ready_for_closure',
    about:
      'All are closed; parked or waiting for an approval it is remembered and follows on return',
  },
  subticket_reopened: {
    from: ['ready_for_closure', 'completed', 'resolved'],
    to: 'in_progress',
    about: 'One was reopened',
  },
} as const satisfies Record<string, FamilyRule>
