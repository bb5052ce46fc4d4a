import type { Behaviour } from './behaviour.js'
import { undoUntil } from './ending.js'

export const autoVerify: Behaviour<'auto_verify'> = {
  event: (_state, _command, { at }) => ({ type: 'auto_verify', at }),
}

export const autoClose: Behaviour<'auto_close'> = {
  event: (_state, _command, context) => ({
    type: 'auto_close',
    at: context.at,
    undoUntil: undoUntil(context),
  }),
}

export const noteUnacknowledged: Behaviour<'note_unacknowledged'> = {
  event: (state, _command, { at }) =>
    state.deadlines.acknowledge === undefined ? undefined : { type: 'note_unacknowledged', at },
}

export const endUndoWindow: Behaviour<'end_undo_window'> = {
  event: (state, _command, { at }) =>
    state.deadlines.undo_window === undefined ? undefined : { type: 'end_undo_window', at },
}

export const warnSla: Behaviour<'warn_sla'> = {
  event: ({ deadlines }, { payload: { clock } }, { at }) =>
    deadlines[`${clock}_warning`] === undefined ? undefined : { type: 'warn_sla', at, clock },
}

export const breachSla: Behaviour<'breach_sla'> = {
  event: ({ deadlines }, { payload: { clock } }, { at }) =>
    deadlines[`${clock}_due`] === undefined ? undefined : { type: 'breach_sla', at, clock },
}
