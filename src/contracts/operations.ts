import { z } from 'zod'
import { timestamp } from './common.js'
import { ticket } from './tickets.js'

export const accepted = z
  .strictObject({ operationId: z.string(), status: z.enum(['pending', 'applied']) })
  .meta({
    id: 'Accepted',
    description: 'Applied: what it did is nothing that the caller may see any more',
  })

export const operation = z
  .strictObject({
    operationId: z.string(),
    status: z.enum(['pending', 'applied', 'rejected']),
    result: ticket.optional(),
    problem: z.record(z.string(), z.unknown()).optional(),
    at: timestamp,
  })
  .meta({ id: 'Operation' })
