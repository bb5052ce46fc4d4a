import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema.js'
import { take } from './take.js'

type Schemas = components['schemas']
export type Ticket = Schemas['Ticket']
/** Without `solvedBy`, which says that an article was enough: then there is no ticket. */
export type NewTicket = Omit<Schemas['NewTicket'], 'solvedBy'>

/** Files a ticket, or begins a draft; throws a `PerdureError` where it is refused. */
export async function fileTicket(api: Client<paths>, body: NewTicket): Promise<Ticket> {
  const filed = await take(api.POST('/tickets', { body }))
  if ('deflected' in filed) throw new TypeError('An article was enough: there is no ticket')
  return filed
}
