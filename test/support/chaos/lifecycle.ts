import { expect } from 'vitest'
import type { Product } from '../product.js'
import { createCarefulClient } from './careful-client.js'

const COMMANDS = ['submit', 'assign', 'start', 'complete', 'resolve', 'close']

/** Departments by their code; whoever acts below is signed in, so that no sign-in falls into an outage. */
export async function prepareLifecycles(product: Product): Promise<Record<string, string>> {
  for (const who of ['requester', 'moderator', 'it.head', 'admin']) await product.token(who)
  const { body } = await product.call('requester', 'GET', '/departments')
  const items: { code: string; id: string }[] = body.items
  return Object.fromEntries(items.map(({ code, id }) => [code, id]))
}

/** One whole lifecycle of a ticket for IT by careful clients; `name` is its title. */
export async function walkLifecycle(
  product: Product,
  departmentId: string,
  name: string,
): Promise<string> {
  const act = createCarefulClient(product, name)
  const filed = { title: name, description: 'x', departmentId }
  const { id } = await act('requester', 'POST', '/tickets', filed)
  const status = `/tickets/${id}/status`
  await act('moderator', 'POST', `/moderator/tickets/${id}/assign`)
  await act('it.head', 'PATCH', status, { status: 'in_progress' })
  await act('it.head', 'PATCH', status, { status: 'completed', notes: 'x' })
  await act('requester', 'PATCH', `/tickets/${id}/resolve_by_requester`)
  const closed = await act('moderator', 'POST', `/moderator/tickets/${id}/close`)
  expect(closed.status).toBe('closed')
  const { items } = await act('moderator', 'GET', `/tickets/${id}/history`)
  expect(items.map(({ command }: { command: string }) => command)).toEqual(COMMANDS)
  return id
}
