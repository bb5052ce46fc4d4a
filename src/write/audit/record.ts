import type { OrganizationDb } from '../../database/pool.js'
import type { Actor } from '../../domain/people.js'

/** Who acts, and the tokens by which an organization's directory changes its people. */
export type AuditActor = Actor | { kind: 'scim_token'; id: string }

/** Where a request came from; kept beside the audit entry, and erasable. */
export interface Origin {
  ip: string | null
  userAgent: string | null
}

export interface AuditedAct {
  actor: AuditActor
  origin: Origin
  action: string
  outcome: 'ok' | 'denied'
  entity: string
  entityId: string | null
  ticketId?: string
  before?: unknown
  after?: unknown
}

/** For acts that change no other row; a write calls `audit_record` inside its own statement. */
export async function recordAudit(db: OrganizationDb, act: AuditedAct): Promise<void> {
  await db.query(
    `SELECT audit_record($1, clock_timestamp(), $2::jsonb, $3::jsonb, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb)`,
    [
      JSON.stringify(act.actor),
      JSON.stringify(act.origin),
      act.action,
      act.outcome,
      act.entity,
      act.entityId,
      act.ticketId ?? null,
      act.before === undefined ? null : JSON.stringify(act.before),
      act.after === undefined ? null : JSON.stringify(act.after),
    ],
  )
}
