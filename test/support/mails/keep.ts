import { receiveMail } from '../../../src/write/mail-in/receive.js'
import type { World } from '../world.js'

/** A mail that nobody has looked at; its id. */
export async function keepMail(world: World, from: string, words: string): Promise<string> {
  const organizationId = await world.organizationId()
  const raw = Buffer.from(`From: ${from}\r\nSubject: ${words}\r\n\r\n${words}`)
  const recipients = new Map([[organizationId, [`it@demo-${world.suffix}.test`]]])
  const at = new Date().toISOString()
  await receiveMail(world.db, { raw, envelopeSender: from, recipients, at })
  const [row] = await world.db
    .of(organizationId)
    .query<{ id: string }>(
      'SELECT id FROM mail_in WHERE organization_id = $1 ORDER BY id DESC LIMIT 1',
    )
  if (row === undefined) throw new Error('it was not kept')
  return row.id
}
