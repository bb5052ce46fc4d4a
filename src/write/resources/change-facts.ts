import type { Database } from '../../database/pool.js'
import type { AuditActor, AuditedAct, Origin } from '../audit/record.js'

/** Who changes something of an organization, and from where. */
export interface Author {
  organizationId: string
  actor: AuditActor
  origin: Origin
  /** Of the request or the like: what is made for it has ids that begin with it. */
  workId: string
}

/** What happens by itself. */
export function bySystem(organizationId: string): Author {
  const origin = { ip: null, userAgent: null }
  return { organizationId, actor: { kind: 'system' }, origin, workId: organizationId }
}

/** One transaction of an author. */
export interface Change extends Author {
  /** As an `OrganizationDb` has it: `$1` is the organization. */
  query<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>
  /** Calls one of the functions of `prisma/functions` with one JSON argument. */
  call<T>(name: string, argument: unknown): Promise<T>
  audit(act: Pick<AuditedAct, 'action' | 'entity' | 'entityId' | 'before' | 'after'>): Promise<void>
}

/**
 * Changes what commands are decided on, audited in the same transaction. It holds the facts alone from its beginning: what
 * it is judged on stays so until it is committed, two admins never overtake each other, and no command that it waits for
 * waits for one of its rows.
 */
export function changeFacts<T>(
  db: Database,
  author: Author,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  return changeAudited(db, author, async (change) => {
    await change.query('SELECT pg_advisory_xact_lock(facts_lock_key($1))')
    return work(change)
  })
}

/** The same for what no command is decided on: nothing is held but what `work` locks. */
export function changeAudited<T>(
  db: Database,
  author: Author,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const { organizationId, actor, origin } = author
  return db.transaction((transaction) => {
    const query: Change['query'] = (text, values = []) =>
      transaction.query(text, [organizationId, ...values])
    const audit: Change['audit'] = async ({ action, entity, entityId, before, after }) => {
      await query(AUDIT, [actor, origin, action, entity, entityId, before, after].map(toParameter))
    }
    return work({ ...author, query, call: transaction.call, audit })
  })
}

const AUDIT = `SELECT audit_record($1, clock_timestamp(), $2::jsonb, $3::jsonb, $4, 'ok', $5, $6, NULL, $7::jsonb, $8::jsonb)`

function toParameter(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null)
}
