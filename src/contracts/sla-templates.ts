import { z } from 'zod'
import { id, page, target, text, timestamp } from './common.js'
import { priority } from './enums.js'

export const slaTemplate = z
  .strictObject({
    id,
    name: z.string(),
    priority: priority,
    dueDelta: z.string(),
    firstResponseDelta: z.string().nullable(),
    isDefault: z.boolean(),
  })
  .meta({ id: 'SlaTemplate' })
export type SlaTemplateView = z.infer<typeof slaTemplate>
export const slaTemplatePage = page(slaTemplate)

/** As admins see it. */
export const keptSlaTemplate = slaTemplate
  .extend({
    calendarId: id.nullable(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'KeptSlaTemplate' })
export type KeptSlaTemplate = z.infer<typeof keptSlaTemplate>

const members = {
  name: text(100),
  priority,
  dueDelta: target,
  firstResponseDelta: target.nullable(),
  calendarId: id.nullable().meta({
    description:
      "By which its times count; null: the organization's default calendar, none: around the clock",
  }),
  isDefault: z.boolean().meta({
    description: 'For tickets of its priority that name none; another that was it is so no more',
  }),
}

export const newSlaTemplate = z.strictObject({
  ...members,
  firstResponseDelta: members.firstResponseDelta.default(null),
  calendarId: members.calendarId.default(null),
  isDefault: members.isDefault.default(false),
})
export type SlaTemplateBody = z.infer<typeof newSlaTemplate>
export const slaTemplatePatch = z.strictObject(members).partial()
