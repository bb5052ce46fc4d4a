import type { Standing } from '../../../../people/account.js'
import type { ACCOUNTS as EN_ACCOUNTS } from '../en/accounts.js'

const from = (address: string | null) => (address === null ? '' : ` von der Adresse ${address}`)
const TELL = 'Wenn Sie das nicht waren, sagen Sie es denen, die Ihre Konten verwalten.'

const SET_PASSWORD =
  'Bitte setzen Sie Ihr Passwort innerhalb von drei Tagen: danach brauchen Sie einen neuen Link.'

const ASK_ADMIN =
  'Wenn Sie es waren, fragen Sie einen Admin: derzeit können Sie sich nicht anmelden.'
const REPEATED: Record<Standing, string> = {
  active:
    'Wenn Sie es waren, melden Sie sich an; haben Sie das Passwort vergessen, fordern Sie ein neues an.',
  pending: 'Wenn Sie es waren, warten Sie: ein Admin wird über Ihre Registrierung entscheiden.',
  rejected: ASK_ADMIN,
  inactive: ASK_ADMIN,
  unauthorized: ASK_ADMIN,
}

export const ACCOUNTS: typeof EN_ACCOUNTS = {
  yours: 'Ihr Konto',
  setPassword: 'Passwort setzen',
  code: 'Schlüssel',
  titles: {
    account_locked: 'Die Anmeldung bei Ihrem Konto wurde gesperrt',
    registration_received: 'Wir haben Ihre Registrierung erhalten',
    registration_repeated: 'Jemand hat sich mit Ihrer Adresse registriert',
    registration_of_deleted: 'Jemand hat sich registriert, dessen Konto gelöscht wurde',
    registration_pending: 'Eine Registrierung wartet auf Ihre Entscheidung',
    registration_approved: 'Ihre Registrierung wurde angenommen',
    registration_rejected: 'Ihre Registrierung wurde abgelehnt',
    access_granted: 'Zugang gewährt. Melden Sie sich mit dem Personalcode an.',
    welcome: 'Sie haben ein Konto beim Helpdesk',
    password_reset: 'Setzen Sie ein neues Passwort',
    password_changed: 'Ihr Passwort wurde geändert',
    second_factor_changed: 'Ihr zweiter Faktor wurde geändert',
  },
  news: {
    account_locked: ({ from: address, until }) => ({
      what: `Zu viele falsche Passwörter wurden daran versucht${address === null ? '' : `, von der Adresse ${address}`}: von dort kann sich bis ${until === null ? 'auf Weiteres' : `zum ${until}`} niemand anmelden. Wo Sie sich schon angemeldet haben, können Sie es weiterhin.`,
      expected: TELL,
    }),
    registration_received: ({ employeeCode }) => ({
      what: `Ein Admin wird darüber entscheiden. Ihr Personalcode ist ${employeeCode}: damit oder mit Ihrer Adresse können Sie sich anmelden, sobald sie angenommen ist.`,
    }),
    registration_repeated: ({ from: address, standing }) => ({
      what: `Es wurde${from(address)} versucht. Sie haben schon ein Konto, und daran hat sich nichts geändert.`,
      expected: REPEATED[standing],
    }),
    registration_of_deleted: ({ name, email, isDeleted }) => ({
      what: `Jemand hat sich mit der Adresse von ${name} (${email}) registriert. An diesem Konto hat sich nichts geändert.`,
      expected: isDeleted
        ? 'Bitte stellen Sie es wieder her, oder sagen Sie ab: die Person hat nichts erfahren.'
        : 'Es wurde inzwischen wiederhergestellt.',
    }),
    registration_pending: ({ name, email, standing }) => ({
      what: `${name} (${email}) hat sich registriert.`,
      expected:
        standing === 'pending'
          ? 'Bitte nehmen Sie es an oder lehnen Sie es ab.'
          : 'Darüber wurde inzwischen entschieden.',
    }),
    registration_approved: ({ employeeCode }) => ({
      what: `Sie können sich jetzt anmelden, mit Ihrer Adresse oder Ihrem Personalcode ${employeeCode}.`,
    }),
    registration_rejected: ({ reason }) => ({
      what: reason === null ? 'Ein Grund wurde nicht genannt.' : `Der Grund: ${reason}`,
    }),
    access_granted: ({ employeeCode, hasLink }) => ({
      what: `Sie können den Helpdesk ab jetzt benutzen. Ihr Personalcode ist ${employeeCode}.`,
      ...(hasLink ? { expected: SET_PASSWORD } : {}),
    }),
    welcome: ({ employeeCode }) => ({
      what: `Ihr Personalcode ist ${employeeCode}. Sie können sich anmelden, sobald Sie ein Passwort gesetzt haben.`,
      expected: SET_PASSWORD,
    }),
    password_reset: ({ from: address }) => ({
      what: `Jemand hat es${from(address)} angefordert. Der Link gilt einmal, eine halbe Stunde lang.`,
      expected: 'Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
    }),
    password_changed: ({ from: address }) => ({
      what: `Es geschah${from(address)}. Wo immer Sie angemeldet waren, sind Sie abgemeldet.`,
      expected: TELL,
    }),
    second_factor_changed: ({ isTurnedOn }) => ({
      what:
        isTurnedOn === true
          ? 'Ab jetzt braucht die Anmeldung auch einen Code Ihrer Authenticator-App.'
          : 'Ab jetzt genügt Ihr Passwort, um sich anzumelden.',
      expected: TELL,
    }),
  },
}
