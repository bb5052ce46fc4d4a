import type { Database } from '../database/pool.js'
import type { Carrier } from './bus.js'
import { CHANNELS, type Listener } from './listener.js'

/** PostgreSQL takes payloads of less than 8,000 bytes. */
const MAX_BYTES = 7_900

/** Between instances that share nothing but the database. */
export function createPostgresCarrier(db: Database, listener: Listener): Carrier {
  return {
    maxBytes: MAX_BYTES,
    send: (text) => db.query('SELECT pg_notify($1, $2)', [CHANNELS.passing, text]),
    receive: (hear) => listener.on('passing', hear),
    isUp: () => listener.session() !== undefined,
    stop: async () => {},
  }
}
