import { defineQuery, defineSignal } from '@temporalio/workflow'
import type { Position } from '../../src/domain/ticket/position.js'
import type { RefusedCancel } from '../refuse-cancel.js'

/** What a run begins with: ids, and where its row was, so that its first task does nothing but wait. */
export interface TicketInput extends RefusedCancel {
  organizationId: string
  organizationSlug: string
  ticketId: string
  /** `local` unless an operator's switch says otherwise; fixed for the run, so that it replays. */
  carryOutAs: 'local' | 'normal'
  position: Position
  /** Which approval of the ticket a side workflow is for. */
  n?: number
}

/** The row has gone on without this run: it reads it again. */
export const catchUpSignal = defineSignal('catchUp')
export const positionQuery = defineQuery<Position>('position')
