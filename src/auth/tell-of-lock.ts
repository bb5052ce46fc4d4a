import type { OrganizationDb } from '../database/pool.js'
import { ACCOUNT_NEWS } from '../domain/people/account-news.js'
import type { Lock } from './attempts.js'

/** At most a mail a day, whoever tries from wherever: the mark of it is swept as the counts of tries are. */
const TELL = `WITH marked AS (
    INSERT INTO sign_in_attempt AS told (key, since) VALUES ('told/' || $2::uuid, now())
    ON CONFLICT (key) DO UPDATE SET since = excluded.since WHERE told.since < now() - interval '1 day'
    RETURNING key)
  SELECT tell_of_account($1, 'account_locked', $5::jsonb, ARRAY[$2::uuid], jsonb_build_object(
      'subjectId', $2::uuid, 'from', $3::text, 'until', to_char(
        (now() + $4::int * interval '1 second') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
    FROM marked`

/** Mails the owner of an account that too many wrong passwords have locked it. */
export async function tellOfLock(
  db: OrganizationDb,
  userId: string,
  { lockedSeconds }: Lock,
  ip: string | null,
): Promise<void> {
  const { by } = ACCOUNT_NEWS.kinds.account_locked
  await db.query(TELL, [userId, ip, lockedSeconds, JSON.stringify(by)])
}
