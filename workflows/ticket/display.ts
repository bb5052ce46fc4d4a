import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import type { Position } from '../../src/domain/ticket/position.js'
import { describeRefusedCancel } from '../cancellation.js'
import { listSearchAttributes } from '../search-attributes.js'
import type { TicketInput } from './messages.js'

export type Display = (position: Position) => void

/** What every run says of itself. */
export function createDetails({ cancelRefusedAt }: TicketInput): Display {
  const note = cancelRefusedAt === undefined ? '' : ` ${describeRefusedCancel(cancelRefusedAt)}`
  return ({ shown }) => setCurrentDetails(shown.details + note)
}

/** Shows operators where the ticket stands; attributes are set only when they changed, as each time is an event. */
export function createDisplay(input: TicketInput): Display {
  const showDetails = createDetails(input)
  let shown = JSON.stringify(listSearchAttributes(input.position.shown))
  return (position) => {
    showDetails(position)
    const attributes = listSearchAttributes(position.shown)
    const fingerprint = JSON.stringify(attributes)
    if (fingerprint === shown) return
    upsertSearchAttributes(attributes)
    shown = fingerprint
  }
}
