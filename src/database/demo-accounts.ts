import type { Database } from './pool.js'

/** Of the demo organizations; no mail of anybody else's ends in it, as `.test` is nobody's (RFC 2606). */
export const DEMO_DOMAINS = ['demo.test', 'other.test']

/** One account that could be signed in to with the published password, by its mail address. */
export async function findDemoAccount(db: Database): Promise<string | undefined> {
  const [account] = await db.query<{ email: string }>(
    `SELECT email FROM app_user
     WHERE split_part(email, '@', 2) = ANY($1) AND status = 'active' AND deleted_at IS NULL
     ORDER BY email LIMIT 1`,
    [DEMO_DOMAINS],
  )
  return account?.email
}
