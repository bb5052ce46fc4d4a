import { doOrPutOff } from '../due/do-or-put-off.js'
import { listDueMailboxes } from '../mailboxes/poll.js'
import { isOrganizationActive } from '../organizations/is-active.js'
import type { FilingDeps } from './deps.js'
import { fileMail } from './file-mail.js'
import { findNextDue, putOffMail, takeMail } from './take.js'

/** Each is a few transactions of its own. */
const MOST_AT_ONCE = 20

export interface FiledMails {
  /** More are due than were taken at once. */
  isCutShort: boolean
  /** Mailboxes that are to be read. */
  mailboxesDue: string[]
  /** When there is something to do again, beside reading those; null when nothing waits. */
  nextDueAt: string | null
}

const NOTHING: FiledMails = { isCutShort: false, mailboxesDue: [], nextDueAt: null }

interface Due {
  organizationId: string
  at: string
}

/**
 * Files an organization's mails that are due at an instant, in the order in which they came. One that fails keeps back no other:
 * it is tried again later, and after some tries it waits for a moderator.
 */
export async function fileDueMails(
  deps: FilingDeps,
  { organizationId, at }: Due,
  report: (error: unknown) => void,
): Promise<FiledMails> {
  const db = deps.db.of(organizationId)
  if (!(await isOrganizationActive(db))) return NOTHING
  let taken = 0
  const fileOne = async (): Promise<boolean> => {
    const mail = await takeMail(db, at)
    if (mail === undefined) return false
    const file = () => fileMail(deps, { organizationId, mail, at })
    await doOrPutOff(file, () => putOffMail(db, mail.id, at), { at, onFailed: report }) // later and later
    return true
  }
  while (taken < MOST_AT_ONCE && (await deps.inTurn(fileOne))) taken += 1
  const { due: mailboxesDue, nextAt } = await listDueMailboxes(db, at)
  const nextMailAt = await findNextDue(db)
  const isCutShort = taken === MOST_AT_ONCE && nextMailAt !== null && nextMailAt <= at
  const [nextDueAt = null] = [nextMailAt, nextAt].filter((one) => one !== null).sort()
  return { isCutShort, mailboxesDue, nextDueAt }
}
