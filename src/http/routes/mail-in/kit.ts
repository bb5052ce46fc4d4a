import type { MailInView } from '../../../contracts/mails-in.js'
import type { OrganizationDb } from '../../../database/pool.js'
import { isUuid } from '../../../database/uuid.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import { findMailIn } from '../../../read/mail-in/list.js'

export const MAIL_IN_TAGS = ['Moderators']

export async function requireMailIn(db: OrganizationDb, id: string): Promise<MailInView> {
  return (isUuid(id) ? await findMailIn(db, id) : undefined) ?? refuseMissing('mail')
}

/** For a mail that somebody has dealt with, or that is being filed. */
export function refuseSettledMail({ status, why }: Pick<MailInView, 'status' | 'why'>): never {
  if (status === 'failed' && why === 'not_fetched') {
    return refuse(
      'invalid_transition',
      'It was not fetched, and never will be: its mailbox was deleted or changed, or it has gone from there.',
    )
  }
  return refuse(
    'invalid_transition',
    `The mail is ${status}: only one that waits, was cut or failed is decided on.`,
  )
}
