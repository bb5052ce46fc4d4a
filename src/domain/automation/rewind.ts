import type { ChangedFields } from '../ticket/outcome/changed-fields.js'

/** What the members were before these changes, the latest of which comes first: history says what each has changed. */
export function rewindMembers<M extends object>(members: M, changes: readonly ChangedFields[]): M {
  const former: Record<string, unknown> = {} // each as it was shown once
  for (const fields of changes) {
    for (const [member, { from }] of Object.entries(fields)) former[member] = from
  }
  return { ...members, ...former }
}
