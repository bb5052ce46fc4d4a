import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { AccountLock, Addressed } from './letters.js'
import { composeMail } from './render.js'

/** Tells the owner of an account that somebody tries passwords on it; nothing in it leads anywhere. */
export function renderLockMail(id: string, to: Addressed, { from, until }: AccountLock): Mail {
  const say = createSay(to.timezone, to.language)
  const { subject, account, what, expected } = say.phrases.mail.lock
  return composeMail(id, to, say, {
    subject,
    entries: [
      {
        number: '',
        ticket: account,
        what: what(from, say.at(until)),
        quotes: [],
        expected,
        link: null,
      },
    ],
  })
}
