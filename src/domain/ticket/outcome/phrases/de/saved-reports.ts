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
    forbidden: (owner) =>
      `Er zeigt, was ${owner} sehen darf, und ${owner} darf keine Berichte mehr sehen.`,
    no_recipients: () => 'Niemand, der den Helpdesk verwenden darf, soll ihn bekommen.',
    too_long: () => 'Er hat mehr Zeilen, als eine Tabelle fasst.',
    internal: () =>
      'Etwas ist schiefgegangen, und weitere Versuche während einer Stunde halfen nicht.',
  },
  expected: {
    forbidden:
      'Ein Admin kann die Berechtigung reports.view geben oder ihn löschen; andere speichern einen eigenen.',
    no_recipients: 'Nennen Sie andere, oder löschen Sie ihn.',
    too_long: 'Wählen Sie eine kürzere Spanne oder längere Abschnitte.',
    internal:
      'Zur nächsten Zeit wird es wieder versucht. Sagen Sie es einem Admin, wenn es wieder geschieht.',
  },
}
