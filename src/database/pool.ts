import { createHash } from 'node:crypto'
import pg from 'pg'
import { refuse } from '../domain/errors.js'

export type Row = Record<string, unknown>

export interface QueryOptions {
  /**
   * False for a text that is put together from what a caller gave: each connection keeps all
   * that it has ever prepared, so that every new text would cost memory for good. True when left out.
   */
  prepared?: boolean
}

type Query = <T extends object = Row>(
  text: string,
  values?: readonly unknown[],
  options?: QueryOptions,
) => Promise<T[]>

/** SQL bound to one organization: `$1` is always its id, so a query can't forget it. */
export interface OrganizationDb {
  readonly organizationId: string
  readonly query: Query
}

export interface Database {
  /** For what spans organizations: sign-in, the sequencer, the relay. Prepared once per connection. */
  readonly query: Query
  /** Calls one of the functions of `prisma/functions` with one JSON argument. */
  call<T>(name: string, argument: unknown): Promise<T>
  of(organizationId: string): OrganizationDb
  /** A connection of its own, for LISTEN and advisory locks. */
  connect(): Promise<pg.Client>
  readonly pool: pg.Pool
  close(): Promise<void>
}

export interface DatabaseOptions {
  url: string
  poolSize: number
  onError: (error: Error) => void
}

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  '57014',
])

/** Whether the error says that PostgreSQL is away, not that the statement is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    AWAY.has(code) ||
    /Connection terminated|timeout exceeded|Query read timeout/.test(error.message)
  )
}

const names = new Map<string, string>()

function statementName(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url')
    names.set(text, name)
  }
  return name
}

export function openDatabase({ url, poolSize, onError }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 5_000,
    query_timeout: 6_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
  })
  pool.on('error', onError) // without a handler a stopped PostgreSQL kills the process
  async function query<T extends object>(
    text: string,
    values: readonly unknown[] = [],
    { prepared = true }: QueryOptions = {},
  ): Promise<T[]> {
    const name = prepared ? { name: statementName(text) } : {}
    try {
      const result = await pool.query<T>({ ...name, text, values: [...values] })
      return result.rows
    } catch (error) {
      if (isDatabaseAway(error)) refuse('unavailable', 'The database is away; try again shortly.')
      throw error
    }
  }
  return {
    query,
    call: async <T>(name: string, argument: unknown) => {
      const rows = await query<{ result: T }>(`SELECT ${name}($1::jsonb) AS result`, [
        JSON.stringify(argument),
      ])
      const row = rows[0]
      if (row === undefined) throw new Error(`${name} returned nothing`)
      return row.result
    },
    of: (organizationId) => ({
      organizationId,
      query: (text, values = [], options = {}) => query(text, [organizationId, ...values], options),
    }),
    connect: async () => {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
      client.on('error', onError)
      await client.connect()
      return client
    },
    pool,
    close: () => pool.end(),
  }
}
