import { z } from 'zod'
import { cleanFileName } from '../domain/attachment/file-name.js'
import { id, text, timestamp } from './common.js'

export const uploadRequest = z
  .strictObject({
    fileName: text(255)
      .transform(cleanFileName)
      .refine((name) => name !== '', 'must not be empty')
      .meta({ description: 'As its owner calls it; what leads to other folders is left out' }),
    size: z.int().min(1).meta({ description: 'In bytes' }),
    contentType: text(200).meta({ example: 'application/pdf' }),
    sha256: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')
      .toLowerCase()
      .optional()
      .meta({ description: 'What arrives must have it, if it is given' }),
    acknowledgeLarge: z.boolean().optional().meta({ description: 'Needed above 250 MB' }),
  })
  .meta({ id: 'UploadRequest' })
export type UploadRequest = z.infer<typeof uploadRequest>

export const upload = z
  .strictObject({
    key: id.meta({ description: 'What `attachments` takes; the id of the attachment' }),
    method: z.literal('PUT'),
    url: z.string().meta({ description: 'Where to send the bytes, without signing in' }),
    headers: z.record(z.string(), z.string()).meta({ description: 'To be sent with them' }),
    expiresAt: timestamp.meta({ description: 'Until when the address is good' }),
    retryToken: z
      .string()
      .meta({ description: 'For another address, should this one end too soon' }),
    maxSize: z.int(),
    received: z.int().meta({
      description:
        'So many bytes are in: go on with `Content-Range: bytes <received>-<size - 1>/<size>`, or begin anew',
    }),
  })
  .meta({ id: 'Upload' })
export type UploadView = z.infer<typeof upload>

export const retryBody = z.strictObject({ retryToken: z.string().min(1).max(200) })

export const received = z
  .strictObject({ key: id, received: z.int() })
  .meta({ id: 'UploadReceived' })
