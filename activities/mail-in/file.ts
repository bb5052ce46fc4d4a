import { type FiledMails, fileDueMails } from '../../src/write/mail-in/file-due.js'
import { beating } from '../attachments/beating.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface MailsDue {
  organizationId: string
  at: string
}

/** Files what is due of an organization's mails. Harmless to repeat: a mail that was dealt with is due no more. */
export function fileMailsActivity(
  deps: Pick<ActivityDeps, 'db' | 'storage' | 'mailIn' | 'notifyCommitted' | 'onFailed'>,
) {
  const { db, storage, mailIn, notifyCommitted, onFailed } = deps
  return (due: MailsDue): Promise<FiledMails> =>
    beating(async () => {
      const filed = await nonRetryableUnlessTransient(() =>
        fileDueMails({ db, storage, ...mailIn }, due, onFailed ?? (() => undefined)),
      )
      notifyCommitted()
      return filed
    })
}
