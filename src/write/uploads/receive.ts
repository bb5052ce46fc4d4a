import { addAbortSignal, type Readable } from 'node:stream'
import type { Database } from '../../database/pool.js'
import { incompleteUpload } from '../../domain/attachment/upload.js'
import { DomainError, refuse } from '../../domain/errors.js'
import type { PendingUpload } from '../../read/attachments/uploads.js'
import type { OwnIntake, Storage } from '../../storage/storage.js'
import type { Origin } from '../audit/record.js'
import { noteArrival } from './note-arrival.js'
import type { RunningTries } from './running-tries.js'

export interface Receiving {
  db: Database
  storage: Storage
  intake: OwnIntake
  tries: RunningTries
  now: () => number
}

export interface Sending {
  organizationId: string
  origin: Origin
  upload: PendingUpload
  /** The key of this try. */
  key: string
  /** Begins at this byte: those before it came by an earlier try. */
  first: number
  content: Readable
}

/**
 * Streams what is sent to disk, and notes it when it is whole. Each try writes under a key of its own, which the row
 * names from the start: what breaks off, or dies with its process, is found there and gone on with. A later try stops an
 * earlier one. Throws what is wrong with it.
 */
export async function receiveUpload(deps: Receiving, sending: Sending): Promise<void> {
  const { upload, first, content } = sending
  const from = await findPart(deps.storage, upload, first)
  await beginTry(deps.db, sending)
  await deps.tries.run(upload.id, async (stopped) => {
    addAbortSignal(stopped, content)
    await takeIn(deps, sending, from)
  })
}

type Part = Parameters<OwnIntake['receive']>[2]

async function takeIn(
  { db, storage, intake, now }: Receiving,
  sending: Sending,
  from: Part,
): Promise<void> {
  const { organizationId, origin, upload, key, first } = sending
  const forget = (old: string) => storage.delete({ place: 'incoming', key: old })
  const isCurrent = () => isNamed(db, sending)
  const counted = countBytes(sending.content, upload.size - first, isCurrent)
  const received = await intake.receive(key, counted.content, from)
  if (upload.incomingKey !== null) await forget(upload.incomingKey)
  if (counted.hasMore()) {
    await forget(key)
    refuse('too_large', `The file was to have ${upload.size} bytes, and has more.`)
  }
  if (received < upload.size) throw new DomainError(incompleteUpload(upload.id, received))
  const at = new Date(now()).toISOString()
  const arrival = await noteArrival(db, { organizationId, id: upload.id, key, at, origin })
  if (arrival === 'received' || arrival === 'known') return
  await forget(key)
  throw new DomainError(incompleteUpload(upload.id, 0))
}

const BEGIN = `UPDATE attachment SET incoming_key = $3
  WHERE organization_id = $1 AND id = $2 AND status = 'uploading' AND deleted_at IS NULL
    AND incoming_key IS NOT DISTINCT FROM $4 RETURNING id`

/** What the try before has brought is this one's from now on. */
async function beginTry(db: Database, { organizationId, upload, key }: Sending): Promise<void> {
  const values = [upload.id, key, upload.incomingKey]
  const rows = await db.of(organizationId).query(BEGIN, values)
  if (rows.length === 0) throw new DomainError(incompleteUpload(upload.id, 0))
}

const NAMED = `SELECT 1 FROM attachment
  WHERE organization_id = $1 AND id = $2 AND incoming_key = $3 AND deleted_at IS NULL`

/** No other process has begun a later try, and the file is not gone. */
async function isNamed(db: Database, { organizationId, upload, key }: Sending): Promise<boolean> {
  return (await db.of(organizationId).query(NAMED, [upload.id, key])).length > 0
}

/** The bytes before the first that is sent; throws where they are not there. */
async function findPart(
  storage: Storage,
  { id, incomingKey }: PendingUpload,
  first: number,
): Promise<Part> {
  if (first === 0) return undefined
  const there =
    incomingKey === null ? undefined : await storage.head({ place: 'incoming', key: incomingKey })
  if (incomingKey !== null && there !== undefined && there.size >= first) {
    return { key: incomingKey, bytes: first }
  }
  throw new DomainError(incompleteUpload(id, there?.size ?? 0))
}

/** After so many bytes a try looks whether it is still the one that counts. */
const LOOK_AFTER = 8 * 1024 ** 2

/** No more than so many bytes go through, and none once they count for nothing; whether there were more is known afterwards. */
function countBytes(
  content: AsyncIterable<Uint8Array>,
  size: number,
  isCurrent: () => Promise<boolean>,
) {
  let hasMore = false
  async function* pass(): AsyncGenerator<Uint8Array> {
    let seen = 0
    let nextLook = LOOK_AFTER
    for await (const chunk of content) {
      seen += chunk.length
      hasMore = seen > size
      if (hasMore) return
      yield chunk
      if (seen < nextLook) continue
      if (!(await isCurrent())) return
      nextLook = seen + LOOK_AFTER
    }
  }
  return { content: pass(), hasMore: () => hasMore }
}
