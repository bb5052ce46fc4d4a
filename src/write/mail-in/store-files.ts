import { Readable } from 'node:stream'
import { v5 as uuidv5 } from 'uuid'
import { DomainError } from '../../domain/errors.js'
import { type ChosenFile, chooseFiles } from '../../domain/mail-in/choose-files.js'
import type { ParsedMail } from '../../domain/mail-in/mail.js'
import { noteArrival } from '../uploads/note-arrival.js'
import { requestUpload } from '../uploads/request.js'
import { BY_MAIL, type FilingDeps } from './deps.js'

export interface Owner {
  organizationId: string
  userId: string
  mailId: string
  /** When a moderator has decided; undefined where nobody had to. */
  directedAt: string | undefined
  at: string
}

export interface StoredFiles {
  keys: string[]
  /** Names of those that were not taken. */
  left: string[]
}

const NAMESPACE = '0d9c1a52-6f0e-4c39-9a63-0f6f5d3c7b11'

/** An id that is made of a mail's is the same whenever it is made, and as old as the mail. */
export function deriveId(mailId: string, what: string): string {
  return `${mailId.slice(0, 18)}${uuidv5(`${mailId}/${what}`, NAMESPACE).slice(18)}`
}

/**
 * Has the files of a mail go the way of all uploads. Harmless to repeat: their ids are the mail's, and what is known stays. Each decision
 * of a moderator makes its own: those of before it may be somebody else's, or gone because nothing has come of them.
 */
export async function storeFiles(
  deps: FilingDeps,
  owner: Owner,
  parts: ParsedMail['parts'],
  most: number,
): Promise<StoredFiles> {
  const { taken, left } = chooseFiles(parts, most)
  const stored: StoredFiles = { keys: [], left: [...left] }
  for (const file of taken) {
    const content = parts[file.index]?.content ?? new Uint8Array()
    const key = await storeFile(deps, owner, { ...file, content })
    if (key === undefined) stored.left.push(file.fileName)
    else stored.keys.push(key)
  }
  return stored
}

/** The whole text of a mail, where it is too long to be said. */
export function storeText(
  deps: FilingDeps,
  owner: Owner,
  text: string,
): Promise<string | undefined> {
  const file = { index: -1, fileName: 'mail.txt', contentType: 'text/plain' }
  return storeFile(deps, owner, { ...file, content: Buffer.from(text) })
}

/** Undefined where its owner has no room for it. */
async function storeFile(
  { db, storage, quota }: FilingDeps,
  { organizationId, userId, mailId, directedAt, at }: Owner,
  { index, fileName, contentType, content }: ChosenFile & { content: Uint8Array },
): Promise<string | undefined> {
  const name = `file/${index}`
  const id = deriveId(mailId, directedAt === undefined ? name : `${name}/${directedAt}`)
  const file = { fileName, contentType, size: content.length }
  try {
    await requestUpload(db, {
      ...{ organizationId, userId, origin: BY_MAIL, id, at, file, quota },
      ...{ incomingKey: id, retryTokenHash: '' },
    })
  } catch (error) {
    if (error instanceof DomainError) return undefined
    throw error
  }
  const { length: size } = content
  if (await isAwaited(db, organizationId, id)) {
    await storage.put({ place: 'incoming', key: id }, Readable.from([content]), {
      size,
      contentType,
    })
    await noteArrival(db, { organizationId, id, key: id, at, origin: BY_MAIL })
  }
  return id
}

/** One whose bytes were noted to be in may be gone from there already. */
async function isAwaited(
  db: FilingDeps['db'],
  organizationId: string,
  id: string,
): Promise<boolean> {
  const text = `SELECT 1 FROM attachment WHERE organization_id = $1 AND id = $2 AND status = 'uploading'`
  return (await db.of(organizationId).query(text, [id])).length > 0
}
