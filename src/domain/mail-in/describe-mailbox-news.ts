import { oneLine } from '../text.js'
import type { Say } from '../ticket/outcome/say.js'
import type { MailboxFacts, MailboxNewsType } from './mailbox-news.js'

/** News of a mailbox in words. */
export function describeMailboxNews(
  type: MailboxNewsType,
  { user, host, folder, outage }: MailboxFacts,
  { phrases: { mailboxes }, at }: Pick<Say, 'phrases' | 'at'>,
) {
  const about = {
    title: mailboxes.titles[type],
    mailbox: oneLine(`${user} · ${host} · ${folder}`),
  }
  if (type === 'mailbox_recovered') return { ...about, what: mailboxes.isRead, expected: null }
  if (outage === null) return { ...about, what: mailboxes.isPast, expected: null }
  const { problem, since } = outage
  const what = `${mailboxes.since(at(since))} ${mailboxes.problems[problem]}`
  return { ...about, what, expected: mailboxes.expected[problem] }
}
