import { v7 as uuidv7 } from 'uuid'
import { newTechnician } from '../../src/contracts/technicians.js'
import { newWorkOrder } from '../../src/contracts/work-orders.js'
import { createResource } from '../../src/write/resources/create.js'
import { technicians } from '../../src/write/technicians/resource.js'
import { assignWorkOrder } from '../../src/write/work-orders/assign.js'
import { createWorkOrder } from '../../src/write/work-orders/create.js'
import type { Demo } from './demo.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const AREA = 'Harbour'

/** Two who go out, and two visits: one is offered to somebody, nobody is on the other yet. */
export async function planVisits(demo: Demo): Promise<void> {
  const { db, author } = demo
  const technicianId = await send(demo, 'moderator2', ['Lifts', 'Lamps'])
  await send(demo, 'delegate', ['Lamps'])
  const lift = await order(demo, 2, {
    ...{ title: 'The lift stops between floors', skills: ['Lifts'], priority: 'urgent' },
    durationMinutes: 60,
  })
  await order(demo, 3, {
    ...{ title: 'New lamps in the hall', skills: ['Lamps'] },
    durationMinutes: 120,
  })
  const named = { id: lift.id, now: new Date().toISOString() }
  await assignWorkOrder(db, author, named, { technicianId, at: toInstant(2, 9) })
}

async function send({ db, author, person }: Demo, login: string, skills: string[]) {
  const userId = await person(login)
  const given = newTechnician.parse({ userId, skills, serviceAreas: [AREA] })
  const id = uuidv7()
  await createResource(db, author, technicians, { id, given })
  return id
}

function order({ db, author }: Demo, inDays: number, asked: object) {
  const given = newWorkOrder.parse({
    ...asked,
    location: { address: '1 Harbour Street', area: AREA },
    window: { from: toInstant(inDays, 8), to: toInstant(inDays, 16) },
  })
  return createWorkOrder(db, author, uuidv7(), given)
}

/** An hour of UTC, so many days from today. */
function toInstant(inDays: number, hour: number): string {
  const nowMs = Date.now()
  return new Date(nowMs - (nowMs % DAY_MS) + inDays * DAY_MS + hour * HOUR_MS).toISOString()
}
