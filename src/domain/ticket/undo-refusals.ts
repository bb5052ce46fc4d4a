import { type Refusal, refusal } from '../errors.js'

/** The sentences of what can't be taken back, and why. */

export function nothingToUndo(): Refusal {
  return refusal('nothing_to_undo', 'There is no action to take back.')
}

export function undoSuperseded(): Refusal {
  return refusal(
    'undo_superseded',
    'What came last can’t be taken back, and nothing before it either: it stands.',
  )
}

export function closedByParent(): Refusal {
  return refusal('undo_superseded', 'It was closed with its parent: take back the closing of that.')
}

export function subTicketsMoved(): Refusal {
  return refusal(
    'undo_superseded',
    'A sub-ticket that was closed with it has changed since: the closing stands.',
  )
}

export function causeUndone(): Refusal {
  return refusal('cause_undone', 'What it was to follow from was taken back, or is overtaken.')
}

export function undoExpired(): Refusal {
  return refusal('undo_expired', 'The time to take the action back is over.')
}
