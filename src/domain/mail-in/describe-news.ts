import { oneLine } from '../text.js'
import type { Say } from '../ticket/outcome/say.js'
import type { MailInFacts, MailNewsType } from './news.js'

/** News of a mail in words. */
export function describeMailNews(
  type: MailNewsType,
  { sender, subject, isWaiting }: MailInFacts,
  { phrases: { mailIn } }: Pick<Say, 'phrases'>,
) {
  return {
    title: mailIn.titles[type],
    mail: mailIn.from(oneLine(sender ?? '?'), oneLine(subject ?? '')),
    what: isWaiting ? mailIn.waits : mailIn.isDealtWith,
    expected: isWaiting ? mailIn.decide : null,
  }
}
