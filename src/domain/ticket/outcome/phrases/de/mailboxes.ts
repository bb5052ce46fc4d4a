import type { MAILBOXES as EN_MAILBOXES } from '../en/mailboxes.js'

const LOOK =
  'Sehen Sie nach, ob der Server da ist und ob Host und Port stimmen. Es wird jede Viertelstunde wieder versucht.'
const SECRET = 'Geben Sie das Passwort oder das Token neu an.'

export const MAILBOXES: typeof EN_MAILBOXES = {
  titles: {
    mailbox_failing: 'Ein Postfach lässt sich nicht lesen',
    mailbox_recovered: 'Ein Postfach lässt sich wieder lesen',
  },
  problems: {
    address_forbidden: 'Der Host führt in ein Netz, in das nichts gesendet wird.',
    unreachable: 'Der Server ist nicht erreichbar oder hat aufgelegt.',
    timed_out: 'Der Server hat nicht rechtzeitig geantwortet.',
    tls_failed: 'Keine verschlüsselte Verbindung kam zustande: das Zertifikat oder STARTTLS.',
    sign_in_failed: 'Der Server lässt dieses Konto nicht hinein.',
    folder_not_found: 'Diesen Ordner gibt es nicht.',
    answer_invalid: 'Was der Server geantwortet hat, ist nicht zu verstehen.',
    secret_required: 'Was es öffnet, ist nicht mehr da.',
  },
  expected: {
    address_forbidden:
      'Nennen Sie einen anderen Host, oder lassen Sie diesen vom Betreiber des Helpdesks erlauben.',
    unreachable: LOOK,
    timed_out: LOOK,
    tls_failed: LOOK,
    sign_in_failed: SECRET,
    folder_not_found: 'Nennen Sie einen Ordner, den es gibt.',
    answer_invalid: LOOK,
    secret_required: SECRET,
  },
  since: (instant) => `Seit dem ${instant} wurden keine E-Mails abgeholt.`,
  isPast: 'Es wurde seither gelesen, geändert oder gelöscht.',
  isRead: 'Was inzwischen kam, wird jetzt abgeholt.',
}
