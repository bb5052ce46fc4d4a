import { isDeepStrictEqual } from 'node:util'
import type { OrganizationDb } from '../../database/pool.js'
import { proveSla, type RecordedEvent, type SlaValues } from '../../domain/sla/proof.js'
import type { TicketState } from '../../domain/ticket/state.js'

interface Policy {
  id: string
  name: string
  dueDelta: string
  firstResponseDelta: string | null
}

const EVENTS = `SELECT seq, version, from_status AS "from", to_status AS "to", data - '{notifications,named}'::text[] AS event
  FROM ticket_event WHERE organization_id = $1 AND ticket_id = $2 ORDER BY seq`
const POLICY = `SELECT id, name, due_delta AS "dueDelta", first_response_delta AS "firstResponseDelta"
  FROM sla_template WHERE organization_id = $1 AND id = $2`

/** Every step of the clocks, with what follows from them beside what is stored. */
export async function readSlaProof(db: OrganizationDb, { id, sla }: TicketState) {
  const record = await db.query<RecordedEvent>(EVENTS, [id])
  const policies = sla.policyId === null ? [] : await db.query<Policy>(POLICY, [sla.policyId])
  const { steps, computed } = proveSla(record)
  const { firstResponseDueAt, resolutionDueAt, firstResponseAt, paused, breached } = sla
  const stored: SlaValues = {
    firstResponseDueAt,
    resolutionDueAt,
    firstResponseAt,
    paused,
    breached,
  }
  const equal = isDeepStrictEqual(computed, stored)
  return { policy: policies[0] ?? null, steps, computed, stored, equal }
}
