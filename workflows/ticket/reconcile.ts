import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import { describe } from '../../src/domain/ticket/describe.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { searchAttributesOf } from '../search-attributes.js'

/**
 * Everything a ticket's run does beside deciding follows from the state, and here alone: what
 * operators see. Timers follow too: the loop waits for the state's own next deadline.
 */
export function createReconcile(): (state: TicketState) => void {
  let shown = ''
  return (state) => {
    setCurrentDetails(describe(state))
    const attributes = searchAttributesOf(state)
    const fingerprint = JSON.stringify(attributes.map(({ value }) => value))
    if (fingerprint === shown) return // an upsert is an event in history
    upsertSearchAttributes(attributes)
    shown = fingerprint
  }
}
