import { completeSettings } from '../../../settings.js'
import { after } from '../../../time.js'
import type { DecisionContext } from '../../facts.js'

/** What an undoable action's event carries: until then it may be taken back; null where a time had it done. */
export interface Undoable {
  undoUntil: string | null
}

export function undoUntil({ at, facts }: DecisionContext): string {
  return after(at, completeSettings(facts.settings).undoWindow)
}
