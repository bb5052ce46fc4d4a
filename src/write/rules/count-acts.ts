import type { DomainEvent } from '../../domain/events/domain-event.js'
import type { ListenerTransaction } from '../listeners/listener.js'

const HOUR_MS = 3_600_000

type About = 'ticket_id' | 'work_order_id'
const acts = (about: About) => `SELECT rule_id AS "ruleId", ${about} AS "entityId", at FROM rule_run
  WHERE organization_id = $1 AND ${about} = ANY($2::uuid[]) AND matched AND cut IS NULL AND at > $3`

type Happened = Pick<DomainEvent, 'entityId' | 'at'>

/** How often rules have acted on these tickets, or work orders, within an hour, those acts included that are being planned. */
export async function countActs(
  { query }: ListenerTransaction,
  events: readonly Happened[],
  about: About,
): Promise<{
  count: (event: Happened, ruleId: string) => number
  add: (event: Happened, ruleId: string) => void
}> {
  const ids = [...new Set(events.map(({ entityId }) => entityId))]
  const first = Math.min(...events.map(({ at }) => Date.parse(at)))
  const since = new Date(first - HOUR_MS)
  const rows = await query<{ ruleId: string; entityId: string; at: Date }>(acts(about), [
    ids,
    since,
  ])
  const counted = new Map<string, number[]>()
  const find = (entityId: string, ruleId: string) => counted.get(`${entityId}/${ruleId}`) ?? []
  const add = (entityId: string, ruleId: string, at: number) =>
    void counted.set(`${entityId}/${ruleId}`, [...find(entityId, ruleId), at])
  for (const { entityId, ruleId, at } of rows) add(entityId, ruleId, at.getTime())
  return {
    count: ({ entityId, at }, ruleId) =>
      find(entityId, ruleId).filter((one) => one > Date.parse(at) - HOUR_MS).length,
    add: ({ entityId, at }, ruleId) => add(entityId, ruleId, Date.parse(at)),
  }
}
