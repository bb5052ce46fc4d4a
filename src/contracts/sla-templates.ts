import { z } from 'zod'
import { PRIORITIES } from '../domain/ticket/status.js'
import { id, page } from './common.js'

export const slaTemplate = z
  .strictObject({
    id,
    name: z.string(),
    priority: z.enum(PRIORITIES),
    dueDelta: z.string(),
    firstResponseDelta: z.string().nullable(),
    isDefault: z.boolean(),
  })
  .meta({ id: 'SlaTemplate' })
export type SlaTemplateView = z.infer<typeof slaTemplate>
export const slaTemplatePage = page(slaTemplate)
