import { z } from 'zod'
import { findUnknownPlaceholders, TICKET_PLACEHOLDERS } from '../domain/automation/placeholders.js'
import { id, instant, text } from './common.js'
import { priority, roles, visibility } from './enums.js'
import { tags } from './ticket-input.js'

/** A text of an action: `{{ticket.number}}` and a few others stand for what they name; of these, where they are known. */
function template(max: number, known: readonly string[] | undefined) {
  return text(max)
    .superRefine((given, context) => {
      if (known === undefined) return
      for (const name of findUnknownPlaceholders(given, known)) {
        const message = `names {{${name}}}, which is none of ${known.join(', ')}`
        context.addIssue({ code: 'custom', message })
      }
    })
    .meta({ minLength: 1, maxLength: max })
}

const someTags = tags.refine((list) => list.length > 0, 'must not be empty')

const recipient = z.enum(['assignee', 'requester', 'head']).meta({ id: 'ActionRecipient' })

/** Those without a text. */
const SILENT = [
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
  z.strictObject({ type: z.literal('webhook'), webhookId: id }),
  z.strictObject({ type: z.literal('macro'), macroId: id }),
] as const

/** Those with one. */
const listSaying = (known?: readonly string[]) =>
  [
    z.strictObject({
      type: z.literal('message'),
      body: template(10_000, known),
      visibility: visibility.default('public'),
    }),
    z
      .strictObject({
        type: z.literal('notify'),
        users: z.array(id).min(1).max(100).optional(),
        roles: roles.min(1).optional(),
        to: recipient.optional(),
        text: template(2_000, known),
      })
      .refine(
        ({ users, roles: some, to }) =>
          [users, some, to].filter((given) => given !== undefined).length === 1,
        'give one of users, roles and to',
      ),
    z.strictObject({ type: z.literal('close'), reason: template(10_000, known) }),
    z.strictObject({
      type: z.literal('postpone'),
      reason: template(10_000, known),
      resumeAt: instant.optional(),
    }),
  ] as const

const listActions = (known?: readonly string[]) =>
  z
    .array(z.discriminatedUnion('type', [...SILENT, ...listSaying(known)]))
    .min(1)
    .max(10)

/** What one macro has done, in order. */
export const actions = listActions(TICKET_PLACEHOLDERS)
/** The same of a rule. Whether they fit what it is about is another question. */
export const ruleActions = listActions()
