import { z } from 'zod'
import { ASSIGNMENT_MODES } from '../domain/routing/assignment.js'
import { WAIT_REASONS } from '../domain/routing/choose.js'
import { departmentName, id, text, timestamp } from './common.js'
import { priority } from './enums.js'
import { skill, skills } from './skills.js'

/** How its tickets find one of its members. */
export const groupAssignment = z
  .strictObject({
    mode: z.enum(ASSIGNMENT_MODES).meta({ id: 'AssignmentMode' }),
    requiredSkills: skills.default([]).meta({ description: 'Each at this level at least' }),
    maxPerAgent: z
      .int()
      .min(1)
      .max(1_000)
      .nullable()
      .default(null)
      .meta({ description: 'Who has as many open tickets, of whatever category, gets no more' }),
  })
  .meta({ id: 'GroupAssignment' })
const ownAssignment = groupAssignment
  .nullable()
  .meta({ description: 'For the tickets of its categories that have none, nor inherit one' })

/** As admins see it. */
export const group = z
  .strictObject({
    id,
    name: z.string(),
    departmentId: id.nullable(),
    department: departmentName.nullable(),
    members: z.array(z.strictObject({ userId: id, name: z.string(), skills: z.array(skill) })),
    assignment: ownAssignment,
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'Group' })
export type GroupView = z.infer<typeof group>

const members = {
  name: text(100),
  departmentId: id.nullable(),
  members: z
    .array(z.strictObject({ userId: id, skills: skills.default([]) }))
    .max(500)
    .refine(
      (list) => new Set(list.map(({ userId }) => userId)).size === list.length,
      'must name each member once',
    )
    .meta({ description: 'All of them: whoever is left out is a member no more' }),
  assignment: ownAssignment,
}

export const newGroup = z.strictObject({
  ...members,
  departmentId: members.departmentId.default(null),
  members: members.members.default([]),
  assignment: members.assignment.default(null),
})
export type GroupBody = z.infer<typeof newGroup>
export const groupPatch = z.strictObject(members).partial()

export const groupQueue = z
  .strictObject({
    items: z.array(
      z.strictObject({
        ticketId: id,
        number: z.string(),
        priority,
        dueAt: timestamp.nullable(),
        since: timestamp.meta({ description: 'When it came into the queue' }),
        position: z.int().min(1),
        why: z
          .enum(WAIT_REASONS)
          .nullable()
          .meta({ description: 'Why nobody has it; null: it is on its way to somebody' }),
      }),
    ),
  })
  .meta({ id: 'GroupQueue' })
export type GroupQueue = z.infer<typeof groupQueue>
