import { completeSettings } from '../../settings.js'
import { after } from '../../time.js'
import type { DecisionContext } from '../commands.js'

/** An ended ticket stays undoable, and its run alive, until then. */
export function undoUntil({ at, facts }: DecisionContext): string {
  return after(at, completeSettings(facts.settings).undoWindow)
}
