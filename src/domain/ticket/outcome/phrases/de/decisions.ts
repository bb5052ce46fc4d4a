import type { RequestKind } from '../../../requests.js'
import type { DECISIONS as EN } from '../en/decisions.js'
import { since, until } from './common.js'

const REQUESTS: Record<RequestKind, string> = {
  reopen: 'auf Wiedereröffnung',
  sub_ticket: 'auf ein Teilticket',
  postpone: 'auf Zurückstellung',
}
const request = (kind: RequestKind | null) => (kind === null ? 'dazu' : REQUESTS[kind])
const over = (amount: string | null) => (amount === null ? '' : ` über ${amount}`)
const CLOCKS = {
  first_response: 'Die erste Antwort',
  next_response: 'Die nächste Antwort',
  resolution: 'Die Lösung',
}
const STATUSES = {
  pending: 'noch offen',
  approved: 'genehmigt',
  rejected: 'abgelehnt',
  cancelled: 'abgebrochen',
}
const name = (file: string | null) =>
  file === null ? 'Eine angehängte Datei' : `Die Datei ${file}`

export const DECISIONS: typeof EN = {
  asks: (who, kind) => `${who} stellt einen Antrag ${request(kind)}.`,
  grantOrDecline: 'Bitte geben Sie ihm statt, oder lehnen Sie ihn ab.',
  granted: (who, kind) => `${who} hat Ihrem Antrag ${request(kind)} stattgegeben.`,
  declined: (who, kind) => `${who} hat Ihren Antrag ${request(kind)} abgelehnt.`,
  ofTheirOwnAccord: (who, kind) =>
    `${who} hat es von sich aus getan: Ihr Antrag ${request(kind)} ist damit erledigt.`,
  overtaken: (who, kind) =>
    `Durch ${who} ist das Ticket weiter: Ihrem Antrag ${request(kind)} kann nicht mehr stattgegeben werden.`,
  added: (who, people) => `${who} hat ${people} hinzugefügt.`,
  removed: (who, people) => `${who} hat ${people} entfernt.`,
  mentioned: (who) => `${who} hat Sie im Chat des Tickets erwähnt.`,
  infected: (file) => `${name(file)} ist infiziert und wurde gelöscht.`,
  attachClean: 'Wenn sie gebraucht wird, hängen Sie bitte eine saubere an.',
  notProcessed: (file) => `${name(file)} konnte nicht verarbeitet werden.`,
  attachAgain:
    'Wenn sie gebraucht wird, hängen Sie sie bitte noch einmal an, oder in anderer Form.',
  somebody: 'Jemand',
  minorUnits: (amount) => `${amount} (in kleinsten Einheiten, ohne Währung)`,
  asksForApproval: (who, amount) => `${who} bittet um Ihre Genehmigung${over(amount)}.`,
  hasWaited: (who, isYours, amount, at) =>
    `${who} wartet${since(at)} auf ${isYours ? 'Ihre' : 'eine'} Genehmigung${over(amount)}.`,
  settledByNow: (status) =>
    `Das ist inzwischen ${status === null ? 'erledigt' : STATUSES[status]}.`,
  approveOrReject: (others) =>
    `Bitte genehmigen Sie es, oder lehnen Sie es ab.${others === null ? '' : ` Ab dem ${others} können auch andere entscheiden.`}`,
  nothingToDecide: 'Für Sie ist nichts mehr zu entscheiden.',
  nobodyMayDecide: (step) =>
    `Niemand darf den Schritt ${step} entscheiden: weisen Sie das Ticket neu zu, oder schließen Sie es; damit endet die Genehmigung.`,
  approvedAtOnce: 'Es ist genehmigt: kein Schritt der Kette muss darüber entscheiden.',
  lastWord: (who, isApproved) =>
    `Die Genehmigung ist ${isApproved ? 'erteilt' : 'abgelehnt'}: ${who} hatte das letzte Wort.`,
  backAsRework: 'Es ist wieder in Arbeit, als Nacharbeit.',
  workGoesOn: 'Die Arbeit geht weiter.',
  approvalCancelled: (who) =>
    `Durch ${who} ist das Ticket weiter: die Genehmigung, um die Sie gebeten wurden, ist abgebrochen.`,
  isDue: (clock, at) => `${CLOCKS[clock]} ist${until(at)} fällig.`,
  wasDue: (clock, at) => `${CLOCKS[clock]} war${until(at)} fällig.`,
  escalated: (level, clock) =>
    `Stufe ${level} der Eskalation ist erreicht. ${CLOCKS[clock]} dauert zu lange.`,
  seeInTime: 'Bitte kümmern Sie sich rechtzeitig darum.',
  seeNow: 'Bitte kümmern Sie sich jetzt darum.',
  otherDate: 'Inzwischen hat es ein anderes Datum, oder keines.',
  hasNews: (who) => `${who} hat dazu etwas für Sie.`,
  tookBack: (who, action) => `${who} hat zurückgenommen, dass es ${action} wurde.`,
  waitsForYouAgain: 'Es wartet wieder auf Ihre Genehmigung.',
  asBefore: 'Alles ist wie zuvor.',
}
