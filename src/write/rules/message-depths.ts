import type { DomainEvent } from '../../domain/events/domain-event.js'
import type { ListenerTransaction } from '../listeners/listener.js'

const DEPTHS = `SELECT m.id, run.depth FROM message m
    JOIN rule_action a ON a.organization_id = $1 AND a.command_id = m.client_id
    JOIN rule_run run ON run.organization_id = $1 AND run.id = a.run_id
  WHERE m.organization_id = $1 AND m.id = ANY($2::uuid[]) AND m.author_id IS NULL`

/** How deep what rules have said has rules act, by the id of the event. */
export async function readMessageDepths(
  { query }: ListenerTransaction,
  events: readonly DomainEvent[],
): Promise<Map<string, number>> {
  const said = events.flatMap(({ id, data: { messageId } }) =>
    typeof messageId === 'string' ? [{ id, messageId }] : [],
  )
  if (said.length === 0) return new Map()
  const ids = said.map(({ messageId }) => messageId)
  const rows = await query<{ id: string; depth: number }>(DEPTHS, [ids])
  const depths = new Map(rows.map(({ id, depth }) => [id, depth + 1]))
  return new Map(
    said.flatMap(({ id, messageId }): [string, number][] => {
      const depth = depths.get(messageId)
      return depth === undefined ? [] : [[id, depth]]
    }),
  )
}
