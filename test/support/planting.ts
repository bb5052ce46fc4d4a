import { expect } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { createUploads, TEXT } from './files.js'
import { plantReports } from './plant-reports.js'
import { plantSurveys } from './plant-surveys.js'
import type { World } from './world.js'

/** Nobody writes this by chance. */
export const WORD = 'zyxplant'
/** Whose words they are. */
export const ME = 'it.agent'
const words = (where: string) => `${WORD} ${where}`

/** Words of a person wherever one can write, to be sought once they are erased. */
export function createPlanting(world: World) {
  const { upload } = createUploads(world)

  let keys = 0
  /** Each with a key, so that its answer is kept. */
  async function give(path: string, body: object, method = 'POST', who = ME) {
    keys += 1
    const answer = await world.call(who, method, path, body, { 'Idempotency-Key': `give-${keys}` })
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  const file = async (title: string, over: object = {}) =>
    (await give('/tickets', await world.newTicket({ title, ...over }))) as TicketView

  async function becomeAll(): Promise<void> {
    await world.owner.query(
      `UPDATE app_user SET roles = '{requester,agent,moderator,approver}' WHERE id = $1`,
      [await world.userId(ME)],
    )
    await world.owner.query(`UPDATE department SET handles_finance = true WHERE code = 'IT'`)
  }

  /** Words of theirs in every text that they can write. */
  async function plant() {
    await give(
      '/users/me',
      { firstName: words('first'), lastName: 'X', phone: '+431234567' },
      'PATCH',
    )
    const filed = await file(words('title'), {
      description: words('description'),
      customFields: { note: words('field') },
      tags: [words('tag')],
      attachments: [await upload(ME, words('content'), { ...TEXT, fileName: `${WORD}.txt` })],
    })
    await give(`/tickets/${filed.id}/messages`, {
      body: words('message'),
      clientId: words('client'),
    })
    const surveys = await plantSurveys(world, filed.id, words('survey'))
    const reports = await plantReports(world, ME, words('report'))
    const old = await file(words('old'), {
      attachments: [await upload(ME, words('old file'), { ...TEXT, fileName: `${WORD}-old.txt` })],
    })
    await give(`/tickets/${old.id}/messages`, { body: words('old message') })
    await file(words('draft'), { isDraft: true })
    await give(`/tickets/${(await file(words('gone'))).id}/withdraw`, {
      reason: words('withdrawn'),
    })

    const others = await world.file('requester')
    const at = `/moderator/tickets/${others.id}`
    await give(`${at}/clarify`, { question: words('question') })
    await give(`/tickets/${others.id}/clarification`, { answer: 'Mine' }, 'POST', 'requester')
    await give(`${at}/assign`, { assigneeId: await world.userId(ME) })
    const participant = { userId: await world.userId('manager'), reason: words('participant') }
    await give(`/tickets/${others.id}/participants/add`, participant)
    await give(`/tickets/${others.id}/messages`, { body: words('note'), visibility: 'internal' })
    await give(`/tickets/${others.id}/status`, { status: 'in_progress' }, 'PATCH')
    await give(`/tickets/${others.id}/progress`, { percent: 5, notes: words('progress') }, 'PATCH')
    await give(`/tickets/${others.id}/postpone-request`, { reason: words('request') })
    await give('/approvals', { ticketId: others.id, reason: words('approval') })
    const refused = await world.call(ME, 'POST', `${at}/reject`, { reason: words('refused') })
    expect(refused.status).toBe(409)

    await give('/chatbot/messages', { message: words('asked of the assistant') })
    await plantInGrants()
    await plantInRecords()
    await plantInTexts()

    const rejected = await world.file('requester')
    await give(`/moderator/tickets/${rejected.id}/reject`, { reason: words('rejection') })
    const done = await world.file('requester')
    await give(`/moderator/tickets/${done.id}/assign`, { assigneeId: await world.userId(ME) })
    await give(`/tickets/${done.id}/status`, { status: 'in_progress' }, 'PATCH')
    await give(
      `/tickets/${done.id}/status`,
      { status: 'completed', notes: words('notes') },
      'PATCH',
    )

    const held = await file(`held ${words('title')}`, { description: 'for the court' })
    expect((await give(`/tickets/${held.id}/legal_hold`, {}, 'PUT', 'admin')).legalHold).toBe(true)
    return { held, kept: done, old, surveys, reports }
  }

  const work = async (): Promise<TicketView> => {
    const ticket = await world.file('requester')
    const assigneeId = await world.userId(ME)
    await give(`/moderator/tickets/${ticket.id}/assign`, { assigneeId }, 'POST', 'moderator')
    await give(`/tickets/${ticket.id}/status`, { status: 'in_progress' }, 'PATCH')
    return ticket
  }
  const grant = (id: string) => give(`/moderator/requests/${id}/grant`, {}, 'POST', 'moderator')

  /** What they ask for, and a moderator does in their words. */
  async function plantInGrants(): Promise<void> {
    const divided = await work()
    const part = await give('/subticket-requests', {
      ...{ ticketId: divided.id, departmentId: await world.departmentId('HR') },
      ...{ title: words('part'), description: words('part description') },
    })
    await grant(part.id)
    const late = await work()
    const put = await give(`/tickets/${late.id}/postpone-request`, { reason: words('later') })
    await grant(put.id)
    const ended = await file(words('reopened'))
    const status = (body: object) => give(`/tickets/${ended.id}/status`, body, 'PATCH', 'it.head')
    await give(`/moderator/tickets/${ended.id}/assign`, {}, 'POST', 'moderator')
    await status({ status: 'in_progress' })
    await status({ status: 'completed', notes: 'done' })
    await give(`/moderator/tickets/${ended.id}/close`, { reason: 'done' }, 'PATCH', 'moderator')
    const again = await give(`/tickets/${ended.id}/reopen`, { reason: words('again') })
    await grant(again.id)
  }

  /** Where rules and macros name them: in the chat, in a notification, in a reason. */
  async function plantInTexts(): Promise<void> {
    const actions = [
      { type: 'message', body: 'By {{requester.name}}.', visibility: 'internal' },
      { type: 'notify', roles: ['moderator'], text: 'For {{requester.name}}' },
    ]
    const rule = await give(
      '/admin/automation/rules',
      {
        ...{ name: 'Names', trigger: { event: 'ticket.submitted' }, actions },
        conditions: { all: [{ field: 'title', op: 'contains', value: ' named' }] },
      },
      'POST',
      'admin',
    )
    const reason = { type: 'close', reason: 'Done for {{requester.name}}' }
    const assigned = {
      type: 'message',
      body: 'For {{requester.name}}, by {{assignee.name}}.',
      visibility: 'public',
    }
    const macro = await give(
      '/admin/macros',
      { name: 'Names', actions: [assigned, reason] },
      'POST',
      'admin',
    )
    const ticket = await file(words('named'))
    const assignee = { assigneeId: await world.userId(ME) }
    await give(`/moderator/tickets/${ticket.id}/assign`, assignee, 'POST', 'moderator')
    await give(`/tickets/${ticket.id}/status`, { status: 'in_progress' }, 'PATCH')
    const done = await give(`/tickets/${ticket.id}/macros/${macro.id}`, {}, 'POST', 'moderator')
    expect(done.results).toEqual(done.results.map((one: object) => ({ ...one, ok: true })))
    await world.until(async () => {
      const { items } = (
        await world.call('admin', 'GET', `/admin/automation/rules/${rule.id}/runs`)
      ).body
      return items.length > 0 && items[0].actions.every(({ ok }: { ok: boolean }) => ok)
    }, 20_000)
  }

  /** What admins keep of them, the name that they had before, and a record of the staff store that failed. */
  async function plantInRecords(): Promise<void> {
    const [userId, ticket] = [await world.userId(ME), await work()]
    const admin = (path: string, body: object, method = 'POST') => give(path, body, method, 'admin')
    const customer = { company: words('company'), userId, phone: '+43 zyxplant' }
    const { id } = await admin('/admin/customers', customer)
    await admin(`/admin/customers/${id}`, { company: words('renamed company') }, 'PATCH')
    const technician = await admin('/admin/technicians', { userId, employeeId: words('employee') })
    const numbered = { employeeId: words('number') }
    await admin(`/admin/technicians/${technician.id}`, numbered, 'PATCH')
    const order = await admin('/work_orders', {
      ...{ title: words('order'), description: words('work'), customerId: id, durationMinutes: 60 },
      location: { address: words('street'), area: 'north' },
      window: { from: '2031-01-01T08:00:00Z', to: '2031-01-01T18:00:00Z' },
    })
    const offer = { technicianId: technician.id, at: '2031-01-01T09:00:00Z' }
    const { jobs } = await admin(`/work_orders/${order.id}/assign`, offer)
    await give(`/jobs/${jobs[0].id}`, { status: 'declined', notes: words('leave') }, 'PATCH')
    await admin('/admin/groups', { name: 'G', members: [{ userId }] })
    await admin('/admin/departments', { name: 'Q', code: 'QQ', headId: userId })
    await admin(`/admin/users/${userId}`, { firstName: words('former') }, 'PATCH')
    await world.owner.query(
      `INSERT INTO message (organization_id, id, ticket_id, version, kind, body, at)
       SELECT organization_id, uuidv7(), $1, 1, 'system', first_name || ' ' || last_name || ' joined the chat.', now()
       FROM app_user WHERE id = $2`,
      [ticket.id, userId],
    )
    await give('/users/me', { firstName: words('latest') }, 'PATCH')
    const said = (await world.call('moderator', 'GET', `/tickets/${ticket.id}/messages`)).body
    expect(said.items.map(({ body }: { body: string }) => body)).toEqual(
      expect.arrayContaining([
        `${words('latest')} X joined the chat.`,
        `${words('former')} X joined the chat.`,
      ]),
    )
    await world.owner.query(
      `INSERT INTO operation (organization_id, id, kind, input, created_at, ended_at)
       VALUES ($1, uuidv7(), 'staff_sync', '{}', now(), now())`,
      [await world.organizationId()],
    )
    await world.owner.query(
      `INSERT INTO staff_sync SELECT o.organization_id, o.id, jsonb_build_object('errors', jsonb_build_array(
         jsonb_build_object('employeeCode', u.employee_code, 'reason', 'invalid_record', 'details', '{"email": ["zyxplant"]}'::jsonb)))
       FROM operation o, app_user u WHERE o.kind = 'staff_sync' AND u.id = $1`,
      [userId],
    )
    await world.owner.query(
      `WITH hook AS (
         INSERT INTO webhook (organization_id, id, name, url, events, active)
         VALUES ($1, uuidv7(), 'H', 'https://hook.example/', '{*}', false) RETURNING organization_id, id)
       INSERT INTO webhook_delivery (
         organization_id, id, webhook_id, event, type, entity_id, sequence, body, began_at, next_attempt_at, at)
       SELECT organization_id, uuidv7(), id, 'e', 'planted', $2, n, CASE n WHEN 1 THEN $3 ELSE '{}' END, now(),
         CASE n WHEN 1 THEN now() END, now() FROM hook, generate_series(1, 2) n`,
      [
        await world.organizationId(),
        ticket.id,
        JSON.stringify({ id: userId, name: words('sent') }),
      ],
    )
  }

  return { becomeAll, plant }
}
