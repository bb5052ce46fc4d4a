import { advanceContract } from '../../src/write/billing/advance.js'
import { beginStaffSync } from '../../src/write/staff/begin-sync.js'
import { BODIES } from './bodies.js'
import { createFiles } from './files.js'
import { keepMail } from './mails/keep.js'
import { createDriver } from './scenario-driver.js'
import type { World } from './world.js'

/** One of each kind that admins keep, by the beginning of its paths. */
async function keepOneOfEach(world: World): Promise<[path: string, id: string][]> {
  const departmentId = await world.departmentId('IT')
  const userId = await world.userId('it.agent')
  const kept: [string, string][] = []
  for (const [key, body] of Object.entries(BODIES)) {
    const path = /^POST (\/(?:(?:admin|surveys)\/(?:automation\/)?\w+|plans|reports\/saved))$/.exec(
      key,
    )?.[1]
    if (path === undefined) continue
    const given = JSON.parse(JSON.stringify(body), (member, value) =>
      member === 'departmentId' ? departmentId : member === 'userId' ? userId : value,
    )
    const code = 'code' in given ? { code: 'FOREIGN' } : {}
    const name = 'name' in given ? { name: 'Foreign' } : {}
    const sent = { ...given, ...code, ...name }
    const { body: made } = await world.call('admin', 'POST', path, sent)
    if (typeof made.id === 'string') kept.push([`${path}/{id}`, made.id])
  }
  return kept
}

/** A published article in a category of its own. */
export async function writeOne(world: World): Promise<[path: string, id: string][]> {
  const write = async (path: string, body: object): Promise<string> =>
    (await world.call('admin', 'POST', path, body)).body.id
  const categoryId = await write('/kb/categories', { name: 'Foreign', visibility: 'public' })
  const article = { title: 'Foreign', body: 'Foreign', categoryId, visibility: 'public' }
  const id = await write('/kb/articles', article)
  await write(`/kb/articles/${id}/publish`, {})
  return [
    ['/kb/categories/', categoryId],
    ['/kb/articles/', id],
  ]
}

/** A customer with a contract that was billed. */
async function billOne(world: World): Promise<[path: string, id: string][]> {
  const make = async (path: string, body: object): Promise<string> =>
    (await world.call('admin', 'POST', path, body)).body.id
  const customerId = await make('/admin/customers', { company: 'Billed' })
  const paymentMethodId = await make('/payment_methods', { customerId, token: 'tok_approve' })
  const price = { amount: 100, currency: 'EUR' }
  const planId = await make('/plans', { name: 'Billed', price, period: 'P1M' })
  const contractId = await make(`/customers/${customerId}/contracts`, { planId, paymentMethodId })
  const ref = { organizationId: await world.organizationId(), contractId }
  await advanceContract(world.db, ref, new Date(Date.now() + 1_000).toISOString())
  const { body } = await world.call('admin', 'GET', `/invoices?contractId=${contractId}`)
  return [
    ['/customers/', customerId],
    ['/payment_methods/', paymentMethodId],
    ['/contracts/', contractId],
    ['/invoices/', body.items[0].id],
  ]
}

/** A work order that somebody was asked to do, their job and their calendar. */
export async function orderOne(world: World): Promise<[path: string, id: string][]> {
  const call = async (method: string, path: string, body?: object) =>
    (await world.call('admin', method, path, body)).body
  const userId = await world.userId('finance.head')
  const known = (await call('GET', '/admin/technicians')).items.find(
    ({ user }: { user: { id: string } }) => user.id === userId,
  )
  const technician = known ?? (await call('POST', '/admin/technicians', { userId }))
  const given = BODIES['POST /work_orders'] as { window: { from: string } } // of the table
  const order = await call('POST', '/work_orders', given)
  const at = new Date(Date.parse(given.window.from) + Number(order.number.slice(3)) * 60_000 * 60)
  const window = { from: at, to: new Date(at.getTime() + 3_600_000) }
  await call('PATCH', `/work_orders/${order.id}`, { window })
  const offer = { technicianId: technician.id, at }
  const { jobs } = await call('POST', `/work_orders/${order.id}/assign`, offer)
  return [
    ['/work_orders/', order.id],
    ['/jobs/', jobs[0].id],
    ['/technicians/', technician.id],
  ]
}

/** What an admin has asked the assistant. */
async function askOne(world: World): Promise<[path: string, id: string][]> {
  const asked = await world.call('admin', 'POST', '/chatbot/messages', { message: 'Foreign' })
  return [
    ['/chatbot/conversations/', asked.body.conversationId],
    ['/chatbot/messages/', asked.body.messageId],
  ]
}

/** As if a listener had failed at a ticket. */
async function failAtOne(world: World, ticketId: string): Promise<string> {
  const [row] = await world.owner.query<{ id: string }>(
    `INSERT INTO listener_failure (organization_id, id, listener, entity, entity_id, events, attempts, error, since, next_try_at)
     SELECT organization_id, uuidv7(), 'none', 'ticket', id, '[]', 1, 'x', now(), now() FROM ticket WHERE id = $1 RETURNING id`,
    [ticketId],
  )
  if (row === undefined) throw new Error('no such ticket')
  return row.id
}

/** A ticket in work that has an approval and a request, with their ids. */
async function workOnOne(world: World) {
  const { begin, call } = createDriver(world)
  const decider = await world.userId('ceo')
  const steps = [{ name: 'One', approvers: [decider] }]
  await call('admin', 'PATCH', '/admin/settings', { approvalPolicy: { steps } })
  const { id: ticketId } = await begin('in_progress', 'FIN')
  const asking = { ticketId, reason: 'A plan', amount: 100, currency: 'EUR' }
  const approval = await call('finance.head', 'POST', '/approvals', asking)
  const { id: other } = await begin('in_progress', 'FIN')
  const raised = { reason: 'Parts are late', resumeAt: new Date(Date.now() + 86_400_000) }
  await call('finance.head', 'POST', `/tickets/${other}/postpone-request`, raised)
  const request = await world.until(
    async () => (await call('moderator', 'GET', '/moderator/requests')).items[0],
  )
  return { ticketId, approvalId: approval.id, requestId: request.id }
}

/**
 * What `{id}` may stand for, by the beginning of the path: each is there, and seen by its own organization. The longer
 * beginning comes first.
 */
export async function makeOneOfEach(world: World): Promise<[path: string, id: string][]> {
  const { ticketId, approvalId, requestId } = await workOnOne(world)
  const first = async (who: string, path: string): Promise<string> =>
    (await world.call(who, 'GET', path)).body.items[0].id
  const organizationId = await world.organizationId()
  const userId = await world.userId('admin')
  const syncId = '01900000-0000-7000-8000-000000000001'
  await beginStaffSync(world.db, {
    ...{ organizationId, syncId, userId, type: 'full', at: new Date().toISOString() },
  })
  const format = { format: 'csv' }
  const { body: made } = await world.call('admin', 'POST', '/admin/audit/export', format)
  const { key } = await createFiles(world).attached()
  const kept = await keepOneOfEach(world)
  const articles = [...(await writeOne(world)), ...(await orderOne(world))]
  const webhookId = kept.find(([path]) => path === '/admin/webhooks/{id}')?.[1]
  const { body: trial } = await world.call('admin', 'POST', `/admin/webhooks/${webhookId}/test`, {})
  const mailId = await keepMail(world, 'foreign@example.org', 'Foreign')
  const ids: [string, string][] = [
    ['/admin/webhooks/deliveries/', trial.id],
    ...kept,
    ['/admin/audit/exports/', made.exportId],
    ['/moderator/mails/', mailId],
    ['/admin/mails/', mailId],
    ['/admin/listeners/failures/', await failAtOne(world, ticketId)],
    ['/admin/deliveries/', await first('moderator', `/tickets/${ticketId}/deliveries`)],
    ['/admin/sync/sms/', syncId],
    ['/admin/users/', await world.userId('requester')],
    ['/approvals/', approvalId],
    ['/attachments/', key],
    ['/auth/sessions/', await first('requester', '/auth/sessions')],
    ['/departments/', await world.departmentId('IT')],
    ['/groups/', await first('admin', '/admin/groups')],
    ['/moderator/requests/', requestId],
    ['/moderator/tickets/', ticketId],
    ...articles,
    ...(await billOne(world)),
    ...(await askOne(world)),
    ['/notifications/', await first('moderator', '/notifications')],
    ['/operations/', made.exportId],
    ['/tickets/', ticketId],
    ['/users/', await world.userId('requester')],
  ]
  return ids.map(([path, id]) => [path.replace('{id}', ''), id])
}
