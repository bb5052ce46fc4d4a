import { describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const NOBODY = '01900000-0000-7000-8000-000000000000'
/** Not all that admins keep stands under their own paths. */
const adminPath = (path: string) => (/^\/(surveys\/|plans)/.test(path) ? path : `/admin${path}`)
const admin = (method: string, path: string, body?: unknown) =>
  world.call('admin', method, adminPath(path), body)

/** A body that makes one of each kind, another name for it, and what is changed. */
const KINDS: Record<string, { entity: string; body: () => Promise<object>; patch: object }> = {
  departments: {
    entity: 'department',
    body: async () => ({ name: 'Legal', code: 'LAW', headId: await world.userId('it.head') }),
    patch: { description: 'Contracts', handlesFinance: true },
  },
  categories: {
    entity: 'category',
    body: async () => ({
      name: 'Network',
      code: 'NET',
      departmentId: await world.departmentId('IT'),
    }),
    patch: { name: 'Networks' },
  },
  sla_templates: {
    entity: 'sla_template',
    body: async () => ({ name: 'Gold', priority: 'high', dueDelta: 'PT6H' }),
    patch: { dueDelta: 'PT5H', firstResponseDelta: 'PT1H' },
  },
  sla_policies: {
    entity: 'sla_policy',
    body: async () => ({
      name: 'Gold',
      conditions: {
        all: [{ field: 'customer.tier', op: 'eq', value: 'gold' }],
        any: [{ field: 'departmentId', op: 'eq', value: await world.departmentId('IT') }],
      },
      targets: [{ priority: 'high', firstResponse: 'PT1H', resolution: 'PT8H' }],
      isDefault: true,
      warnAt: [50, 80],
    }),
    patch: { targets: [{ priority: 'low', nextResponse: 'P1D' }], pauseIn: ['postponed'] },
  },
  calendars: {
    entity: 'calendar',
    body: async () => ({
      name: 'Berlin',
      timezone: 'Europe/Berlin',
      hours: {
        mon: [
          ['09:00', '12:30'],
          ['13:30', '17:00'],
        ],
        fri: [['09:00', '24:00']],
      },
      holidays: [{ date: '2026-12-25', name: 'Christmas' }],
    }),
    patch: { name: 'Berlin and Hamburg', hours: { mon: [['08:00', '16:00']] } },
  },
  escalation_matrices: {
    entity: 'escalation_matrix',
    body: async () => ({
      name: 'Overdue',
      levels: [
        { after: 'PT0S', on: 'warning', notify: { assignee: true, group: true } },
        {
          ...{ after: 'PT1H', on: 'breach', kind: 'resolution', raisePriority: 'high' },
          ...{ notify: { users: [await world.userId('it.agent')] }, message: 'Look' },
          reassignTo: { departmentId: await world.departmentId('IT') },
        },
      ],
    }),
    patch: { levels: [{ after: 'PT0S', on: 'breach', raisePriority: true }] },
  },
  groups: {
    entity: 'group',
    body: async () => ({ name: 'Night', members: [{ userId: await world.userId('it.agent') }] }),
    patch: { name: 'Nights', members: [] },
  },
  customers: {
    entity: 'customer',
    body: async () => ({ company: 'Acme', userId: await world.userId('requester2') }),
    patch: { tier: 'gold', tags: ['vip'] },
  },
  plans: {
    entity: 'plan',
    body: async () => ({
      ...{ name: 'Gold', price: { amount: 9_900, currency: 'EUR' }, period: 'P1M', taxRate: 1900 },
      ...{ entitlements: { ticketsPerPeriod: 10, channels: ['web'], priority: 'high' } },
    }),
    patch: { overage: { amount: 250 }, entitlements: {} },
  },
  technicians: {
    entity: 'technician',
    body: async () => ({
      userId: await world.userId('it.agent'),
      certifications: [{ name: 'Ladders', expiresAt: '2030-01-01T00:00:00.000Z' }],
    }),
    patch: { serviceAreas: ['north'], maxJobsPerDay: 4 },
  },
  retention_policies: {
    entity: 'retention_policy',
    body: async () => ({ name: 'Old drafts', kind: 'drafts', after: 'P30D', archive: false }),
    patch: { action: 'anonymize', after: 'P2Y', active: false },
  },
  'automation/rules': {
    entity: 'automation_rule',
    body: async () => ({
      name: 'Outages are urgent',
      order: 10,
      active: true,
      trigger: { event: 'ticket.submitted' },
      conditions: { any: [{ field: 'title', op: 'contains', value: 'outage' }] },
      actions: [{ type: 'set_priority', priority: 'urgent' }],
      stopOnMatch: true,
    }),
    patch: { active: false, conditions: {} },
  },
  'surveys/templates': {
    entity: 'survey_template',
    body: async () => ({
      ...{ name: 'How was it?', trigger: 'closed', delay: 'PT0S', expiresAfter: 'P14D' },
      ...{ reminderAfter: 'P3D', quietPeriod: 'P7D', conditions: {} },
      questions: [
        { id: 'help', kind: 'rating', text: 'How well did we help?', required: true },
        { id: 'ways', kind: 'choice', text: 'How?', required: false, choices: ['mail', 'chat'] },
      ],
    }),
    patch: { quietPeriod: 'PT0S', trigger: 'resolved', reminderAfter: null },
  },
  macros: {
    entity: 'macro',
    body: async () => ({
      name: 'Thank and close',
      actions: [
        { type: 'message', body: 'Thank you, {{requester.name}}', visibility: 'public' },
        { type: 'close', reason: 'All said' },
      ],
      roles: ['moderator'],
    }),
    patch: { actions: [{ type: 'add_tags', tags: ['done'] }] },
  },
}

describe.each(Object.entries(KINDS))('%s', (kind, { entity, body, patch }) => {
  const path = `/${kind}`
  const names = async (query = '') =>
    (await admin('GET', `${path}?limit=200${query}`)).body.items.map(({ id }: { id: string }) => id)

  it('are made, read, changed, deleted, restored, and audited each time', async () => {
    const made = await admin('POST', path, await body())
    expect(made.body).toMatchObject({ ...(await body()), deletedAt: null })
    const { id } = made.body
    expect(made.headers.get('location')).toBe(`/api/v1${adminPath(path)}/${id}`)
    expect((await admin('GET', `${path}/${id}`)).body).toMatchObject(made.body)
    expect(await names()).toContain(id)

    const changed = await admin('PATCH', `${path}/${id}`, patch)
    expect(changed.body).toMatchObject(patch)
    await admin('PATCH', `${path}/${id}`, patch) // says nothing: it is so already
    expect((await admin('DELETE', `${path}/${id}`)).status).toBe(204)
    expect((await admin('GET', `${path}/${id}`)).status).toBe(404)
    expect((await admin('PATCH', `${path}/${id}`, patch)).status).toBe(404)
    expect((await admin('DELETE', `${path}/${id}`)).status).toBe(404)
    expect(await names()).not.toContain(id)
    expect(await names('&deleted=true')).toContain(id)
    expect((await admin('POST', `${path}/${id}/restore`)).body).toEqual(changed.body)
    expect((await admin('POST', `${path}/${id}/restore`)).status).toBe(200)

    const audit = await admin('GET', `/audit?entity=${entity}&entityId=${id}`)
    const acts = audit.body.items.map(({ action }: { action: string }) => action)
    expect(acts).toEqual(
      ['restore', 'delete', 'update', 'create'].map((verb) => `${entity}.${verb}`),
    )
    const update = audit.body.items[2]
    expect(Object.keys(update.before).sort()).toEqual(Object.keys(update.after).sort())
    expect(update.after).toMatchObject(patch)
  })

  it('refuse what is not valid, and what is nobody’s', async () => {
    for (const bad of [{}, { ...(await body()), colour: 'red' }, { ...(await body()), id: NOBODY }])
      expect((await admin('POST', path, bad)).body).toMatchObject({ code: 'validation_failed' })
    for (const id of [NOBODY, 'x']) {
      expect((await admin('GET', `${path}/${id}`)).status).toBe(404)
      expect((await admin('POST', `${path}/${id}/restore`)).status).toBe(404)
    }
  })

  it('are made once by one key', async () => {
    const fresh = kind === 'customers' ? { company: 'Once' } : undefined
    if (fresh === undefined) return
    const key = { 'Idempotency-Key': 'one' }
    const [first, second] = await Promise.all(
      [1, 2].map(() => world.call('admin', 'POST', adminPath(path), fresh, key)),
    )
    expect(first?.body.id).toBe(second?.body.id)
    expect(await names('&q=once')).toEqual([first?.body.id])
  })
})
