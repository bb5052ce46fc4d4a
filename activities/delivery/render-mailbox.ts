import { describeMailboxNews } from '../../src/domain/mail-in/describe-mailbox-news.js'
import type { Mail } from '../ports.js'
import { composeNews } from './compose-news.js'
import type { MailboxLetter } from './mailbox-letter.js'

/** News of a mailbox, to the admins. */
export function renderMailboxMail(id: string, { to, type, facts }: MailboxLetter): Mail {
  return composeNews(id, to, (say) => {
    const { mailbox: about, ...news } = describeMailboxNews(type, facts, say)
    return { ...news, about }
  })
}
