import { contract, newContract } from '../../../contracts/contracts.js'
import { createContract } from '../../../write/billing/create-contract.js'
import { BASE } from '../../base.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { BILLING, BILLING_TAGS, noteContract, readBillingId, VERSIONED } from './kit.js'

export function createContractRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, BILLING, {
      ...VERSIONED,
      operationId: 'createContract',
      method: 'post',
      path: '/customers/{id}/contracts',
      tags: BILLING_TAGS,
      summary: 'Sell a customer a plan',
      description: 'Its first period is billed, and paid, as soon as it begins.',
      request: { params: idParam, ...body(newContract) },
      responses: { 201: json(contract, 'It is there'), ...problems(403, 404) },
    }),
    async (c) => {
      const customerId = readBillingId(c.req.valid('param'), 'customer')
      const given = c.req.valid('json')
      const id = c.get('workId')
      const at = currentInstant(deps)
      const made = await createContract(deps.db, readAuthor(c), { id, customerId, at, given })
      deps.notifyCommitted()
      noteContract(c, made)
      c.header('Location', `${BASE}/contracts/${id}`)
      return c.json(made, 201)
    },
  )
}
