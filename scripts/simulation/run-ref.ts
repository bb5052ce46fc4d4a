import type { Family } from '../../src/domain/ticket/deadlines.js'

/** A run of a ticket: its own, or one beside it; `n` tells approvals apart. */
export interface RunRef {
  ticketId: string
  family: Family
  n?: number
}
