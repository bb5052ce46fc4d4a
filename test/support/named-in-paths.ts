import { orderOne, writeOne } from './one-of-each.js'
import type { World } from './world.js'

/** Puts something that is there wherever a route's path names something. */
export async function createPathFiller(world: World, ticketId: string) {
  const make = async (path: string, body: object): Promise<string> =>
    (await world.call('admin', 'POST', path, { name: `walked ${ticketId}`, ...body })).body.id
  const conditions = { all: [{ field: 'title', op: 'contains', value: 'nowhere' }] }
  const rules = '/admin/automation/rules'
  const rule = await make(rules, {
    ...{ trigger: { event: 'ticket.created' }, conditions, active: false },
    actions: [{ type: 'add_tags', tags: ['walked'] }],
  })
  const webhook = await make('/admin/webhooks', {
    ...{ url: 'https://hooks.example.org/perdure', events: ['user.created'], active: false },
  })
  const { body: customer } = await world.call('admin', 'POST', '/admin/customers', { company: 'x' })
  const made = [...(await writeOne(world)), ...(await orderOne(world))]
  const saved = await make('/reports/saved', { report: 'sla' })
  const user = await world.userId('requester')
  const named = (path: string) =>
    made.reduce((filled, [place, one]) => filled.replace(`${place}{id}`, `${place}${one}`), path)
  return (path: string): string =>
    named(path.replace('/public/{organization}', `/public/demo-${world.suffix}`))
      .replace(`${rules}/{id}`, `${rules}/${rule}`)
      .replace('/admin/webhooks/{id}', `/admin/webhooks/${webhook}`)
      .replace('/reports/saved/{id}', `/reports/saved/${saved}`)
      .replace('/admin/users/{id}', `/admin/users/${user}`)
      .replace('/customers/{id}/', `/customers/${customer.id}/`)
      .replace('/users/{id}', '/users/me')
      .replace('{id}', ticketId)
}
