import { z } from 'zod'
import { STANDINGS } from '../domain/people/account.js'
import { STAFF_STATUSES } from '../domain/staff/sync.js'
import { departmentName, id, page, pageQuery, text, timestamp } from './common.js'
import { availability, role, roles } from './enums.js'
import { certification, certifications, skill, skills } from './skills.js'

const staffStatus = z.enum(STAFF_STATUSES).meta({
  id: 'StaffStatus',
  description:
    'How the staff store has somebody whom it has brought; `gone`: a sync of all that it has did not see them',
})
const standing = z.enum(STANDINGS).meta({ id: 'AccountStanding' })

/** As admins see somebody. */
export const keptUser = z
  .strictObject({
    id,
    employeeCode: z.string(),
    email: z.string(),
    emailVerifiedAt: timestamp
      .nullable()
      .meta({ description: 'When it was proved, by its owner or an admin, whose the address is' }),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    roles: z.array(role),
    status: standing,
    active: z.boolean(),
    staffStatus: staffStatus.nullable(),
    helpdeskAuthorized: z.boolean(),
    decisionReason: z
      .string()
      .nullable()
      .meta({ description: 'Why a registration was rejected, as its owner was told' }),
    hasSecondFactor: z.boolean(),
    departmentId: id.nullable(),
    department: departmentName.nullable(),
    availability,
    timezone: z.string(),
    language: z.string(),
    skills: z.array(skill),
    certifications: z.array(certification),
    tier: z.string().nullable(),
    maxConcurrentTickets: z.int().nullable(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'KeptUser' })
export type KeptUser = z.infer<typeof keptUser>
export const keptUserPage = page(keptUser)

export const keptUserDetail = keptUser
  .extend({
    openTickets: z.int().meta({
      description: 'Assigned to them and not done: `GET /tickets?assigneeId=` lists them',
    }),
  })
  .meta({ id: 'KeptUserDetail' })
export type KeptUserDetail = z.infer<typeof keptUserDetail>

export const userPatch = z
  .strictObject({
    helpdeskAuthorized: z.boolean(),
    active: z.boolean().meta({
      description:
        'False ends every session at once; true lets nobody in who is not authorized anew',
    }),
    roles,
    departmentId: id.nullable(),
    firstName: text(100),
    lastName: text(100),
    maxConcurrentTickets: z.int().min(1).max(1_000).nullable(),
    skills,
    certifications,
    tier: text(50).nullable(),
  })
  .partial()
export type UserPatch = z.infer<typeof userPatch>

export const keptUserQuery = z.strictObject({
  q: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'A part of the name, the address or the employee code' }),
  status: standing.optional(),
  staffStatus: staffStatus.optional(),
  role: role.optional(),
  departmentId: id.optional(),
  deleted: z.enum(['true', 'false']).optional(),
  ...pageQuery,
})
export type KeptUserQuery = z.infer<typeof keptUserQuery>

export const handoverBody = z
  .strictObject({
    assigneeId: id.optional().meta({ description: 'Who gets them all' }),
    departmentId: id.optional().meta({ description: 'Whose head gets them all' }),
    reason: text(10_000),
  })
  .refine(
    ({ assigneeId, departmentId }) => (assigneeId === undefined) !== (departmentId === undefined),
    { path: ['assigneeId'], error: 'name an assignee or a department, one of the two' },
  )
export type HandoverBody = z.infer<typeof handoverBody>
