import { Redis, type RedisOptions } from 'ioredis'
import type { Carrier } from './bus.js'

const CHANNEL = 'perdure:passing'
const MAX_BYTES = 60_000
const MAX_RETRY_MS = 2_000

const OPTIONS: RedisOptions = {
  enableOfflineQueue: false, // what was not heard at once is of no use
  maxRetriesPerRequest: 1,
  connectTimeout: 2_000,
  retryStrategy: (times) => Math.min(times * 100, MAX_RETRY_MS),
}

/** Between instances that share a Redis. While it is away nothing passes, and events are looked for each second. */
export function createRedisCarrier(url: string, onError: (error: unknown) => void): Carrier {
  const sender = new Redis(url, OPTIONS)
  const hearer = new Redis(url, { ...OPTIONS, autoResubscribe: false })
  const isUp = () => sender.status === 'ready' && hearer.status === 'ready'
  let listener: (text: string | undefined) => void = () => {}
  for (const connection of [sender, hearer]) connection.on('error', onError)
  hearer.on('ready', () => {
    void hearer.subscribe(CHANNEL).then(() => listener(undefined), onError)
  })
  hearer.on('message', (_channel: string, text: string) => listener(text))
  return {
    maxBytes: MAX_BYTES,
    send: async (text) => {
      if (isUp()) await sender.publish(CHANNEL, text)
    },
    receive: (hear) => {
      listener = hear
    },
    isUp,
    stop: async () => {
      sender.disconnect()
      hearer.disconnect()
    },
  }
}
