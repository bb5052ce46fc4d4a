import type { OpenUndo, TicketState } from './state.js'

/** The record to undo by; that there is one was judged before. */
export function openUndo({ undo }: TicketState): OpenUndo {
  if (undo?.kind !== 'open') throw new Error('there is nothing to undo')
  return undo
}
