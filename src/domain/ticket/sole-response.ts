import type { Undo } from './state.js'

/** Whether the first response may be taken back, and staff has said nothing since. */
export function isSoleResponse(undo: Undo | null): boolean {
  return undo?.kind === 'open' && undo.response?.since === null
}
