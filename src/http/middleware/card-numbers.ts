import { createMiddleware } from 'hono/factory'
import { holdsCardNumber } from '../../domain/billing/card-number.js'
import { refuse } from '../../domain/errors.js'
import type { AppEnv } from '../env.js'

/** It stands behind the body and before all else that looks into it: nothing of a card is kept, not even for a retry. */
export const refuseCardNumbers = createMiddleware<AppEnv>(async (c, next) => {
  if (holdsCardNumber(await c.req.json())) {
    const why = 'That looks like the number of a card: give a token of the payment provider.'
    refuse('card_number_refused', why)
  }
  return next()
})
