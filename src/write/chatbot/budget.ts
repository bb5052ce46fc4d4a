import type { OrganizationDb } from '../../database/pool.js'

const RESERVE = `INSERT INTO chatbot_budget AS b (organization_id, day, tokens) SELECT $1, $2::date, $3::bigint WHERE $3::bigint <= $4::bigint
  ON CONFLICT (organization_id, day) DO UPDATE SET tokens = b.tokens + excluded.tokens WHERE b.tokens + excluded.tokens <= $4::bigint
  RETURNING 1 AS reserved`

const SETTLE = `UPDATE chatbot_budget SET tokens = tokens - $3::bigint + $4::bigint WHERE organization_id = $1 AND day = $2::date`

/** What an organization's answers may still cost on a day. */
export interface Budget {
  /** Takes so many tokens; false, and takes none, where there are not so many left. */
  reserve(tokens: number): Promise<boolean>
  /** Gives back what was reserved, and takes what it has cost. A process that is killed before leaves it taken. */
  settle(reserved: number, spent: number): Promise<void>
}

export function openBudget(db: OrganizationDb, day: string, most: number): Budget {
  return {
    reserve: async (tokens) => (await db.query(RESERVE, [day, tokens, most])).length > 0,
    settle: async (reserved, spent) => {
      if (reserved !== spent) await db.query(SETTLE, [day, reserved, spent])
    },
  }
}
