import { z } from 'zod'
import { MISFITS } from '../domain/work-orders/fit.js'
import { JOB_STATUSES, JOB_STEPS, WORK_ORDER_STATUSES } from '../domain/work-orders/work-order.js'
import { attachment } from './attachments.js'
import {
  customerName,
  duration,
  id,
  instant,
  many,
  page,
  pageQuery,
  personName,
  text,
  ticketName,
  timestamp,
} from './common.js'
import { priority } from './enums.js'
import { words } from './skills.js'
import { customFields } from './ticket-input.js'

export const workOrderStatus = z.enum(WORK_ORDER_STATUSES).meta({ id: 'WorkOrderStatus' })
const jobStatus = z.enum(JOB_STATUSES).meta({ id: 'JobStatus' })

const location = z
  .strictObject({
    address: text(500),
    latitude: z.number().min(-90).max(90).nullable().default(null),
    longitude: z.number().min(-180).max(180).nullable().default(null),
    area: text(60).meta({ description: 'What technicians name in their `serviceAreas`' }),
  })
  .meta({ id: 'WorkLocation' })

const window = z
  .strictObject({ from: instant, to: instant })
  .refine(({ from, to }) => from < to, { error: 'must lie behind from', path: ['to'] })
  .meta({ id: 'WorkWindow' })

const WEEK_MINUTES = 7 * 24 * 60
const fields = {
  title: text(200),
  description: text(20_000, 0),
  customerId: id.nullable(),
  ticketId: id.nullable(),
  priority,
  skills: words,
  location,
  window,
  durationMinutes: z.int().min(1).max(WEEK_MINUTES),
  acceptWithin: duration.nullable().meta({
    description: 'How long an offer stands; null: until the job begins',
  }),
  customFields,
}

export const newWorkOrder = z
  .strictObject({
    ...fields,
    description: fields.description.default(''),
    customerId: fields.customerId.default(null),
    ticketId: fields.ticketId.default(null),
    priority: fields.priority.default('normal'),
    skills: fields.skills.default([]),
    acceptWithin: fields.acceptWithin.default(null),
    customFields: fields.customFields.default({}),
  })
  .meta({ id: 'NewWorkOrder' })
export type WorkOrderBody = z.infer<typeof newWorkOrder>
export const workOrderPatch = z.strictObject(fields).partial().meta({ id: 'WorkOrderPatch' })

const technicianName = z
  .strictObject({ id, user: personName })
  .meta({ id: 'TechnicianName', description: 'A technician, and whose account that is' })

export const job = z
  .strictObject({
    id,
    workOrder: z.strictObject({ id, number: z.string(), title: z.string() }),
    technician: technicianName,
    status: jobStatus,
    startsAt: timestamp,
    endsAt: timestamp,
    acceptBy: timestamp.nullable().meta({ description: 'Until when the offer stands' }),
    notes: z.string().nullable(),
    signature: attachment.nullable().meta({ description: 'Of whoever was visited: the last one' }),
    photos: z.array(attachment),
    steps: z.array(z.strictObject({ status: jobStatus, at: timestamp })),
    nextSteps: z.array(jobStatus).meta({ description: 'What its technician may say next' }),
  })
  .meta({ id: 'Job' })
export type JobView = z.infer<typeof job>

const shown = {
  id,
  number: z.string().meta({ example: 'WO-12' }),
  status: workOrderStatus,
  ...fields,
  customer: customerName.nullable(),
  ticket: ticketName.nullable(),
  technician: technicianName.nullable().meta({ description: 'Who is on it, or was at its end' }),
  startsAt: timestamp.nullable(),
  endsAt: timestamp.nullable(),
  description: z.string(),
  location: location.extend({
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
  }),
  window: z.strictObject({ from: timestamp, to: timestamp }),
  customFields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  createdBy: personName,
  version: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
  deletedAt: timestamp.nullable(),
}

export const listedWorkOrder = z.strictObject(shown).meta({ id: 'ListedWorkOrder' })
export type ListedWorkOrderView = z.infer<typeof listedWorkOrder>
export const workOrder = z.strictObject({ ...shown, jobs: z.array(job) }).meta({ id: 'WorkOrder' })
export type WorkOrderView = z.infer<typeof workOrder>
export const workOrderPage = page(listedWorkOrder)

export const workOrderQuery = z.strictObject({
  status: many(workOrderStatus),
  priority: many(priority),
  area: text(60).optional(),
  customerId: id.optional(),
  ticketId: id.optional(),
  technicianId: id.optional(),
  from: instant.optional().meta({ description: 'Whose window ends after it' }),
  to: instant.optional().meta({ description: 'Whose window begins before it' }),
  deleted: z.enum(['true', 'false']).optional(),
  ...pageQuery,
})
export type WorkOrderQuery = z.infer<typeof workOrderQuery>

export const assignment = z.strictObject({
  technicianId: id,
  at: instant.meta({ description: 'When the work begins; it takes its `durationMinutes`' }),
  acceptWithin: fields.acceptWithin.optional(),
})
export type AssignmentBody = z.infer<typeof assignment>

export const recall = z.strictObject({ reason: text(1000).optional() })

export const jobPatch = z.strictObject({
  status: z.enum(JOB_STEPS).meta({ id: 'JobStep' }),
  notes: text(10_000).optional(),
  signature: id.optional().meta({ description: 'The key of an upload of theirs' }),
  photos: z.array(id).max(20).optional().meta({ description: 'Keys of uploads of theirs' }),
})
export type JobPatch = z.infer<typeof jobPatch>

const misfit = z.enum(MISFITS).meta({ id: 'Misfit' })
export const candidates = z
  .strictObject({
    items: z.array(
      z.strictObject({
        technician: technicianName,
        at: timestamp.nullable().meta({ description: 'The earliest instant they could begin' }),
        why: z.array(misfit).meta({ description: 'Why they can’t come' }),
      }),
    ),
    truncated: z.boolean().meta({ description: 'There are more technicians than 200' }),
  })
  .meta({ id: 'Candidates' })
export type CandidatesView = z.infer<typeof candidates>

export const calendarToken = z
  .strictObject({
    token: z.string(),
    path: z.string().meta({
      description: 'Where calendars read the jobs, on this server; whoever has it needs no account',
    }),
  })
  .meta({ id: 'CalendarToken' })
export const calendarQuery = z.strictObject({ token: text(200) })

export const scheduleQuery = z
  .strictObject({ from: instant, to: instant })
  .refine(({ from, to }) => from < to, { error: 'must lie behind from', path: ['to'] })
export const technicianSchedule = z
  .strictObject({ items: z.array(job), truncated: z.boolean() })
  .meta({ id: 'TechnicianSchedule' })
