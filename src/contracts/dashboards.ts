import { z } from 'zod'
import { departmentName, personName, timestamp } from './common.js'
import { status } from './enums.js'

const byStatus = z
  .partialRecord(status, z.int())
  .meta({ description: 'Of each status how many there are; drafts stand apart' })
const open = z.int().meta({ description: 'Handed in, not ended, and the work not done' })
const overdue = z
  .int()
  .meta({ description: 'Of the open ones: past their due date, and nobody else is waited for' })
const generatedAt = timestamp.meta({ description: 'It is at most a minute ago' })

const figures = {
  byStatus,
  drafts: z.int(),
  open,
  overdue,
  meanResolutionSeconds: z.int().nullable(),
}

export const dashboard = z.strictObject({ ...figures, generatedAt }).meta({ id: 'Dashboard' })
export type DashboardView = z.infer<typeof dashboard>

const memberLoad = z
  .strictObject({ user: personName, head: z.boolean(), open, overdue })
  .meta({ id: 'MemberLoad' })
export type MemberLoad = z.infer<typeof memberLoad>

const load = {
  department: departmentName,
  byStatus,
  open,
  overdue,
  unassigned: z.int().meta({ description: 'Of the open ones' }),
  members: z.array(memberLoad).meta({ description: 'Those with the most first' }),
}
export const departmentLoad = z
  .strictObject({ ...load, generatedAt })
  .meta({ id: 'DepartmentLoad' })

export const departmentDashboard = z
  .strictObject({ ...figures, ...load, generatedAt })
  .meta({ id: 'DepartmentDashboard' })
export type DepartmentDashboardView = z.infer<typeof departmentDashboard>

export const departmentLoads = z
  .strictObject({
    items: z.array(z.strictObject(load).meta({ id: 'DepartmentLoadItem' })),
    generatedAt,
  })
  .meta({ id: 'DepartmentLoads' })
export type DepartmentLoadsView = z.infer<typeof departmentLoads>
