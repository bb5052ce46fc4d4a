import type { MailboxFailure } from '../../../../mail-in/mailbox.js'
import type { MailboxNewsType } from '../../../../mail-in/mailbox-news.js'

const TITLES: Record<MailboxNewsType, string> = {
  mailbox_failing: 'A mailbox can’t be read',
  mailbox_recovered: 'A mailbox can be read again',
}

const PROBLEMS: Record<MailboxFailure, string> = {
  address_forbidden: 'The host leads into a network that nothing is sent to.',
  unreachable: 'The server can’t be reached, or hung up.',
  timed_out: 'The server did not answer in time.',
  tls_failed: 'No encrypted connection came about: the certificate, or STARTTLS.',
  sign_in_failed: 'The server does not let this account in.',
  folder_not_found: 'There is no such folder.',
  answer_invalid: 'The server answered what can’t be understood.',
  secret_required: 'What opens it is there no more.',
}

const LOOK =
  'Look whether its server is there, and whether host and port are right. It is tried again every quarter of an hour.'
const EXPECTED: Record<MailboxFailure, string> = {
  address_forbidden: 'Name another host, or have whoever runs the help desk allow this one.',
  unreachable: LOOK,
  timed_out: LOOK,
  tls_failed: LOOK,
  sign_in_failed: 'Give its password, or its token, anew.',
  folder_not_found: 'Name a folder that is there.',
  answer_invalid: LOOK,
  secret_required: 'Give its password, or its token, anew.',
}

/** Mailboxes that mails are fetched of. */
export const MAILBOXES = {
  titles: TITLES,
  problems: PROBLEMS,
  expected: EXPECTED,
  since: (instant: string) => `No mails have been fetched since ${instant}.`,
  isPast: 'It was read, changed or deleted since.',
  isRead: 'What came meanwhile is fetched now.',
}
