import type { OrganizationDb } from '../../src/database/pool.js'
import type { SharedFacts } from '../../src/domain/ticket/outcome/tailor-facts.js'

/** One thing that may be told to many. */
export interface Told {
  ticketId: string
  about: unknown
  type: string
}

export interface FactsReader {
  /** What each of them tells of, in their order; null where that is gone. */
  read(told: readonly Told[]): Promise<(SharedFacts | null)[]>
}

/** Whoever has it in the same digest is told the same; what was undone later is seen by the mails after it. */
const KEPT_MS = 5_000
/** Some 20 MB of them at the most. */
const MOST_KEPT = 2_000

const FACTS = `SELECT notification_facts($1, (t.one->>'ticketId')::uuid, t.one->'about', t.one->>'type') AS facts
  FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t (one, n) ORDER BY t.n`

/** Reads what a batch of mails tells of once for all its readers. */
export function createFactsReader(db: OrganizationDb, now: () => number = Date.now): FactsReader {
  const kept = new Map<string, { facts: SharedFacts | null; readAt: number }>()
  const isFresh = (key: string) => now() - (kept.get(key)?.readAt ?? -KEPT_MS) < KEPT_MS

  async function readAll(wanted: ReadonlyMap<string, Told>): Promise<void> {
    if (wanted.size === 0) return
    const rows = await db.query<{ facts: SharedFacts | null }>(FACTS, [
      JSON.stringify([...wanted.values()]),
    ])
    if (kept.size > MOST_KEPT) kept.clear()
    const readAt = now()
    for (const [n, key] of [...wanted.keys()].entries()) {
      kept.set(key, { facts: rows[n]?.facts ?? null, readAt })
    }
  }

  return {
    read: async (told) => {
      const keys = told.map(({ ticketId, about, type }) => JSON.stringify([ticketId, about, type]))
      const wanted = new Map<string, Told>()
      for (const [n, one] of told.entries()) {
        const key = keys[n] ?? ''
        if (!isFresh(key)) wanted.set(key, one)
      }
      await readAll(wanted)
      return keys.map((key) => kept.get(key)?.facts ?? null)
    },
  }
}
