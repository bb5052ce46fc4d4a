import type { ErasureReport } from '../../contracts/erasure.js'
import type { Database } from '../../database/pool.js'
import type { Storage } from '../../storage/storage.js'
import { removeBytes } from '../attachments/remove-bytes.js'
import { linkPendingEntries } from '../audit/link-pending.js'
import { changeFacts } from '../resources/change-facts.js'
import { removeDiscarded } from '../retention/remove-discarded.js'
import { sweepOperationFiles } from '../retention/sweep-operation-files.js'
import { closeAccount } from './close-account.js'
import { dropAnswers } from './drop-answers.js'
import { dropDeliveries } from './drop-deliveries.js'

/** So many tickets, and entries of the audit, one statement looks through. */
const TICKETS = 200
const ENTRIES = 2_000
const ANSWERS = 2_000
const FILES = 100
const MOST_NAMED = 1_000

const NOWHERE = { ip: null, userAgent: null }

interface Erasing {
  organizationId: string
  workId: string
  userId: string
  /** From 0 to 1. */
  note: (share: number) => void
  /** Takes whoever is called so out of what retention has archived. */
  eraseArchives: (name: string) => Promise<void>
}

interface Stride {
  after: string | null
  tickets: number
  held: ErasureReport['held']
}

/**
 * Takes a person out of the records, but for what is held for a court: their account, whatever has become of it since, then
 * their words wherever they stand, at last who they were. Done again after a failure it goes through all of it, and changes what
 * is left.
 */
export async function erasePerson(
  { db, storage }: { db: Database; storage: Storage },
  { organizationId, workId, userId, note, eraseArchives }: Erasing,
): Promise<ErasureReport> {
  const bound = db.of(organizationId)
  const author = { organizationId, actor: { kind: 'system' }, origin: NOWHERE, workId } as const
  const name = await changeFacts(db, author, (change) => closeAccount(change, userId, null))
  const report = await eraseWords(db, organizationId, userId, name, (share) => note(share * 0.6))
  await eraseDetails(db, organizationId, userId, (share) => note(0.6 + share * 0.3))
  await eraseArchives(name) // while they are still called so
  await bound.query('SELECT erase_account($1, $2)', [userId])
  await dropDeliveries(db, { organizationId, userId }, ANSWERS)
  await dropAnswers(bound, ANSWERS) // at last: each that was made before may have had words, or the name
  while ((await removeBytes(db, storage, FILES)) === FILES);
  while ((await sweepOperationFiles({ db, storage }, FILES)) === FILES);
  while ((await removeDiscarded({ db, storage }, FILES)) === FILES);
  return report
}

async function eraseWords(
  db: Database,
  organizationId: string,
  userId: string,
  name: string,
  note: (share: number) => void,
): Promise<ErasureReport> {
  const bound = db.of(organizationId)
  const [all] = await bound.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM ticket WHERE organization_id = $1',
  )
  const report: ErasureReport = { tickets: 0, held: [] }
  let after: string | null = null
  for (let done = 0; ; done += TICKETS) {
    const rows: { stride: Stride }[] = await bound.query<{ stride: Stride }>(
      'SELECT erase_words($1, $2, $3, $4, $5) AS stride',
      [userId, name, after, TICKETS],
    )
    const stride = rows[0]?.stride
    if (stride === undefined) throw new Error('erase_words returned nothing')
    report.tickets += stride.tickets
    report.held.push(...stride.held.slice(0, MOST_NAMED - report.held.length))
    note(Math.min(1, done / Math.max(1, all?.n ?? 1)))
    if (stride.after === null) return report
    after = stride.after
  }
}

/** What is recorded of it meanwhile comes after, and has no details of theirs. */
async function eraseDetails(
  db: Database,
  organizationId: string,
  userId: string,
  note: (share: number) => void,
): Promise<void> {
  await linkPendingEntries(db)
  const bound = db.of(organizationId)
  const [head] = await bound.query<{ seq: string }>(
    'SELECT seq FROM audit_head WHERE organization_id = $1',
  )
  const last = Number(head?.seq ?? 0)
  for (let from = 1; from <= last; from += ENTRIES) {
    await bound.query('SELECT erase_details($1, $2, $3, $4)', [userId, from, from + ENTRIES])
    note(from / last)
  }
}
