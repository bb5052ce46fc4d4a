import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { AccountLock, Addressed } from './letters.js'
import { composeMail } from './render.js'

/** Tells the owner of an account that somebody tries passwords on it; nothing in it leads anywhere. */
export function renderLockMail(id: string, to: Addressed, { from, until }: AccountLock): Mail {
  const place = from === null ? '' : ` from the address ${from}`
  const end = createSay(to.timezone).at(until)
  return composeMail(id, to, {
    subject: 'Signing in to your account was locked',
    entries: [
      {
        number: '',
        ticket: 'Your account',
        what: `Too many wrong passwords were tried on it${place}: from there nobody can sign in to it until ${end}. Where you have signed in before, you still can.`,
        quotes: [],
        expected: 'If it was not you, tell whoever looks after your accounts.',
        link: null,
      },
    ],
  })
}
