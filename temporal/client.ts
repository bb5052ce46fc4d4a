import { Client, type ClientOptions, Connection } from '@temporalio/client'
import type { TemporalConfig } from '../src/config.js'
import { createDataConverter } from './codec.js'
import { connectionOptions } from './connection.js'

/** A connection of its own is lazy: the API boots and answers while Temporal is away. */
export function openTemporal(
  config: TemporalConfig,
  connection: ClientOptions['connection'] = Connection.lazy(connectionOptions(config)),
): Client {
  return new Client({
    connection,
    namespace: config.namespace,
    dataConverter: createDataConverter(config.codecKeys),
  })
}
