import { z } from 'zod'
import { findUnknownPlaceholders, PLACEHOLDERS } from '../domain/automation/placeholders.js'
import { id, instant, text } from './common.js'
import { priority, roles, visibility } from './enums.js'
import { tags } from './ticket-input.js'

/** A text of an action: `{{ticket.number}}` and a few others stand for what they name. */
function template(max: number) {
  return text(max)
    .superRefine((given, context) => {
      for (const name of findUnknownPlaceholders(given)) {
        const message = `names {{${name}}}, which is none of ${PLACEHOLDERS.join(', ')}`
        context.addIssue({ code: 'custom', message })
      }
    })
    .meta({ minLength: 1, maxLength: max })
}

const someTags = tags.refine((list) => list.length > 0, 'must not be empty')

const ACTIONS = [
  z.strictObject({ type: z.literal('set_priority'), priority }),
  z.strictObject({ type: z.literal('add_tags'), tags: someTags }),
  z.strictObject({ type: z.literal('remove_tags'), tags: someTags }),
  z.strictObject({ type: z.literal('set_department'), departmentId: id }),
  z.strictObject({ type: z.literal('set_category'), categoryId: id }),
  z
    .strictObject({
      type: z.literal('assign'),
      assigneeId: id.optional(),
      groupId: id.optional().meta({ description: 'To whoever of it has least to do' }),
      mode: z.literal('least_loaded').optional().meta({
        description: "To whoever of the ticket's group, or else department, has least to do",
      }),
    })
    .refine(
      ({ assigneeId, groupId, mode }) =>
        [assigneeId, groupId, mode].filter((given) => given !== undefined).length === 1,
      'give one of assigneeId, groupId and mode',
    ),
  z.strictObject({
    type: z.literal('message'),
    body: template(10_000),
    visibility: visibility.default('public'),
  }),
  z
    .strictObject({
      type: z.literal('notify'),
      users: z.array(id).min(1).max(100).optional(),
      roles: roles.min(1).optional(),
      to: z.enum(['assignee', 'requester', 'head']).meta({ id: 'ActionRecipient' }).optional(),
      text: template(2_000),
    })
    .refine(
      ({ users, roles: some, to }) =>
        [users, some, to].filter((given) => given !== undefined).length === 1,
      'give one of users, roles and to',
    ),
  z.strictObject({ type: z.literal('webhook'), webhookId: id }),
  z.strictObject({ type: z.literal('macro'), macroId: id }),
  z.strictObject({ type: z.literal('close'), reason: template(10_000) }),
  z.strictObject({
    type: z.literal('postpone'),
    reason: template(10_000),
    resumeAt: instant.optional(),
  }),
] as const

/** What one macro or rule has done, in order. */
export const actions = z.array(z.discriminatedUnion('type', ACTIONS)).min(1).max(10)
