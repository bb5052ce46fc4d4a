import { createHash } from 'node:crypto'
import {
  type ArchivedRecord,
  type ErasedPerson,
  eraseRecord,
  isActBy,
  nameAct,
} from '../../src/domain/retention/erase-record.js'
import { discardFiles } from '../../src/write/retention/discard-files.js'
import {
  type ArchivedPart,
  listArchives,
  noteArchive,
} from '../../src/write/retention-runs/list-archives.js'
import type { OperationDeps, Work } from '../operations/work.js'
import { archivePart } from './archive-part.js'

/**
 * Takes a person out of all that was archived, a part after the other: one that names them is written again under its key.
 * A line is held at a time. Repeating it is harmless: what is taken out is not there any more.
 */
export async function eraseArchives(
  deps: OperationDeps,
  work: Work,
  person: ErasedPerson,
): Promise<void> {
  const db = deps.db.of(work.ref.organizationId)
  for await (const part of listArchives(db)) {
    work.signal.throwIfAborted()
    const found = await scan(deps, part, person)
    const { sha256, size } = found.isNamed ? await rewrite(deps, work, part, person, found) : found
    if (sha256 !== part.sha256) await noteArchive(db, part, { sha256, size })
  }
}

interface Scan {
  isNamed: boolean
  /** The events that they have brought about. */
  acts: Set<string>
  /** Originals of their files. */
  keys: string[]
  sha256: string
  size: number
}

async function scan(
  deps: Pick<OperationDeps, 'storage'>,
  part: ArchivedPart,
  { id, name }: ErasedPerson,
): Promise<Scan> {
  const hash = createHash('sha256')
  const scanned = { isNamed: false, acts: new Set<string>(), keys: [] as string[], size: 0 }
  for await (const line of readLines(deps, part)) {
    hash.update(`${line}\n`)
    scanned.size += Buffer.byteLength(line) + 1
    if (!line.includes(id) && !line.includes(name)) continue
    scanned.isNamed = true
    const record = parse(line)
    const { table, row } = record
    if (isActBy(record, id)) scanned.acts.add(nameAct(row.ticket_id, row.seq))
    const isTheirs = table === 'attachment' && row.uploaded_by_id === id
    if (isTheirs && typeof row.storage_key === 'string') scanned.keys.push(row.storage_key)
  }
  return { ...scanned, sha256: hash.digest('hex') }
}

/** The bytes of their files are left to be removed before the lines that name them go. */
async function rewrite(
  deps: OperationDeps,
  work: Work,
  part: ArchivedPart,
  person: ErasedPerson,
  { acts, keys }: Scan,
) {
  await discardFiles(deps.db.of(work.ref.organizationId), keys)
  async function* records() {
    for await (const line of readLines(deps, part)) yield eraseRecord(parse(line), person, acts)
  }
  return archivePart(deps, work, part.key, records())
}

async function* readLines(
  { storage }: Pick<OperationDeps, 'storage'>,
  { key }: ArchivedPart,
): AsyncGenerator<string> {
  const content = await storage.get({ place: 'kept', key })
  if (content === undefined) return // somebody has removed it
  const decoder = new TextDecoder()
  let begun = ''
  for await (const bytes of content.stream) {
    const lines = (begun + decoder.decode(bytes, { stream: true })).split('\n')
    begun = lines.pop() ?? ''
    yield* lines
  }
}

function parse(line: string): ArchivedRecord {
  return JSON.parse(line) // archivePart has written it
}
