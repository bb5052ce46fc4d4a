import { z } from 'zod'
import { id, text } from './common.js'

/** What another system says of a ticket that was announced to it. */
export const replyFromOutside = z
  .strictObject({
    message: text(10_000).meta({ description: 'Said in the chat, as a message of the system' }),
    externalId: text(200).meta({ description: 'What it calls the ticket' }),
    externalStatus: text(100).meta({ description: 'Where the ticket stands there' }),
    externalUrl: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .meta({ description: 'Where people see it there' }),
  })
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'must say something')
export type ReplyFromOutside = z.infer<typeof replyFromOutside>

export const repliedFromOutside = z.strictObject({
  ticketId: id,
  number: z.string(),
  external: z
    .strictObject({ id: z.string(), status: z.string(), url: z.string().optional() })
    .nullable(),
})
