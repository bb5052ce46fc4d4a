import type { CommandName } from '../../../commands/index.js'
import type { COMMON as EN_COMMON, MAIL as EN_MAIL } from '../en/common.js'

type Instant = string | null

export const until = (at: Instant) => (at === null ? '' : ` bis zum ${at}`)
export const since = (at: Instant) => (at === null ? '' : ` seit dem ${at}`)

/** What can be undone. */
const ACTIONS: Readonly<Record<string, string>> = {
  ask_clarification: 'mit einer Rückfrage zurückgegeben',
  reject: 'abgelehnt',
  approve: 'angenommen',
  assign: 'zugewiesen',
  reassign: 'neu zugewiesen',
  postpone: 'zurückgestellt',
  restart: 'fortgesetzt',
  close: 'geschlossen',
} satisfies Partial<Record<CommandName, string>>

export const COMMON: typeof EN_COMMON = {
  actors: { operator: 'Der Betrieb', system: 'Der Helpdesk' },
  hasChanged: (who) => `${who} hat etwas geändert.`,
  outOfSight: 'Sie sehen dieses Ticket nicht mehr.',
  takenBack: 'Das wurde inzwischen zurückgenommen.',
  movedOn: 'Das Ticket ist inzwischen weiter.',
  nothingToDo: 'Sie müssen nichts tun.',
  nothingLeft: 'Für Sie ist nichts mehr zu tun.',
  someTime: 'einige Zeit',
  labels: {
    question: 'Frage',
    answer: 'Antwort',
    reason: 'Grund',
    notes: 'Notizen',
    comment: 'Kommentar',
    message: 'Nachricht',
    place: 'Wo',
  },
  nameAction: (command) => ACTIONS[command] ?? 'geändert',
}

export const MAIL: typeof EN_MAIL = {
  greeting: (name) => `Guten Tag ${name},`,
  open: (number) => `${number} öffnen`,
  more: (n) => `und ${n} weitere`,
}
