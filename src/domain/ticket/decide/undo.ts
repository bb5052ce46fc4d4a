import { type Refusal, refusal } from '../../errors.js'
import type { TicketState } from '../state.js'
import { openUndo } from '../undo.js'
import type { Behaviour } from './behaviour.js'

/** Why the last action can't be taken back at this instant; undefined when it can. */
export function undoRefusal({ undo: record }: TicketState, at: string): Refusal | undefined {
  if (record === null) return refusal('nothing_to_undo', 'There is no action to take back.')
  if (record.kind === 'superseded' || (record.kind === 'open' && record.byParent === true)) {
    return refusal('undo_superseded', 'Something has come after the last action.')
  }
  if (record.kind === 'expired' || at > record.until) {
    return refusal('undo_expired', 'The time to take the action back is over.')
  }
  return undefined
}

export const undo: Behaviour<'undo'> = {
  conflict: (state, _command, { at }) => undoRefusal(state, at),
  event: (state, _command, { at }) => {
    const { command, at: since, seq, told } = openUndo(state)
    return { type: 'undo', at, undoes: { command, at: since, seq }, told }
  },
}
