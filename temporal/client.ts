import { Client, type ClientOptions, Connection } from '@temporalio/client'
import type { TemporalConfig } from '../src/config.js'
import { createDataConverter } from './codec.js'
import { connectionOptions } from './connection.js'

/** A server that is back is found within a second; left alone, the channel waits up to two minutes for its next look. */
const RECONNECTING = {
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 1_000,
}

/** A connection of its own is lazy: the API boots and answers while Temporal is away. */
export function openTemporal(
  config: TemporalConfig,
  connection: ClientOptions['connection'] = Connection.lazy({
    ...connectionOptions(config),
    channelArgs: RECONNECTING,
  }),
): Client {
  return new Client({
    connection,
    namespace: config.namespace,
    dataConverter: createDataConverter(config.codecKeys),
  })
}
