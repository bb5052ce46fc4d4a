import type { Database } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import type { Storage } from '../../storage/storage.js'
import type { Origin } from '../audit/record.js'
import { noteArrival } from './note-arrival.js'

interface Looking {
  db: Database
  storage: Storage
  now: () => number
}

interface Awaited {
  organizationId: string
  id: string
  size: number
  key: string
}

const COLUMNS = `organization_id AS "organizationId", id, size::float8 AS size, incoming_key AS key`
const NAMED = `SELECT ${COLUMNS} FROM attachment
  WHERE organization_id = $1 AND id = ANY ($2::uuid[]) AND status = 'uploading' AND incoming_key IS NOT NULL AND deleted_at IS NULL`
/** The younger one is, the more often: after a minute every five seconds or so, after an hour every three minutes. */
const SOME = `SELECT ${COLUMNS} FROM attachment WHERE status = 'uploading' AND deleted_at IS NULL
    AND random() < 5 / greatest(5, extract(epoch FROM clock_timestamp() - created_at) / 20)
  ORDER BY created_at DESC LIMIT 200`

const BY_ITSELF: Origin = { ip: null, userAgent: null }

/** The store is asked for those that are named and that nobody has noted to be in. */
export async function noteNamedArrivals(
  looking: Looking,
  {
    organizationId,
    keys,
    origin,
  }: { organizationId: string; keys: readonly string[]; origin: Origin },
): Promise<void> {
  const awaited = await looking.db.of(organizationId).query<Awaited>(NAMED, [keys.filter(isUuid)])
  for (const one of awaited) await look(looking, one, origin)
}

/** The same for all organizations' files, some of them each time: clients send to the store straight. */
export async function noteArrivals(looking: Looking): Promise<void> {
  for (const one of await looking.db.query<Awaited>(SOME)) await look(looking, one, BY_ITSELF)
}

async function look(
  { db, storage, now }: Looking,
  awaited: Awaited,
  origin: Origin,
): Promise<void> {
  const { organizationId, id, size, key } = awaited
  const there = await storage.head({ place: 'incoming', key })
  if (there?.size !== size) return
  const at = new Date(now()).toISOString()
  await noteArrival(db, { organizationId, id, key, at, origin })
}
