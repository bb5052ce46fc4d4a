import { describeMailNews } from '../../src/domain/mail-in/describe-news.js'
import type { Mail } from '../ports.js'
import { composeNews } from './compose-news.js'
import type { MailInLetter } from './mail-in-letter.js'

/** News of a mail that waits, to the moderators. */
export function renderMailInMail(id: string, { to, type, facts }: MailInLetter): Mail {
  return composeNews(id, to, (say) => {
    const { mail: about, ...news } = describeMailNews(type, facts, say)
    return { ...news, about }
  })
}
