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
export function refuseSettledMail({ status }: Pick<MailInView, 'status'>): never {
  return refuse(
    'invalid_transition',
    `The mail is ${status}: only one that waits, was cut or failed is decided on.`,
  )
}
