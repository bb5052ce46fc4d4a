import type pg from 'pg'

/** One open transaction: its statements run one after the other on the same connection. */
export interface Transaction {
  query<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>
  /** Calls one of the functions of `prisma/functions` with one JSON argument. */
  call<T>(name: string, argument: unknown): Promise<T>
}

/** Commits what `work` has done, or rolls all of it back; a connection in doubt is thrown away. */
export async function runTransaction<T>(
  pool: pg.Pool,
  nameStatement: (text: string) => string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const transaction = bindTransaction(client, nameStatement)
  try {
    const begun = client.query('BEGIN')
    begun.catch(() => undefined) // the first statement fails with it
    const result = await work(transaction)
    await client.query('COMMIT')
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
  nameStatement: (text: string) => string,
): Transaction {
  const query = async <T extends object>(text: string, values: readonly unknown[] = []) => {
    const result = await client.query<T>({ name: nameStatement(text), text, values: [...values] })
    return result.rows
  }
  return {
    query,
    call: async <T>(name: string, argument: unknown) => {
      const text = `SELECT ${name}($1::jsonb) AS result`
      const [row] = await query<{ result: T }>(text, [JSON.stringify(argument)])
      if (row === undefined) throw new Error(`${name} returned nothing`)
      return row.result
    },
  }
}
