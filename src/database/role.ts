import type { Database } from './pool.js'

interface RoleFacts {
  name: string
  isSuperuser: boolean
  bypassesRowSecurity: boolean
  createsRoles: boolean
  /** Of the tables, the schema or the database; by membership, too. */
  isOwner: boolean
}

const FACTS = `SELECT current_user::text AS name, rolsuper AS "isSuperuser", rolbypassrls AS "bypassesRowSecurity",
    rolcreaterole AS "createsRoles",
    EXISTS (SELECT 1 FROM (
        SELECT datdba AS owner FROM pg_database WHERE datname = current_database()
        UNION SELECT nspowner FROM pg_namespace WHERE nspname = current_schema()
        UNION SELECT relowner FROM pg_class WHERE relnamespace = current_schema()::regnamespace) o
      WHERE pg_has_role(owner, 'MEMBER')) AS "isOwner"
  FROM pg_roles WHERE rolname = current_user`

/** What the role may do that would let a break-in rewrite what was recorded, in words; undefined when nothing. */
export function findExcess(facts: RoleFacts): string | undefined {
  if (facts.isSuperuser) return `the role ${facts.name} is a superuser`
  if (facts.bypassesRowSecurity) return `the role ${facts.name} bypasses row-level security`
  if (facts.createsRoles) return `the role ${facts.name} may create roles`
  return facts.isOwner ? `the role ${facts.name} owns what it works on` : undefined
}

/** Whether the application signs in as a role that may do too much; see `findExcess`. */
export async function findRoleExcess(db: Database): Promise<string | undefined> {
  const [facts] = await db.query<RoleFacts>(FACTS)
  if (facts === undefined) throw new Error('the role is not there')
  return findExcess(facts)
}
