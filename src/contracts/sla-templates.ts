import { z } from 'zod'
import { id, page } from './common.js'
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
