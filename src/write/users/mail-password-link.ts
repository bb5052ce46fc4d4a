import { v7 as uuidv7 } from 'uuid'
import {
  ACCOUNT_NEWS,
  type AccountNewsType,
  type TokenPurpose,
} from '../../domain/people/account-news.js'
import type { Change } from '../resources/change-facts.js'
import { deriveToken, hashToken } from './derive-token.js'

const SECONDS: Record<TokenPurpose, number> = { reset: 30 * 60, invitation: 72 * 3_600 }

/** Whoever asks again and again fills nobody's mailbox. */
const MOST_AN_HOUR = 3

/** Of several that are asked for at once each sees those before it. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('password_link/' || $1 || '/' || $2, 0))`

const GIVE = `WITH given AS (
    INSERT INTO account_token (hash, organization_id, user_id, purpose, created_at, expires_at)
    SELECT $3, $1, $2, $4, now(), now() + $5 * interval '1 second'
    WHERE $4 <> 'reset' OR (SELECT count(*) FROM account_token t WHERE t.organization_id = $1 AND t.user_id = $2
      AND t.purpose = $4 AND t.created_at > now() - interval '1 hour') < ${MOST_AN_HOUR}
    RETURNING user_id)
  SELECT tell_of_account($1, $6, $7::jsonb, ARRAY[user_id], $8::jsonb) FROM given`

interface PasswordLink {
  userId: string
  news: AccountNewsType
  /** The address that it was asked from. */
  from: string | null
  linkSecret: Buffer
}

/** A link that leads to where a password is set, and the news that has it: what a transaction writes of both. */
export function makePasswordLink({ userId, news, from, linkSecret }: PasswordLink) {
  const { leadsTo: purpose, by } = ACCOUNT_NEWS.kinds[news]
  if (purpose === undefined) throw new Error(`${news} leads nowhere`)
  const tokenId = uuidv7()
  const hash = hashToken(deriveToken(linkSecret, tokenId))
  const about = { subjectId: userId, from, tokenId }
  return { hash, purpose, seconds: SECONDS[purpose], news, by, about }
}

/** Mails a link by which the owner of an account sets a password, once. */
export async function mailPasswordLink(
  db: Pick<Change, 'query'>,
  link: PasswordLink,
): Promise<void> {
  const { hash, purpose, seconds, news, by, about } = makePasswordLink(link)
  const told = [news, JSON.stringify(by), JSON.stringify(about)]
  await db.query<object>(LOCK, [link.userId])
  await db.query<object>(GIVE, [link.userId, hash, purpose, seconds, ...told])
}
