import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Catalogue, createCatalogue } from './catalogue.js'
import { failRequest, spendFault } from './fail.js'
import { type Faults, faults as faultsSchema, NO_FAULTS } from './faults.js'
import type { StandInPerson } from './people.js'
import { send } from './send.js'

interface Options {
  port: number
  /** How many people it has. */
  people: number
  apiKey?: string
}

export interface StandInStore extends Pick<Catalogue, 'put' | 'remove'> {
  url: string
  /** Requests for pages, oldest first: their cursors. */
  asked: (string | null)[]
  setFaults(given: Partial<Faults>): void
  stop(): Promise<void>
}

/** A staff store for development and tests: it makes its people up, and fails on demand. */
export async function startStaffStore({ port, people, apiKey }: Options): Promise<StandInStore> {
  const catalogue = createCatalogue(people)
  const asked: (string | null)[] = []
  let faults: Faults = NO_FAULTS

  const isKnown = ({ headers }: IncomingMessage) =>
    apiKey === undefined || headers.authorization === `Bearer ${apiKey}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://store')
    if (pathname === '/faults') {
      faults = await readFaults(request, faults)
      return send(response, 200, faults)
    }
    if (faults.delay > 0) await sleep(faults.delay)
    if (faults.refuses || !isKnown(request)) return send(response, 401, { error: 'who are you?' })
    const fault = spendFault(faults)
    if (fault !== undefined) {
      faults = fault.left
      return failRequest(fault.name, response, faults)
    }
    if (pathname === '/sms/users') asked.push(searchParams.get('cursor'))
    const found = lookUp(catalogue, pathname, searchParams, faults)
    send(response, found === undefined ? 404 : 200, found ?? { error: 'not there' })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const { port: bound } = server.address() as AddressInfo // it listens to a port
  return {
    url: `http://127.0.0.1:${bound}`,
    asked,
    put: catalogue.put,
    remove: catalogue.remove,
    setFaults: (given) => {
      faults = faultsSchema.parse(given)
    },
    stop: () => close(server),
  }
}

function lookUp(
  { find, list }: Catalogue,
  pathname: string,
  query: URLSearchParams,
  { badRecords }: Faults,
): object | undefined {
  const isBad = (place: number) => badRecords > 0 && place % badRecords === badRecords - 1
  const present = (person: StandInPerson, place: number) =>
    isBad(place) ? { ...person, email: 'nobody' } : person
  if (pathname === '/sms/users') return list(query, present)
  const code = /^\/sms\/users\/([^/]+)$/.exec(pathname)?.[1]
  return code === undefined ? undefined : find(decodeURIComponent(code))
}

async function readFaults(request: IncomingMessage, before: Faults): Promise<Faults> {
  if (request.method === 'DELETE') return NO_FAULTS
  if (request.method !== 'PUT') return before
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return faultsSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
