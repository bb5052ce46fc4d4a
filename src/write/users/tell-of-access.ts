import { ACCOUNT_NEWS } from '../../domain/people/account-news.js'
import type { Change } from '../resources/change-facts.js'
import { mailPasswordLink } from './mail-password-link.js'

/** What makes the links that mails have. */
export interface LinkMaker {
  keys: { linkSecret: Buffer }
}

const HAS_WAY_IN = 'SELECT has_way_in($1, $2) AS "hasWayIn"'

const TELL = `SELECT tell_of_account($1, 'access_granted', $3::jsonb, ARRAY[$2::uuid], jsonb_build_object('subjectId', $2::uuid))`

/** Tells somebody that they may use the help desk; whoever could not sign in gets a link by which they set a password. */
export async function tellOfAccess(
  change: Pick<Change, 'query'>,
  userId: string,
  { keys: { linkSecret } }: LinkMaker,
): Promise<void> {
  const [found] = await change.query<{ hasWayIn: boolean }>(HAS_WAY_IN, [userId])
  if (found?.hasWayIn === true) {
    await change.query(TELL, [userId, JSON.stringify(ACCOUNT_NEWS.kinds.access_granted.by)])
  } else {
    await mailPasswordLink(change, { userId, news: 'access_granted', from: null, linkSecret })
  }
}
