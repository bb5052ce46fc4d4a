import type { OPERATIONS as EN_OPERATIONS } from '../en/operations.js'

export const OPERATIONS: typeof EN_OPERATIONS = {
  titles: {
    sync_finished: 'Der Abgleich mit dem Personalverzeichnis ist beendet',
    export_ready: 'Ihr Export ist fertig',
    operation_failed: 'Eine Arbeit im Hintergrund wurde nicht getan',
  },
  names: {
    audit_export: 'Export des Audit-Protokolls',
    policy_simulation: 'Durchspielen einer Service-Level-Regel',
    retention_run: 'Lauf einer Aufbewahrungsregel',
    rule_arming: 'Scharfstellen einer Regel',
    rule_simulation: 'Simulation einer Regel',
    staff_sync: 'Abgleich mit dem Personalverzeichnis',
    user_erasure: 'Löschung einer Person',
    user_export: 'Export dessen, was über eine Person gespeichert ist',
  },
  reasons: {
    cancelled: 'Es wurde vor dem Ende abgebrochen.',
    internal: 'Etwas ging schief, das niemand vorhergesehen hat.',
    store_away: 'Das Personalverzeichnis war zu lange nicht zu erreichen.',
    store_busy: 'Das Personalverzeichnis war zu lange überlastet.',
    store_refuses: 'Das Personalverzeichnis verweigert uns die Auskunft.',
  },
  syncCutShort: 'Ein Abgleich mit dem Personalverzeichnis endete vorzeitig',
  figures: ({ created, updated, failed, gone }) =>
    `${created} angelegt, ${updated} geändert, ${failed} fehlerhaft, ${gone} nicht mehr im Verzeichnis.`,
  fileThere: (name, until) => `Die Datei ${name} liegt bis zum ${until} bereit.`,
  fileGone: 'Die Datei wurde inzwischen entfernt.',
  askAgain:
    'Bitte verlangen Sie es noch einmal; hilft das nicht, fragen Sie die, die das System betreiben.',
  open: 'Ansehen',
  number: 'Vorgang',
}
