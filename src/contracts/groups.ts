import { z } from 'zod'
import { ASSIGNMENT_MODES } from '../domain/routing/assignment.js'
import { WAIT_REASONS } from '../domain/routing/choose.js'
import { departmentName, id, instant, personName, text, timestamp } from './common.js'
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

export const simulateGroupBody = z
  .strictObject({
    from: instant,
    to: instant,
    assignment: groupAssignment
      .optional()
      .meta({ description: 'For all of its categories; left out: as they have it' }),
  })
  .refine(({ from, to }) => from < to, { message: 'must be before `to`', path: ['from'] })
export type SimulateGroupBody = z.infer<typeof simulateGroupBody>

const figure = z.int().min(0)
export const groupSimulation = z
  .strictObject({
    checked: figure.meta({ description: 'Tickets that came into the queue in this time' }),
    given: z.array(
      z.strictObject({
        ...{ ticketId: id, number: z.string(), at: timestamp, userId: id, name: z.string() },
        why: z.string().meta({ description: 'As history would tell it' }),
        was: personName.nullable().meta({ description: 'Who got it; null: nobody did' }),
      }),
    ),
    waiting: z.array(
      z.strictObject({
        ...{ ticketId: id, number: z.string(), since: timestamp, why: z.enum(WAIT_REASONS) },
        was: personName.nullable(),
      }),
    ),
    members: z.array(
      z.strictObject({
        ...{ userId: id, name: z.string() },
        given: figure.meta({ description: 'How many they would have got' }),
        was: figure.meta({ description: 'How many of these they got' }),
      }),
    ),
    evenness: z
      .strictObject({ fewest: figure, most: figure, mean: z.number().min(0) })
      .meta({ description: 'Of what the members would have got' }),
  })
  .meta({ id: 'GroupSimulation' })
export type GroupSimulation = z.infer<typeof groupSimulation>
