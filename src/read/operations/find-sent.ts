import type { OrganizationDb } from '../../database/pool.js'
import type { CommandName } from '../../domain/ticket/commands/index.js'

const SELECT =
  'SELECT name FROM command_inbox WHERE organization_id = $1 AND id = $2 AND user_id = $3'

/** Which command this user has sent under that id; undefined where it is none, or another's. */
export async function findSentCommand(
  db: OrganizationDb,
  userId: string,
  commandId: string,
): Promise<CommandName | undefined> {
  const [row] = await db.query<{ name: CommandName }>(SELECT, [commandId, userId])
  return row?.name
}
