import { z } from 'zod'
import type { OrganizationDb } from '../../src/database/pool.js'
import { writeJsonList } from '../../src/files/writers/json.js'
import { writeZip, type ZipEntry } from '../../src/files/writers/zip.js'
import { ACCOUNT_PARTS } from '../../src/read/person/account-parts.js'
import { FILES, type UploadedFile } from '../../src/read/person/files.js'
import { type Batch, type Part, readPart, type Stretch } from '../../src/read/person/part.js'
import { readProfile } from '../../src/read/person/profile.js'
import { divideEntries, divideTickets } from '../../src/read/person/stretches.js'
import { TICKET_PARTS } from '../../src/read/person/ticket-parts.js'
import { linkPendingEntries } from '../../src/write/audit/link-pending.js'
import { makeFile } from './make-file.js'
import { listFiles, packFiles } from './pack-files.js'
import type { DoWork, OperationDeps, Work } from './work.js'

/** All but the profile and the files, each in a file of its own. */
const PARTS = [...ACCOUNT_PARTS, ...TICKET_PARTS]

const exportInput = z.strictObject({ userId: z.uuid() })

/** All that is kept of a person, as an archive: a list of each kind, and the files that they have uploaded. */
export const exportPerson: DoWork = async (deps, work) => {
  const { userId } = exportInput.parse(work.operation.input)
  const counted = { entries: 0, files: 0 }
  const made = { name: `person-${userId}.zip`, contentType: 'application/zip' }
  const file = await makeFile(deps, work, made, writeZip(listEntries(deps, work, userId, counted)))
  return {
    status: 'completed',
    result: counted,
    file,
    audited: { action: 'export.complete', after: { userId, ...counted, size: file.size } },
  }
}

/** In the archive one after the other; each is read as it is written. */
async function* listEntries(
  { db, storage }: OperationDeps,
  work: Work,
  userId: string,
  counted: { entries: number; files: number },
): AsyncGenerator<ZipEntry> {
  const own = db.of(work.ref.organizationId)
  await linkPendingEntries(db)
  const stretches = { tickets: await divideTickets(own), entries: await divideEntries(own) }
  yield { name: 'profile.json', content: writeProfile(own, userId) }
  for (const [index, part] of PARTS.entries()) {
    const batches = readPart<object>(own, part, userId, findStretches(part, stretches))
    const note = ({ items, share }: Batch<object>) => {
      counted.entries += items.length
      work.note((index + share) / (PARTS.length + 1))
    }
    yield { name: `${part.name}.json`, content: writeJsonList(eachBatch(batches, note)) }
  }
  const gone = new Set<string>()
  const uploaded = () => eachBatch(readPart<UploadedFile>(own, FILES, userId, []))
  for await (const entry of packFiles(storage, uploaded(), gone)) {
    counted.files += 1
    yield entry
  }
  yield { name: `${FILES.name}.json`, content: writeJsonList(listFiles(uploaded(), gone)) }
}

function findStretches(
  { through }: Part,
  stretches: Record<'tickets' | 'entries', Stretch[]>,
): Stretch[] {
  return through === undefined ? [] : stretches[through.stretches]
}

async function* writeProfile(db: OrganizationDb, userId: string): AsyncGenerator<string> {
  yield `${JSON.stringify(await readProfile(db, userId), null, 2)}\n`
}

async function* eachBatch<T>(
  batches: AsyncIterable<Batch<T>>,
  onRead: (batch: Batch<T>) => void = () => {},
): AsyncGenerator<T[]> {
  for await (const batch of batches) {
    onRead(batch)
    yield batch.items
  }
}
