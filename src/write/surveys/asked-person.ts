import { isEntitled } from '../../database/names.js'
import { isoOrNull } from '../../database/rows.js'
import { isQuiet } from '../../domain/surveys/schedule.js'
import type { ListenerTransaction } from '../listeners/listener.js'

/** Whether surveys are mailed to that person. */
export const isReachable = (user: string) =>
  `${isEntitled(user)} AND coalesce((${user}.notification_choices->'mail'->>'survey')::boolean, true)`

/** Of two surveys for one person that are judged at once the second sees the first. */
const LOCK_PERSON = `SELECT pg_advisory_xact_lock(hashtextextended('survey/' || $1 || '/' || $2, 0))`
const LAST = 'SELECT max(sent_at) AS at FROM survey WHERE organization_id = $1 AND user_id = $2'

/** Whether somebody is to be left alone at an instant; that stays so until the commit. */
export async function judgeQuiet(
  { query }: Pick<ListenerTransaction, 'query'>,
  userId: string,
  { quietPeriod, at }: { quietPeriod: string; at: string },
): Promise<boolean> {
  await query(LOCK_PERSON, [userId])
  const [last] = await query<{ at: Date | null }>(LAST, [userId])
  return isQuiet(isoOrNull(last?.at ?? null), quietPeriod, at)
}
