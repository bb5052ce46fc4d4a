import { receiveMail } from '../../src/write/mail-in/receive.js'
import {
  articlesWorkflowId,
  assignmentWorkflowId,
  contractWorkflowId,
  deliveriesWorkflowId,
  mailInWorkflowId,
  operationWorkflowId,
  reportWorkflowId,
  rulesWorkflowId,
  surveysWorkflowId,
  webhookWorkflowId,
  workOrderWorkflowId,
} from '../../temporal/ids.js'
import type { MailServer } from '../support/mail-server.js'
import { runSchedule } from '../support/run-schedule.js'
import { connectTemporal } from '../support/temporal.js'
import type { Receiver } from '../support/webhook-receiver.js'
import type { World } from '../support/world.js'

/** What the scenarios find there. */
export interface Servers {
  mails: MailServer
  receiver: Receiver
}

/** Each answers the id of the run, once it has done what is worth recording. */
export function createWorkScenarios(
  world: World,
  servers: Servers,
): Record<string, () => Promise<string>> {
  const slug = () => `demo-${world.suffix}`

  const findMail = (condition: string) =>
    world.until(async () => {
      const [row] = await world.db.query<{ id: string }>(
        `SELECT id FROM outbox WHERE kind = 'mail' AND ${condition}`,
      )
      return row?.id
    }, 60_000)

  /** That is offered, forgotten, offered again and made. */
  const visit = async () => {
    const make = async (who: string, method: string, path: string, body?: object) => {
      const answer = await world.call(who, method, path, body)
      if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
      return answer.body
    }
    const inSeconds = (n: number) => new Date(Date.now() + n * 1000).toISOString()
    const userId = await world.userId('it.agent')
    const { id: technicianId } = await make('admin', 'POST', '/admin/technicians', { userId })
    const { id, number } = await make('moderator', 'POST', '/work_orders', {
      ...{ title: 'x', location: { address: 'x', area: 'x' }, durationMinutes: 1 },
      ...{
        window: { from: inSeconds(1), to: inSeconds(600) },
        ticketId: (await world.file()).id,
      },
    })
    const assign = (over: object) =>
      make('moderator', 'POST', `/work_orders/${id}/assign`, { technicianId, ...over })
    await assign({ at: inSeconds(60), acceptWithin: 'PT2S' })
    await world.until(
      async () => (await make('moderator', 'GET', `/work_orders/${id}`)).status === 'open',
    )
    const { jobs } = await assign({ at: inSeconds(3) })
    const job = `/jobs/${jobs.at(-1).id}`
    await make('it.agent', 'PATCH', job, { status: 'accepted' })
    await world.until(
      async () => (await world.db.query('SELECT 1 FROM work_order WHERE late_for IS NOT NULL'))[0],
    )
    for (const status of ['en_route', 'started', 'completed']) {
      await make('it.agent', 'PATCH', job, { status })
      await world.until(async () => {
        const waits = `SELECT 1 FROM outbox WHERE kind = 'work_order' AND done_at IS NULL`
        return (await world.db.query(waits)).length === 0
      })
    }
    const workflowId = workOrderWorkflowId(slug(), number)
    await connectTemporal(world).workflow.getHandle(workflowId).result()
    return workflowId
  }

  return {
    'letters-in-batches': async () => {
      servers.mails.mood = 'accepts'
      await world.file()
      await findMail('done_at IS NOT NULL')
      return deliveriesWorkflowId(slug())
    },
    'letter-that-was-refused': async () => {
      servers.mails.mood = 'refuses for now'
      await world.file()
      const letter = await findMail(`error = '450 4.2.0' AND attempts > 1`)
      servers.mails.mood = 'accepts'
      await world.until(async () => {
        const [row] = await world.db.query(
          'SELECT 1 FROM outbox WHERE id = $1 AND done_at IS NOT NULL',
          [letter],
        )
        return row
      }, 60_000)
      return `delivery/${slug()}/${letter}`
    },
    'operation-done': async () => {
      const { body } = await world.call('admin', 'POST', '/admin/audit/export', { format: 'csv' })
      await world.until(async () => {
        const answer = await world.call('admin', 'GET', `/admin/audit/exports/${body.exportId}`)
        return answer.body.status === 'completed'
      })
      return operationWorkflowId('export', slug(), body.exportId)
    },
    'queue-of-a-group': async () => {
      const departmentId = await world.departmentId('IT')
      const members = [{ userId: await world.userId('it.agent') }]
      const make = async (path: string, body: object) => {
        const answer = await world.call('admin', 'POST', path, body)
        if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
        return answer.body.id as string
      }
      const groupId = await make('/admin/groups', { name: 'Network', members })
      const assignment = { mode: 'round_robin', groupId }
      const category = { name: 'Network', code: 'NETWORK', departmentId, assignment }
      const categoryId = await make('/admin/categories', category)
      const workflowId = assignmentWorkflowId(slug(), groupId)
      for (const title of ['One', 'Two']) {
        const { id } = await world.file('requester', { categoryId, title })
        await world.call('moderator', 'POST', `/moderator/tickets/${id}/approve`)
        await world.until(async () => {
          const { body } = await world.call('moderator', 'GET', `/tickets/${id}`)
          return body.status === 'assigned'
        })
      }
      await connectTemporal(world).workflow.getHandle(workflowId).result() // it ends a minute later
      return workflowId
    },
    'rules-of-a-time': async () => {
      const body = {
        ...{ name: 'Waits', trigger: { after: 'PT3S', status: 'submitted' } },
        actions: [{ type: 'add_tags', tags: ['waits'] }],
      }
      const { body: made } = await world.call('admin', 'POST', '/admin/automation/rules', body)
      const { id } = await world.file()
      await world.until(async () => {
        const ticket = await world.call('moderator', 'GET', `/tickets/${id}`)
        return ticket.body.tags.includes('waits')
      }, 60_000)
      await world.call('admin', 'DELETE', `/admin/automation/rules/${made.id}`)
      await connectTemporal(world).workflow.getHandle(rulesWorkflowId(slug())).result() // a minute later
      return rulesWorkflowId(slug())
    },
    'mails-that-came-in': async () => {
      const organizationId = await world.organizationId()
      const raw = Buffer.from(
        'From: requester@demo.test\r\nSubject: Printer burns\r\n\r\nIt smokes.',
      )
      const recipients = new Map([[organizationId, [`it@${slug()}.test`]]])
      const at = new Date().toISOString()
      await receiveMail(world.db, { raw, recipients, envelopeSender: 'requester@demo.test', at })
      const handle = connectTemporal(world).workflow.getHandle(mailInWorkflowId(slug()))
      await world.until(
        async () => (await handle.describe().catch(() => undefined))?.status.name === 'COMPLETED',
      )
      return mailInWorkflowId(slug())
    },
    'webhook-that-is-deleted': async () => {
      const body = { name: 'x', url: servers.receiver.url, events: ['ticket.created'] }
      const { body: made } = await world.call('admin', 'POST', '/admin/webhooks', body)
      servers.receiver.state.secret = made.secret
      servers.receiver.state.answer = () => ({
        status: servers.receiver.state.calls > 1 ? 204 : 500,
      })
      await world.file()
      await world.until(async () => servers.receiver.received.length > 0, 60_000)
      await world.call('admin', 'DELETE', `/admin/webhooks/${made.id}`)
      const workflowId = webhookWorkflowId(slug(), made.id)
      await connectTemporal(world).workflow.getHandle(workflowId).result()
      return workflowId
    },
    'surveys-until-answered': async () => {
      await world.call('admin', 'PATCH', '/admin/settings', { undoWindow: 'PT1S' })
      const template = await world.call('admin', 'POST', '/surveys/templates', {
        ...{
          name: 'x',
          trigger: 'closed',
          delay: 'PT2S',
          expiresAfter: 'PT8S',
          reminderAfter: 'PT3S',
        },
        questions: [{ id: 'q', kind: 'rating', text: 'x', required: true }],
      })
      if (template.status !== 201) throw new Error(JSON.stringify(template.body))
      const { id } = await world.file()
      await world.call('moderator', 'POST', `/moderator/tickets/${id}/approve`)
      await world.call('moderator', 'POST', `/moderator/tickets/${id}/close`, { reason: 'x' })
      await world.until(
        async () => (await world.db.query(`SELECT 1 FROM survey WHERE status = 'sent'`))[0],
        60_000,
      )
      await connectTemporal(world).workflow.getHandle(surveysWorkflowId(slug())).result()
      return surveysWorkflowId(slug())
    },
    'articles-until-published': async () => {
      const category = { name: 'x', visibility: 'public' }
      const { body: made } = await world.call('admin', 'POST', '/kb/categories', category)
      for (const seconds of [2, 5]) {
        const publishAt = new Date(Date.now() + seconds * 1_000)
        const article = { title: 'x', body: 'x', categoryId: made.id, publishAt }
        const answer = await world.call('admin', 'POST', '/kb/articles', article)
        if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      }
      await world.until(
        async () =>
          (await world.db.query('SELECT 1 FROM kb_article WHERE publish_at IS NULL')).length === 2,
        60_000,
      )
      await connectTemporal(world).workflow.getHandle(articlesWorkflowId(slug())).result()
      return articlesWorkflowId(slug())
    },
    'contract-that-is-billed': async () => {
      const make = async (path: string, body: object): Promise<string> => {
        const answer = await world.call('admin', 'POST', path, body)
        if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
        return answer.body.id
      }
      const customerId = await make('/admin/customers', { company: 'x' })
      const paymentMethodId = await make('/payment_methods', { customerId, token: 'tok_hang' })
      const price = { amount: 100, currency: 'EUR' }
      const planId = await make('/plans', { name: 'x', price, period: 'P1M' })
      const startsAt = new Date(Date.now() + 2_000)
      const sold = { planId, paymentMethodId, startsAt }
      const id = await make(`/customers/${customerId}/contracts`, sold)
      await world.until(async () => {
        const { body } = await world.call('admin', 'GET', `/invoices?contractId=${id}`)
        return body.items[0]?.status === 'paid'
      }, 60_000)
      await make(`/contracts/${id}/cancel`, { at: 'now' })
      await connectTemporal(world).workflow.getHandle(contractWorkflowId(slug(), id)).result()
      return contractWorkflowId(slug(), id)
    },
    'work-order-that-is-done': visit,
    'work-order-that-is-shown': visit,
    'scheduled-sync': async () => {
      const times = ['02:30']
      const days = ['mon']
      const body = { enabled: true, type: 'full', times, days, timezone: 'UTC' }
      await world.call('admin', 'PUT', '/admin/sync/sms/schedule', body)
      return runSchedule(world, `staff_sync/${slug()}`)
    },
    'scheduled-retention': async () => {
      const policy = { name: 'Old drafts', kind: 'drafts', after: 'P1Y' }
      const answer = await world.call('admin', 'POST', '/admin/retention_policies', policy)
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      return runSchedule(world, `retention/${slug()}`)
    },
    'scheduled-report': async () => {
      const schedule = { times: ['02:30'] }
      const recipients = [await world.userId('requester')]
      const body = { name: 'x', report: 'volume', schedule, recipients }
      const answer = await world.call('admin', 'POST', '/reports/saved', body)
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      return runSchedule(world, reportWorkflowId(slug(), answer.body.id))
    },
  }
}
