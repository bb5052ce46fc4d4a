import type { Database } from '../../database/pool.js'
import type { Actor } from '../../domain/people.js'
import { changeFacts } from '../resources/change-facts.js'
import { refuseTakenSlug } from './edit.js'

export interface Founding {
  organizationId: string
  slug: string
  name: string
  admin: { id: string; email: string; firstName: string; lastName: string; passwordHash: string }
}

const OPERATOR: Actor = { kind: 'operator' }

const INSERT = 'INSERT INTO organization (id, slug, name) VALUES ($1, $2, $3)'

const INSERT_ADMIN = `INSERT INTO app_user (organization_id, id, employee_code, email, password_hash, first_name, last_name, roles,
    status, helpdesk_authorized, email_verified_at)
  VALUES ($1, $2, 'E1001', $3, $4, $5, $6, ARRAY['admin'], 'active', true, now())`

/** A new organization with its first admin, who does the rest. Throws `already_exists` for a slug that is taken. */
export function foundOrganization(
  db: Database,
  { organizationId, slug, name, admin }: Founding,
): Promise<void> {
  const { id, email, firstName, lastName, passwordHash } = admin
  const origin = { ip: null, userAgent: 'npm run org' }
  const author = { organizationId, actor: OPERATOR, origin, workId: organizationId }
  return changeFacts(db, author, async ({ query, audit }) => {
    await refuseTakenSlug({ query }, slug)
    await query(INSERT, [slug, name])
    await query(INSERT_ADMIN, [id, email, passwordHash, firstName, lastName])
    const after = { slug, name, adminId: id }
    const entity = 'organization'
    await audit({ action: 'organization.create', entity, entityId: organizationId, after })
  })
}
