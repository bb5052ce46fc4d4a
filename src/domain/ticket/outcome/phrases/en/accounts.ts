import type { Standing } from '../../../../people/account.js'
import type { AccountFacts, AccountNewsType } from '../../../../people/account-news.js'

type News = Record<AccountNewsType, (facts: AccountFacts) => { what: string; expected?: string }>

const from = (address: string | null) => (address === null ? '' : ` from the address ${address}`)
const TELL = 'If it was not you, tell whoever looks after your accounts.'

const SET_PASSWORD = 'Please set your password within three days: after that you need a new link.'

const ASK_ADMIN = 'If it was you, ask an admin: at present you can’t sign in.'
const REPEATED: Record<Standing, string> = {
  active: 'If it was you, sign in; where you have forgotten the password, ask for a new one.',
  pending: 'If it was you, wait: an admin will decide about your registration.',
  rejected: ASK_ADMIN,
  inactive: ASK_ADMIN,
  unauthorized: ASK_ADMIN,
}

const TITLES: Record<AccountNewsType, string> = {
  account_locked: 'Signing in to your account was locked',
  registration_received: 'We have received your registration',
  registration_repeated: 'Somebody has registered with your address',
  registration_of_deleted: 'Somebody has registered whose account was deleted',
  registration_pending: 'A registration waits for your decision',
  registration_approved: 'Your registration was approved',
  registration_rejected: 'Your registration was rejected',
  access_granted: 'Access granted. Login with Employee Code.',
  welcome: 'You have an account at the help desk',
  password_reset: 'Set a new password',
  password_changed: 'Your password was changed',
  second_factor_changed: 'Your second factor was changed',
}

const NEWS: News = {
  account_locked: ({ from: address, until }) => ({
    what: `Too many wrong passwords were tried on it${from(address)}: from there nobody can sign in to it until ${until ?? 'later'}. Where you have signed in before, you still can.`,
    expected: TELL,
  }),
  registration_received: ({ employeeCode }) => ({
    what: `An admin will decide about it. Your employee code is ${employeeCode}: you can sign in with it, or with your address, once it is approved.`,
  }),
  registration_repeated: ({ from: address, standing }) => ({
    what: `It was tried${from(address)}. You have an account already, and nothing about it has changed.`,
    expected: REPEATED[standing],
  }),
  registration_of_deleted: ({ name, email, isDeleted }) => ({
    what: `Somebody has registered with the address of ${name} (${email}). Nothing about that account has changed.`,
    expected: isDeleted
      ? 'Please restore it, or tell them that they can’t come in: they were told nothing.'
      : 'It was restored since.',
  }),
  registration_pending: ({ name, email, standing }) => ({
    what: `${name} (${email}) has registered.`,
    expected: standing === 'pending' ? 'Please approve or reject it.' : 'It was decided since.',
  }),
  registration_approved: ({ employeeCode }) => ({
    what: `You can sign in now, with your address or with your employee code ${employeeCode}.`,
  }),
  registration_rejected: ({ reason }) => ({
    what: reason === null ? 'No reason was given.' : `The reason: ${reason}`,
  }),
  access_granted: ({ employeeCode, hasLink }) => ({
    what: `You can use the help desk from now on. Your employee code is ${employeeCode}.`,
    ...(hasLink ? { expected: SET_PASSWORD } : {}),
  }),
  welcome: ({ employeeCode }) => ({
    what: `Your employee code is ${employeeCode}. You can sign in once you have set a password.`,
    expected: SET_PASSWORD,
  }),
  password_reset: ({ from: address }) => ({
    what: `Somebody has asked for it${from(address)}. The link works once, for half an hour.`,
    expected: 'If it was not you, do nothing: your password stays as it is.',
  }),
  password_changed: ({ from: address }) => ({
    what: `It was done${from(address)}. Wherever you were signed in, you are signed out.`,
    expected: TELL,
  }),
  second_factor_changed: ({ isTurnedOn }) => ({
    what:
      isTurnedOn === true
        ? 'From now on signing in takes a code of your authenticator, too.'
        : 'From now on your password alone is enough to sign in.',
    expected: TELL,
  }),
}

export const ACCOUNTS = {
  yours: 'Your account',
  setPassword: 'Set a password',
  code: 'Code',
  titles: TITLES,
  news: NEWS,
}
