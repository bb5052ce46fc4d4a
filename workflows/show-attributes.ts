import type { SearchAttributeUpdatePair } from '@temporalio/common'
import { patched, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow'
import { DUE_AT } from './search-attributes.js'

/** Histories of before they were shown have no such commands. */
const SHOWN = 'shown-attributes'

/** Shows operators what they look for a run by; set only where it differs, as each time is an event. */
export function showAttributes(pairs: readonly SearchAttributeUpdatePair[]): void {
  if (!patched(SHOWN)) return
  const { typedSearchAttributes: shown } = workflowInfo()
  const changed = pairs.filter(({ key, value }) => print(shown.get(key)) !== print(value))
  if (changed.length > 0) upsertSearchAttributes(changed)
}

/** When something is due next. */
export function dueAt(instant: string | null): SearchAttributeUpdatePair {
  return { key: DUE_AT, value: instant === null ? null : new Date(instant) }
}

function print(value: unknown): string {
  return JSON.stringify(value ?? null)
}
