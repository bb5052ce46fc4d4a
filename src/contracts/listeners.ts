import { z } from 'zod'
import { DOMAIN_EVENT_NAMES, ENTITIES } from '../domain/events/domain-event.js'
import { id, page, pageQuery, timestamp } from './common.js'

export const listener = z
  .strictObject({
    name: z.string(),
    behind: z
      .int()
      .meta({ description: 'Entries of the log that it has not handled; 10,000 at most' }),
    oldestAt: timestamp.nullable().meta({ description: 'When the first of them was committed' }),
    failing: z.int().meta({ description: 'Entities that are being tried again' }),
    setAside: z.int().meta({ description: 'Entities that wait for somebody to ask for them' }),
  })
  .meta({ id: 'Listener' })
export type ListenerView = z.infer<typeof listener>

export const listenerList = z.strictObject({ items: z.array(listener) })

export const listenerFailure = z
  .strictObject({
    id,
    listener: z.string(),
    entity: z.enum(ENTITIES),
    entityId: id,
    events: z.array(
      z.strictObject({ id: z.string(), name: z.enum(DOMAIN_EVENT_NAMES), at: timestamp }),
    ),
    attempts: z.int(),
    error: z.string(),
    since: timestamp,
    nextTryAt: timestamp.nullable().meta({ description: 'Null: when somebody asks for it' }),
  })
  .meta({ id: 'ListenerFailure' })
export type ListenerFailureView = z.infer<typeof listenerFailure>

export const listenerFailurePage = page(listenerFailure)
export const listenerFailureQuery = z.strictObject({
  listener: z.string().min(1).max(100).optional(),
  setAside: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Those that are tried no more' }),
  ...pageQuery,
})
