import type { OperationKind, OperationProblem } from '../../../../operations/operation.js'
import type { WorkNewsType } from '../../../../operations/work-news.js'
import type { SyncFigures } from '../../../../staff/sync.js'

const TITLES: Record<WorkNewsType, string> = {
  sync_finished: 'The staff store was synced',
  export_ready: 'Your export is ready',
  operation_failed: 'Work in the background was not done',
}

const NAMES: Record<OperationKind, string> = {
  audit_export: 'Export of the audit log',
  policy_simulation: 'Simulation of a service level policy',
  retention_run: 'Run of a retention policy',
  rule_arming: 'Arming of a rule',
  rule_simulation: 'Simulation of a rule',
  staff_sync: 'Sync with the staff store',
  user_erasure: 'Erasure of a person',
  user_export: 'Export of what is kept of a person',
}

const REASONS: Record<OperationProblem, string> = {
  cancelled: 'It was cancelled before it was done.',
  internal: 'Something went wrong that nobody has foreseen.',
  store_away: 'The staff store was away for too long.',
  store_busy: 'The staff store was busy for too long.',
  store_refuses: 'The staff store would not serve us.',
}

/** The end of work that takes its time. */
export const OPERATIONS = {
  titles: TITLES,
  names: NAMES,
  reasons: REASONS,
  syncCutShort: 'A sync with the staff store ended before it was done',
  figures: ({ created, updated, failed, gone }: SyncFigures) =>
    `${created} created, ${updated} updated, ${failed} failed, ${gone} gone from the store.`,
  fileThere: (name: string, until: string) => `The file ${name} can be had until ${until}.`,
  fileGone: 'Its file was removed since.',
  askAgain: 'Please ask for it again; if that is in vain, ask those who run this.',
  open: 'See it',
  number: 'Operation',
}
