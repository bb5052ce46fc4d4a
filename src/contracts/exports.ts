import { z } from 'zod'
import { OPERATION_STATUSES } from '../domain/operations/operation.js'
import { id, timestamp } from './common.js'

export const exportAccepted = z.strictObject({ exportId: id }).meta({ id: 'ExportAccepted' })

export const personExportAccepted = z
  .strictObject({ exportId: id, operationId: id, status: z.literal('pending') })
  .meta({ id: 'PersonExportAccepted' })

export const exported = z
  .strictObject({
    exportId: id,
    status: z.enum(OPERATION_STATUSES),
    progress: z.int().min(0).max(100),
    downloadUrl: z.string().optional().meta({
      description: 'Once it is completed: good without signing in, until `expiresAt`',
    }),
    expiresAt: timestamp.optional(),
    entries: z.int().optional().meta({ description: 'So many are in it' }),
    files: z.int().optional().meta({ description: 'So many files of a person are in it' }),
  })
  .meta({ id: 'Export' })
export type ExportView = z.infer<typeof exported>
