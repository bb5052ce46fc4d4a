import type { TicketSla } from '../../contracts/ticket-sla.js'
import type { OrganizationDb } from '../../database/pool.js'
import { findBusinessTime } from '../../domain/sla/business-time.js'
import type { KnownCalendar } from '../../domain/sla/calendar.js'
import { showClocks } from '../../domain/sla/show-clocks.js'
import type { Sla } from '../../domain/sla/sla.js'
import type { TicketState } from '../../domain/ticket/state.js'

const NAME = `SELECT definition->>'name' AS name FROM resource_version
  WHERE organization_id = $1 AND entity = 'sla_policy' AND entity_id = $2 AND version = $3`
const CALENDAR = 'SELECT calendar_facts($1, jsonb_build_array($2::jsonb)) AS known'

/** How the clocks of a ticket stand at an instant. */
export async function readTicketSla(
  db: OrganizationDb,
  state: TicketState,
  at: string,
): Promise<TicketSla> {
  const { calendar } = state.sla
  const ref = JSON.stringify(calendar ?? null)
  const [found] =
    calendar === undefined ? [] : await db.query<{ known: KnownCalendar[] }>(CALENDAR, [ref])
  const time = findBusinessTime(found?.known ?? [], calendar)
  return { policy: await readPolicy(db, state.sla), clocks: showClocks(state, time, at) }
}

async function readPolicy(
  db: OrganizationDb,
  { policyId: id, policyVersion: version }: Sla,
): Promise<TicketSla['policy']> {
  if (id === null || version === undefined) return null
  const [named] = await db.query<{ name: string }>(NAME, [id, version])
  return { id, version, name: named?.name ?? '' }
}
