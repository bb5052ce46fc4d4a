import pg from 'pg'

/**
 * What the application's role may do to each table that is not wholly its own: nothing is changed that was recorded,
 * and nothing deleted but what sweeps clear. Any other table it may read, fill, change and empty row by row.
 */
const PRIVILEGES: Record<string, string> = {
  _prisma_migrations: '',
  sql_function: '',
  // The chain is linked, and details are erased, by functions that run as the owner.
  audit_entry: `SELECT, INSERT (id, organization_id, at, actor, action, outcome, entity, entity_id, ticket_id,
    digest, detail_digest)`,
  audit_detail: 'SELECT, INSERT',
  audit_signed_head: 'SELECT, INSERT',
  audit_head: 'SELECT',
  audit_cut: 'SELECT',
  ticket_event: 'SELECT, INSERT',
  kb_article_version: 'SELECT, INSERT',
  resource_version: 'SELECT, INSERT',
  // An invoice is never changed: only how it stands.
  invoice: 'SELECT, INSERT, UPDATE (status, paid_at)',
  invoice_counter: 'SELECT, INSERT, UPDATE',
  // The sequencer gives the cursor; the sweep deletes.
  stream_event: 'SELECT, INSERT, UPDATE (cursor), DELETE',
  stream_head: 'SELECT, UPDATE',
  ...privileges('SELECT, INSERT, UPDATE', [
    'app_user',
    'approval',
    'automation_rule',
    'attachment',
    'calendar',
    'category',
    'contract',
    'customer',
    'department',
    'escalation_matrix',
    'kb_article',
    'job',
    'kb_category',
    'macro',
    'mailbox',
    'message',
    'organization',
    'payment',
    'payment_method',
    'plan',
    'request',
    'retention_policy',
    'saved_report',
    'scim_token',
    'sla_policy',
    'survey',
    'survey_template',
    'technician',
    'ticket',
    'ticket_search',
    'user_group',
    'work_order',
    'work_order_counter',
  ]),
}

function privileges(granted: string, tables: string[]): Record<string, string> {
  return Object.fromEntries(tables.map((table) => [table, granted]))
}

/**
 * Gives the application's role what it needs, and takes from it, and from everybody, what it does not. It runs inside
 * the caller's transaction, as the owner; repeating it is harmless.
 */
export async function grantApplication(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ schema: string; database: string; tables: string[] }>(
    `SELECT current_schema() AS schema, current_database() AS database,
       ARRAY(SELECT relname::text FROM pg_class
         WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')) AS tables`,
  )
  const [found] = rows
  if (found === undefined) throw new Error('no schema')
  const [schema, database] = [found.schema, found.database].map(pg.escapeIdentifier)
  const to = pg.escapeIdentifier(role)
  const statements = [
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${database} TO ${to}`,
    `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${to}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${to}`,
    ...found.tables.flatMap((table) => {
      const granted = PRIVILEGES[table] ?? 'SELECT, INSERT, UPDATE, DELETE'
      return granted === '' ? [] : [`GRANT ${granted} ON ${pg.escapeIdentifier(table)} TO ${to}`]
    }),
    // Each new organization has a sequence of its own, which the owner makes for it.
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${to}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT USAGE ON SEQUENCES TO ${to}`,
  ]
  for (const statement of statements) await client.query(statement)
}
