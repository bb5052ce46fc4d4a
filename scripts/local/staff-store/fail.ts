import type { ServerResponse } from 'node:http'
import { assertNever } from '../../../src/domain/assert.js'
import type { Faults } from './faults.js'
import { send } from './send.js'

type Countdown = 'silent' | 'away' | 'busy' | 'cut'

/** What goes wrong with the next request, and the faults that are left; undefined where nothing does. */
export function spendFault(faults: Faults): { name: Countdown; left: Faults } | undefined {
  const names: Countdown[] = ['silent', 'away', 'busy', 'cut']
  const name = names.find((one) => faults[one] > 0)
  return name === undefined ? undefined : { name, left: { ...faults, [name]: faults[name] - 1 } }
}

export function failRequest(
  name: Countdown,
  response: ServerResponse,
  { retryAfter }: Pick<Faults, 'retryAfter'>,
): void {
  switch (name) {
    case 'silent':
      return
    case 'away':
      send(response, 503, { error: 'later' })
      return
    case 'busy':
      response.setHeader('Retry-After', String(retryAfter))
      send(response, 429, { error: 'slower' })
      return
    case 'cut':
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' })
      response.write('{"items":[')
      response.destroy()
      return
    default:
      assertNever(name)
  }
}
