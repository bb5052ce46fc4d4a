import { expect } from 'vitest'
import { createCommandPath } from './command-path.js'
import type { World } from './world.js'

export const OFFICE = [['09:00', '17:00']]
export const WEEK = { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE }

/** Monday, and an hour before the evening in Berlin; the next day is a holiday. */
export const MONDAY = '2030-12-23T15:00:00.000Z'
export const REASON = { texts: { reason: 'x' } }

/** What admins set of business time, and what people do by it. */
export function createBusinessTime(world: World) {
  const { give, readState, carryOutDeadline } = createCommandPath(world)
  const admin = async (method: string, path: string, body?: unknown) =>
    (await world.call('admin', method, `/admin/${path}`, body)).body
  let made = 0
  /** Templates that are the default of their priority, by calendars of their own or none. */
  async function makeTemplate(priority: string, over: object = {}) {
    made += 1
    const times = { dueDelta: 'PT8H', firstResponseDelta: 'PT1H', isDefault: true }
    return admin('POST', 'sla_templates', { name: `T${made}`, priority, ...times, ...over })
  }
  async function makeCalendar(over: object = {}) {
    made += 1
    const holidays = [{ date: '2030-12-24', name: 'Christmas Eve' }]
    const body = { name: `C${made}`, timezone: 'Europe/Berlin', hours: WEEK, holidays, ...over }
    return admin('POST', 'calendars', body)
  }
  async function assign(at = MONDAY, priority = 'high') {
    const { id } = await world.file('requester', { priority })
    expect(await give('moderator', id, 'assign', { at })).toMatchObject({ kind: 'done' })
    return id
  }
  async function putOff(id: string, from: string, to: string) {
    await give('moderator', id, 'postpone', { ...REASON, at: from })
    expect(await give('moderator', id, 'restart', { at: to })).toMatchObject({ kind: 'done' })
  }
  const prove = async (id: string) =>
    (await world.call('moderator', 'GET', `/tickets/${id}/sla/proof`)).body
  const dates = async (id: string) => {
    const { firstResponseDueAt, resolutionDueAt } = (await readState(id)).sla
    return [firstResponseDueAt, resolutionDueAt]
  }
  return {
    world,
    give,
    readState,
    carryOutDeadline,
    admin,
    makeTemplate,
    makeCalendar,
    assign,
    putOff,
    prove,
    dates,
  }
}

export type BusinessTimeKit = ReturnType<typeof createBusinessTime>
