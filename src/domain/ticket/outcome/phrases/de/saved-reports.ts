import type { SAVED_REPORTS as EN_SAVED_REPORTS } from '../en/saved-reports.js'

export const SAVED_REPORTS: typeof EN_SAVED_REPORTS = {
  titles: {
    report_ready: 'Ein gespeicherter Bericht',
    report_refused: 'Ein gespeicherter Bericht konnte nicht verschickt werden',
  },
  subject: (name, period) => `${name}: ${period}`,
  isAttached: 'Die Zahlen liegen dieser E-Mail als Bild und als Arbeitsmappe bei.',
  sentBy: (owner) => `${owner} lässt ihn Ihnen schicken, mit den Zahlen, die ${owner} sehen darf.`,
  problems: {
    forbidden: 'Er zeigt, was Sie sehen dürfen, und Sie dürfen keine Berichte mehr sehen.',
    no_recipients: 'Niemand, der ihn bekommen soll, darf den Helpdesk noch verwenden.',
    too_long: 'Er hat mehr Zeilen, als eine Tabelle fasst.',
    internal: 'Etwas ist schiefgegangen, und weitere Versuche während einer Stunde halfen nicht.',
  },
  expected: {
    forbidden: 'Bitten Sie einen Admin, ihn zu löschen, oder um die Berechtigung reports.view.',
    no_recipients: 'Nennen Sie andere, oder löschen Sie ihn.',
    too_long: 'Wählen Sie eine kürzere Spanne oder längere Abschnitte.',
    internal:
      'Zur nächsten Zeit wird es wieder versucht. Sagen Sie es einem Admin, wenn es wieder geschieht.',
  },
}
