import pg from 'pg'
import { isOutage, unavailable } from './outage.js'
import { createStatementNames } from './statement-names.js'
import { callFunction, runTransaction, type Transaction } from './transaction.js'

export type { Transaction }

export type Row = Record<string, unknown>

export interface QueryOptions {
  /**
   * False for a text that is put together from what a caller gave: each connection keeps all
   * that it has ever prepared, so that every new text would cost memory for good. `if_room` where such texts come again
   * and again: the first of them are prepared, up to a bound. Once prepared it is soon planned for any values, so that
   * no value may call for another plan. True when left out.
   */
  prepared?: boolean | 'if_room'
  /** It may take no longer, in milliseconds; left out: as long as any statement. */
  timeoutMs?: number
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
  /** For what must read under its own locks before it writes; anything else is one statement. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  of(organizationId: string): OrganizationDb
  /** A connection of its own, for LISTEN and advisory locks. Fails with the driver's own errors. */
  connect(): Promise<pg.Client>
  readonly pool: pg.Pool
  close(): Promise<void>
}

export interface DatabaseOptions {
  url: string
  /** Past a pooler, for LISTEN and advisory locks, which belong to a session; `url` when left out. */
  directUrl?: string
  poolSize: number
  /** Hears of each outage: callers learn no more than that there is one. */
  onError: (error: unknown) => void
}

const names = createStatementNames()

function statementName(text: string, prepared: QueryOptions['prepared']): string | undefined {
  if (prepared === false) return undefined
  return prepared === 'if_room' ? names.giveIfRoom(text) : names.give(text)
}

/**
 * A peer that vanished is noticed by both sides within half a minute, and its advisory locks are freed. Nothing is compiled: what looks
 * costly to the planner is carried out sooner than that takes.
 */
const KEEP_ALIVE = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  options:
    '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c jit=off',
}

const CONNECT_MS = 2_000

const LIMITS = {
  connectionTimeoutMillis: CONNECT_MS,
  statement_timeout: 5_000,
  query_timeout: 6_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
  // a new connection plans each function's statements anew, so a pause must not close them all
  min: 2,
  idleTimeoutMillis: 300_000,
}

async function connectDirectly(
  connectionString: string,
  onError: DatabaseOptions['onError'],
): Promise<pg.Client> {
  const settings = { connectionString, connectionTimeoutMillis: CONNECT_MS, ...KEEP_ALIVE }
  const client = new pg.Client(settings)
  client.on('error', onError)
  await client.connect()
  return client
}

export function openDatabase({
  url,
  directUrl = url,
  poolSize,
  onError,
}: DatabaseOptions): Database {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, ...LIMITS })
  pool.on('error', onError) // without a handler a stopped PostgreSQL kills the process
  const judge = createJudge(onError)
  const query: Query = (text, values = [], { prepared = true, timeoutMs } = {}) => {
    const name = statementName(text, prepared)
    const statement = { ...(name === undefined ? {} : { name }), text, values: [...values] }
    if (timeoutMs !== undefined) return judge(() => runWithin(pool, statement, timeoutMs))
    return judge(async () => (await pool.query(statement)).rows)
  }
  const transactions = { connect: () => pool.connect(), nameStatement: names.give, judge }
  return {
    query,
    call: (name, argument) => callFunction(query, name, argument),
    transaction: (work) => runTransaction(transactions, work),
    of: (organizationId) => ({
      organizationId,
      query: (text, values = [], options = {}) => query(text, [organizationId, ...values], options),
    }),
    connect: () => connectDirectly(directUrl, onError),
    pool,
    close: () => pool.end(),
  }
}

/**
 * The limit holds for this one transaction: the connection goes back as it came, or is thrown away. What may last so long
 * has one process of PostgreSQL's, and no helpers beside it.
 */
async function runWithin<T extends object>(
  pool: pg.Pool,
  statement: pg.QueryConfig,
  timeoutMs: number,
): Promise<T[]> {
  const client = await pool.connect()
  try {
    const begun = client.query(
      `BEGIN READ ONLY; SET LOCAL statement_timeout = ${timeoutMs}; SET LOCAL max_parallel_workers_per_gather = 0`,
    )
    begun.catch(() => undefined) // the statement fails with it
    const { rows } = await client.query<T>(statement)
    await client.query('COMMIT')
    client.release()
    return rows
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Judges what a query threw: an outage is reported, and becomes `unavailable`. */
function createJudge(onError: DatabaseOptions['onError']) {
  return async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run()
    } catch (error) {
      if (!isOutage(error)) throw error
      onError(error)
      throw unavailable(error)
    }
  }
}
