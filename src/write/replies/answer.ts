import type { Announcement } from '../../auth/reply-tokens.js'
import type { ReplyFromOutside } from '../../contracts/replies.js'
import type { Database } from '../../database/pool.js'
import type { ExternalTicket } from '../../database/rows.js'
import type { Origin } from '../audit/record.js'

/** `unknown`: of an organization that is off. `nameless`: it says where the ticket stands there, and never said what it is called there. */
export type Answered =
  | { kind: 'unknown' | 'gone' | 'mismatch' | 'chat_closed' | 'nameless' }
  | { kind: 'written' | 'known'; number: string; external: ExternalTicket | null }

interface Given {
  reply: ReplyFromOutside
  origin: Origin
  /** Whatever comes again under it is written once. */
  key: { key: string; fingerprint: string } | undefined
}

/** Writes what another system says of a ticket. It moves the ticket nowhere. */
export function answerFromOutside(
  db: Database,
  announcement: Announcement,
  { reply, origin, key }: Given,
): Promise<Answered> {
  const { message, externalId, externalStatus, externalUrl } = reply
  const external = {
    ...(externalId === undefined ? {} : { id: externalId }),
    ...(externalStatus === undefined ? {} : { status: externalStatus }),
    ...(externalUrl === undefined ? {} : { url: externalUrl }),
  }
  return db.call('answer_from_outside', {
    ...announcement,
    ...(message === undefined ? {} : { message }),
    ...(Object.keys(external).length === 0 ? {} : { external }),
    ...key,
    origin,
  })
}
