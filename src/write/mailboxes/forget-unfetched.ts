import type { OrganizationDb } from '../../database/pool.js'

const FORGET = `DELETE FROM mailbox_unfetched WHERE organization_id = $1 AND mailbox_id = $2 AND uid = $3
  RETURNING mail_id AS "mailId"`

/** A mail is asked for no more; what is listed of it stays. Says where that is, or undefined where it was not asked for. */
export async function forgetUnfetched(
  { query }: Pick<OrganizationDb, 'query'>,
  mailboxId: string,
  uid: number,
): Promise<{ mailId: string | null } | undefined> {
  return (await query<{ mailId: string | null }>(FORGET, [mailboxId, uid]))[0]
}
