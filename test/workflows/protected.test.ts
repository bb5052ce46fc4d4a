import { Connection } from '@temporalio/client'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { describe, expect, inject, it } from 'vitest'
import type { Position } from '../../src/domain/ticket/position.js'
import { openTemporal } from '../../temporal/client.js'
import { connectionOptions } from '../../temporal/connection.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, ticketWorkflowId } from '../support/temporal.js'
import { certificate, startTlsProxy } from '../support/tls-proxy.js'
import { useWorld } from '../support/world.js'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')

const world = useWorld({
  prepare: async () => {
    const proxy = await startTlsProxy(inject('temporalAddress'))
    const env = {
      TEMPORAL_ADDRESS: proxy.address,
      TEMPORAL_TLS_CA: certificate('ca.pem'),
      TEMPORAL_TLS_CERT: certificate('client.pem'),
      TEMPORAL_TLS_KEY: certificate('client.key'),
      TEMPORAL_CODEC_KEYS: `new:${key(1)},old:${key(2)}`,
    }
    return { env, stop: proxy.stop }
  },
})
const { begin, read } = createDriver(world)

/** All that a history holds as payloads, by how it is encoded. */
function listEncodings(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const own =
    'metadata' in node && typeof node.metadata === 'object' && node.metadata !== null
      ? Object.entries(node.metadata)
      : []
  const encodings = own.flatMap(([name, value]) =>
    name === 'encoding' ? [Buffer.from(String(value), 'base64').toString()] : [],
  )
  return [...encodings, ...Object.values(node).flatMap(listEncodings)]
}

/** Search attributes are never encrypted, nor what the SDK notes of a local activity: its name and its times. */
const OPEN = ['searchAttributes', 'indexedFields']
const withoutOpen = (json: string) =>
  JSON.parse(json, (name, value) => {
    const isNoteOfMarker = name === 'data' && typeof value === 'object'
    return OPEN.includes(name) || isNoteOfMarker ? undefined : value
  })

/** Every payload as it would be read without a key. */
const decodeAll = (json: string) =>
  [...json.matchAll(/"data": ?"([^"]+)"/g)].map(([, data]) =>
    Buffer.from(data ?? '', 'base64').toString(),
  )

describe('by TLS, with a certificate, and with a key for payloads', () => {
  it('client and worker do their work, and a history shows nothing', async () => {
    const { id, number } = await begin('completed')
    expect((await read(id)).status).toBe('completed')
    const run = connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, number))
    await run.signal('set_tags', { tags: ['secret-tag'] })
    await world.until(async () => (await read(id)).tags.includes('secret-tag'))
    expect((await run.query<Position>('position')).deadlines[0]?.kind).toBe('auto_verify')
    const json = String(historyToJSON(await run.fetchHistory()))
    const readable = [json, ...decodeAll(json)].join('\n')
    expect(readable).not.toContain('secret-tag')
    expect(readable).not.toContain(id)
    expect(readable).toContain('"carryOut"') // what the SDK notes: else nothing would have been decoded
    const encodings = listEncodings(withoutOpen(json))
    expect(encodings.filter((encoding) => encoding === 'binary/encrypted').length).toBeGreaterThan(
      5,
    )
    expect(encodings.filter((encoding) => encoding === 'json/plain')).toEqual([])
  })
  it('whoever lacks the certificate does not get in', async () => {
    const { ca } = world.config.temporal.tls ?? {}
    const tls = ca === undefined ? {} : { ca }
    const options = connectionOptions({ ...world.config.temporal, tls })
    await expect(Connection.connect({ ...options, connectTimeout: 2_000 })).rejects.toThrow()
  })
  it('a key that was replaced still reads, and one that is unknown says so', async () => {
    const { number } = await begin('submitted')
    const open = (codecKeys: { id: string; secret: Buffer }[]) =>
      openTemporal({ ...world.config.temporal, codecKeys }).workflow.getHandle(
        ticketWorkflowId(world, number),
      )
    const newer = { id: 'newer', secret: Buffer.alloc(32, 3) }
    const { codecKeys } = world.config.temporal
    const replaced = open([newer, ...codecKeys])
    await world.until(() => replaced.describe().catch(() => undefined))
    expect(await (await replaced.describe()).staticSummary()).toBe(`Ticket ${number}`)
    await expect(
      open([newer])
        .describe()
        .then((described) => described.staticSummary()),
    ).rejects.toThrow(/has no key new/)
  })
})
