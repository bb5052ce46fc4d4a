import type { MailNewsType } from '../../../../mail-in/news.js'

const TITLES: Record<MailNewsType, string> = {
  mail_unmatched: 'A mail waits for a moderator',
}

/** Mails that came in. */
export const MAIL_IN = {
  titles: TITLES,
  from: (sender: string, subject: string) => `From ${sender}: ${subject}`,
  waits: 'It can be put into no ticket by itself.',
  isDealtWith: 'It was dealt with since.',
  decide: 'Put it into a ticket, make a new one of it, or reject it. Others may wait beside it.',
}
