import { refuse } from '../domain/errors.js'
import { isUuid } from './uuid.js'

/** What a key of a cursor is; a pattern describes a text that only one list has. */
export type KeyKind = 'uuid' | 'int' | 'instant' | RegExp

/** As many digits as a JavaScript number and a `bigint` both hold exactly. */
const INT = /^\d{1,15}$/

/** `infinity`, or `-infinity` downwards, stands for an instant that was never set, so that such rows sort last. */
function isInstant(value: string): boolean {
  if (value === 'infinity' || value === '-infinity') return true
  const ms = Date.parse(value)
  return value >= '0001' && !Number.isNaN(ms) && new Date(ms).toISOString() === value
}

function isKey(value: unknown, kind: KeyKind): value is string {
  if (typeof value !== 'string') return false
  if (kind === 'uuid') return isUuid(value)
  if (kind === 'int') return INT.test(value)
  return kind === 'instant' ? isInstant(value) : kind.test(value)
}

/** The opaque place behind an item: the order of the list, and the item's keys in it. */
export function encodeCursor(order: string, keys: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url')
}

/**
 * The keys in a cursor, each of its kind, so that PostgreSQL can never fail to read one.
 * Throws `validation_failed` for a cursor that a list of this order can't have given.
 */
export function decodeCursor(cursor: string, order: string, kinds: readonly KeyKind[]): string[] {
  const [name, ...keys] = parse(cursor)
  const isGiven =
    name === order &&
    keys.length === kinds.length &&
    kinds.every((kind, index) => isKey(keys[index], kind))
  if (!isGiven) {
    refuse('validation_failed', 'The cursor is not one of this list.', { cursor: ['is not valid'] })
  }
  return keys.map(String)
}

function parse(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
