import { z } from 'zod'
import { id, timestamp } from './common.js'
import { erasureReport } from './erasure.js'
import { exported } from './exports.js'
import { policySimulation } from './policy-simulations.js'
import { retentionReport } from './retention-runs.js'
import { ruleSimulation } from './rule-simulation.js'
import { armingReport } from './rules.js'
import { ticket } from './tickets.js'

export const accepted = z
  .strictObject({ operationId: z.string(), status: z.enum(['pending', 'applied']) })
  .meta({
    id: 'Accepted',
    description: 'Applied: what it did is nothing that the caller may see any more',
  })

const anyProblem = z.record(z.string(), z.unknown())

/** Somebody's tickets on their way to somebody else. */
export const handover = z
  .strictObject({
    total: z.int(),
    done: z.int(),
    cancelled: z
      .int()
      .meta({ description: 'So many stay where they were, because it was cancelled' }),
    refused: z.array(z.strictObject({ ticketId: id, number: z.string(), problem: anyProblem })),
  })
  .meta({ id: 'Handover' })

export const operation = z
  .strictObject({
    operationId: z.string(),
    status: z.enum(['pending', 'applied', 'rejected']),
    progress: z
      .int()
      .min(0)
      .max(100)
      .optional()
      .meta({ description: 'Of work that takes its time' }),
    result: z
      .union([
        ticket,
        exported,
        handover,
        erasureReport,
        retentionReport,
        armingReport,
        ruleSimulation,
        policySimulation,
      ])
      .optional()
      .meta({ description: 'The ticket that a command was about, or what the work made or did' }),
    problem: anyProblem.optional(),
    at: timestamp,
  })
  .meta({ id: 'Operation' })
