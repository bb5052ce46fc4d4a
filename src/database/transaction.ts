import type pg from 'pg'

/** One open transaction: its statements run one after the other on the same connection. */
export interface Transaction {
  query<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>
  /** Calls one of the functions of `prisma/functions` with one JSON argument. */
  call<T>(name: string, argument: unknown): Promise<T>
}

/** What a transaction needs of its pool. */
export interface TransactionPool {
  connect(): Promise<pg.PoolClient>
  nameStatement: (text: string) => string
  /** Turns an outage into `unavailable`. It judges what a query threw, never what `work` itself threw. */
  judge: <T>(query: () => Promise<T>) => Promise<T>
}

/** Above the longest that a function of ours allows its transaction's statements. */
const QUERY_TIMEOUT_MS = 16_000

/** Commits what `work` has done, or rolls all of it back; a connection in doubt is thrown away. */
export async function runTransaction<T>(
  pool: TransactionPool,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.judge(() => pool.connect())
  try {
    const begun = client.query('BEGIN')
    begun.catch(() => undefined) // the first statement fails with it
    const result = await work(bindTransaction(client, pool))
    await pool.judge(() => client.query('COMMIT'))
    client.release()
    return result
  } catch (error) {
    const isRolledBack = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    )
    client.release(!isRolledBack)
    throw error
  }
}

function bindTransaction(
  client: pg.PoolClient,
  { nameStatement, judge }: TransactionPool,
): Transaction {
  const query = async <T extends object>(text: string, values: readonly unknown[] = []) => {
    const statement = {
      name: nameStatement(text),
      text,
      values: [...values],
      query_timeout: QUERY_TIMEOUT_MS,
    }
    return (await judge(() => client.query<T>(statement))).rows
  }
  return { query, call: (name, argument) => callFunction(query, name, argument) }
}

/** Calls one of the functions of `prisma/functions` with one JSON argument. */
export async function callFunction<T>(
  query: <R extends object>(text: string, values: readonly unknown[]) => Promise<R[]>,
  name: string,
  argument: unknown,
): Promise<T> {
  const text = `SELECT ${name}($1::jsonb) AS result`
  const [row] = await query<{ result: T }>(text, [JSON.stringify(argument)])
  if (row === undefined) throw new Error(`${name} returned nothing`)
  return row.result
}
