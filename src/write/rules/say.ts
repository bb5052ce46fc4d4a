import type { ListenerTransaction } from '../listeners/listener.js'
import type { PlannedRun } from './plan-run.js'

/** As commands lock them: parents before sub-tickets, and these by number. */
const LOCK_PARENTS = `SELECT 1 FROM ticket WHERE organization_id = $1 AND id = ANY($2::uuid[]) AND parent_id IS NULL
  ORDER BY id FOR NO KEY UPDATE`
const LOCK_SUB_TICKETS = `SELECT 1 FROM ticket WHERE organization_id = $1 AND id = ANY($2::uuid[]) AND parent_id IS NOT NULL
  ORDER BY child_number, id FOR NO KEY UPDATE`

/** Says it where the chat is open, and says where it was. */
const SAY = 'say_for_rule'

export interface Said {
  ok: boolean
  code: string | null
}

/** Writes what rules say into the chats; what became of each, by its id. */
export async function sayForRules(
  { organizationId, query, call }: ListenerTransaction,
  planned: readonly PlannedRun[],
): Promise<Map<string, Said>> {
  const messages = planned.flatMap(({ event, actor, actions }) =>
    actions.flatMap(({ id, step }) =>
      step?.kind === 'message' ? [{ id, ticketId: event.entityId, actor, ...step }] : [],
    ),
  )
  if (messages.length === 0) return new Map()
  const ids = messages.map(({ ticketId }) => ticketId)
  await query(LOCK_PARENTS, [ids])
  await query(LOCK_SUB_TICKETS, [ids])
  const said = new Map<string, Said>()
  for (const message of messages) {
    const code = await call<string | null>(SAY, { organizationId, ...message })
    said.set(message.id, { ok: code === null, code })
  }
  return said
}
