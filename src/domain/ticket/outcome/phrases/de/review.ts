import type { REVIEW as EN } from '../en/review.js'
import { until } from './common.js'

const due = (dueBy: string | null) => (dueBy === null ? '' : ` Es ist bis zum ${dueBy} fällig.`)

export const REVIEW: typeof EN = {
  filed: (who) => `${who} hat es eröffnet.`,
  reviewIt:
    'Bitte prüfen Sie es: fragen Sie nach, lehnen Sie es ab, nehmen Sie es an oder weisen Sie es zu.',
  received: 'Wir haben Ihr Ticket erhalten. Es wartet darauf, dass ein Moderator es prüft.',
  youWillHear: 'Sie müssen nichts tun: Sie hören von uns.',
  asksYou: (who) => `${who} hat eine Frage dazu.`,
  pleaseAnswer: 'Bitte antworten Sie: Ihr Ticket wartet so lange.',
  answered: (who) => `${who} hat geantwortet.`,
  reviewAgain: 'Es wartet wieder auf Prüfung: bitte prüfen Sie es.',
  approved: (who, department) =>
    `${who} hat es für ${department} angenommen; dort wartet es darauf, dass es jemand übernimmt.`,
  rejected: (who, duplicateOf) =>
    duplicateOf === null
      ? `${who} hat es abgelehnt.`
      : `${who} hat es abgelehnt, weil es dasselbe ist wie ${duplicateOf}.`,
  fileAnother:
    'Es kann nicht wieder geöffnet werden. Wenn Sie noch Hilfe brauchen, eröffnen Sie bitte ein neues Ticket.',
  assignedToYou: (who) => `${who} hat es Ihnen zugewiesen.`,
  acknowledgeOrStart: (acknowledgeBy, dueBy) =>
    `Bitte bestätigen oder beginnen Sie es${until(acknowledgeBy)}.${due(dueBy)}`,
  startAgain: (dueBy) => `Bitte beginnen Sie wieder damit.${due(dueBy)}`,
  staysYours: (who) => `${who} hat es neu zugewiesen: es bleibt bei Ihnen.`,
  reassignedTo: (who, assignee) => `${who} hat es neu zugewiesen, an ${assignee}.`,
  notYours: 'Es liegt nicht mehr bei Ihnen.',
  nobodyInTime: 'Niemand hat es rechtzeitig bestätigt oder begonnen.',
  notInTime: (assignee) => `${assignee} hat es nicht rechtzeitig bestätigt oder begonnen.`,
  seeThatSomebodyDoes: 'Bitte sorgen Sie dafür, dass es jemand tut, oder weisen Sie es neu zu.',
  nobodyToTake: (who) =>
    `${who} hat es wieder geöffnet, und weder wer es zuletzt hatte noch die Leitung der Abteilung kann es übernehmen.`,
  pleaseReassign: 'Bitte weisen Sie es neu zu.',
}
