import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import type { Position } from '../../src/domain/ticket/position.js'
import { listSearchAttributes } from '../search-attributes.js'

/** Shows operators where the ticket stands; attributes are set only when they changed, as each time is an event. */
export function createDisplay(started: Position): (position: Position) => void {
  let shown = JSON.stringify(listSearchAttributes(started.shown))
  return ({ shown: next }) => {
    setCurrentDetails(next.details)
    const attributes = listSearchAttributes(next)
    const fingerprint = JSON.stringify(attributes)
    if (fingerprint === shown) return
    upsertSearchAttributes(attributes)
    shown = fingerprint
  }
}
