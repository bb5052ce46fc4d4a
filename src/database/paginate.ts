import { refuse } from '../domain/errors.js'
import type { OrganizationDb } from './pool.js'

/** An opaque place in a list: what it was sorted by, and the keys of the last item. */
export function encodeCursor(sort: string, keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url')
}

/** Undefined without a cursor; throws `validation_failed` for one that this list did not give. */
export function decodeCursor(
  cursor: string | undefined,
  sort: string,
  keys: number,
): string[] | undefined {
  if (cursor === undefined) return undefined
  const parts = parse(cursor)
  const usable =
    Array.isArray(parts) &&
    parts.length === keys + 1 &&
    parts[0] === sort &&
    parts.every((part) => typeof part === 'string' && /^[\w:.+-]{1,90}$/.test(part))
  if (!usable)
    refuse('validation_failed', 'The cursor is not one of this list.', { cursor: ['is not valid'] })
  return parts.slice(1).map(String)
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** What every list may be asked for. */
export interface PageArguments {
  limit: number
  cursor?: string | undefined
  count?: string | undefined
}

export interface Page<T> {
  items: T[]
  nextCursor: string | null
  total?: number
}

/** Cuts the one row read too many, which tells that there is a next page. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  view: (row: R) => T,
  cursor: (row: R) => string,
): Page<T> {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return {
    items: kept.map(view),
    nextCursor: rows.length > limit && last !== undefined ? cursor(last) : null,
  }
}

/** Adds how many there are in all, where the caller asks; `counted` selects one `n`. */
export async function withTotal<P extends Page<unknown>>(
  db: OrganizationDb,
  page: P,
  count: string | undefined,
  counted: string,
  values: readonly unknown[] = [],
): Promise<P> {
  if (count !== 'true') return page
  const [row] = await db.query<{ n: number }>(counted, values)
  return { ...page, total: row?.n ?? 0 }
}
