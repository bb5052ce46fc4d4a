import type { DomainEvent } from '../../domain/events/domain-event.js'
import type { ListenerTransaction } from '../listeners/listener.js'

const HOUR_MS = 3_600_000

const ACTS = `SELECT rule_id AS "ruleId", ticket_id AS "ticketId", at FROM rule_run
  WHERE organization_id = $1 AND ticket_id = ANY($2::uuid[]) AND matched AND cut IS NULL AND at > $3`

type Happened = Pick<DomainEvent, 'entityId' | 'at'>

/** How often rules have acted on these tickets within an hour, those acts included that are being planned. */
export async function countActs(
  { query }: ListenerTransaction,
  events: readonly Happened[],
): Promise<{
  count: (event: Happened, ruleId: string) => number
  add: (event: Happened, ruleId: string) => void
}> {
  const ids = [...new Set(events.map(({ entityId }) => entityId))]
  const first = Math.min(...events.map(({ at }) => Date.parse(at)))
  const since = new Date(first - HOUR_MS)
  const rows = await query<{ ruleId: string; ticketId: string; at: Date }>(ACTS, [ids, since])
  const acts = new Map<string, number[]>()
  const find = (ticketId: string, ruleId: string) => acts.get(`${ticketId}/${ruleId}`) ?? []
  const add = (ticketId: string, ruleId: string, at: number) =>
    void acts.set(`${ticketId}/${ruleId}`, [...find(ticketId, ruleId), at])
  for (const { ticketId, ruleId, at } of rows) add(ticketId, ruleId, at.getTime())
  return {
    count: ({ entityId, at }, ruleId) =>
      find(entityId, ruleId).filter((one) => one > Date.parse(at) - HOUR_MS).length,
    add: ({ entityId, at }, ruleId) => add(entityId, ruleId, Date.parse(at)),
  }
}
