import { beforeAll, expect } from 'vitest'
import type { JobView, WorkOrderView } from '../../src/contracts/work-orders.js'
import { useWorld } from './world.js'

const DAY = '2031-03-03' // a Monday
export const at = (clock: string) => `${DAY}T${clock}:00.000Z`
export const GIVEN = {
  ...{ title: 'Replace the router', skills: ['network'], durationMinutes: 60 },
  location: { address: '1 Harbour Street', area: 'north' },
  window: { from: at('06:00'), to: at('20:00') },
}

/** A world with two technicians, and what people do with work orders. */
export function useWorkOrders() {
  const world = useWorld({ worker: false })
  const send = (who: string, method: string, path: string, body?: unknown, headers = {}) =>
    world.call(who, method, path, body, headers)
  const order = async (over: object = {}): Promise<WorkOrderView> => {
    const made = await send('moderator', 'POST', '/work_orders', { ...GIVEN, ...over })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body as WorkOrderView // conforms to the document
  }
  const assign = (id: string, technicianId: string, clock: string, over = {}) =>
    send('moderator', 'POST', `/work_orders/${id}/assign`, { technicianId, at: at(clock), ...over })
  const step = (who: string, { id }: Pick<JobView, 'id'>, status: string, notes?: string) =>
    send(who, 'PATCH', `/jobs/${id}`, { status, ...(notes === undefined ? {} : { notes }) })
  /** Of a work order that was offered for that time. */
  const offer = async (id: string, technicianId: string, clock: string): Promise<JobView> => {
    const { status, body } = await assign(id, technicianId, clock)
    expect(status, JSON.stringify(body)).toBe(200)
    return body.jobs.at(-1)
  }
  /** Of the technicians; there before the first test. */
  const ids = { technician: '', other: '' }
  beforeAll(async () => {
    const hours = { mon: [['08:00', '17:00']] }
    const calendar = { name: 'Field', timezone: 'UTC', hours }
    const { body } = await send('admin', 'POST', '/admin/calendars', calendar)
    const make = async (login: string, over: object) => {
      const userId = await world.userId(login)
      const given = { userId, skills: ['Network'], serviceAreas: ['North'], ...over }
      return (await send('admin', 'POST', '/admin/technicians', given)).body.id
    }
    ids.technician = await make('it.agent', { calendarId: body.id, maxJobsPerDay: 2 })
    ids.other = await make('it.head', { skills: [] })
  })
  return { world, send, order, assign, step, offer, ids }
}

export type WorkOrders = ReturnType<typeof useWorkOrders>
