import { Client, Connection } from '@temporalio/client'
import type { TemporalConfig } from '../src/config.js'
import { createDataConverter } from './codec.js'
import { connectionOptions } from './connection.js'

/** Lazy: the API boots and answers while Temporal is away. */
export function openTemporal(config: TemporalConfig): Client {
  return new Client({
    connection: Connection.lazy(connectionOptions(config)),
    namespace: config.namespace,
    dataConverter: createDataConverter(config.codecKeys),
  })
}
