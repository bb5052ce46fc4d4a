import {
  newPaymentMethod,
  paymentMethod,
  paymentMethodPage,
  paymentMethodQuery,
} from '../../../contracts/payment-methods.js'
import { listPaymentMethods } from '../../../read/billing/payment-methods.js'
import { createPaymentMethod, deletePaymentMethod } from '../../../write/billing/payment-methods.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { BILLING, BILLING_TAGS, readBillingId } from './kit.js'

export function listPaymentMethodsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, BILLING, {
      operationId: 'listPaymentMethods',
      method: 'get',
      path: '/payment_methods',
      tags: BILLING_TAGS,
      summary: 'How customers pay, newest first',
      request: { query: paymentMethodQuery },
      responses: { 200: json(paymentMethodPage, 'A page of them'), ...problems(403) },
    }),
    async (c) => c.json(await listPaymentMethods(c.get('db'), c.req.valid('query')), 200),
  )
}

export function createPaymentMethodRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, BILLING, {
      operationId: 'createPaymentMethod',
      method: 'post',
      path: '/payment_methods',
      tags: BILLING_TAGS,
      summary: 'Keep how a customer pays, by a token of the payment provider',
      description: 'The `sandbox` has `tok_approve`, `tok_decline`, `tok_hang` and `tok_twice`.',
      request: body(newPaymentMethod),
      responses: { 201: json(paymentMethod, 'It is there'), ...problems(403, 404) },
    }),
    async (c) => {
      const given = c.req.valid('json')
      const made = await createPaymentMethod(deps.db, readAuthor(c), c.get('workId'), given)
      deps.notifyCommitted()
      return c.json(made, 201)
    },
  )
}

export function deletePaymentMethodRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, BILLING, {
      operationId: 'deletePaymentMethod',
      method: 'delete',
      path: '/payment_methods/{id}',
      tags: BILLING_TAGS,
      summary: 'Delete one; contracts that are paid by it go on until they have another',
      request: { params: idParam },
      responses: { 204: { description: 'It is deleted' }, ...problems(403, 404) },
    }),
    async (c) => {
      const id = readBillingId(c.req.valid('param'), 'payment method')
      await deletePaymentMethod(deps.db, readAuthor(c), id)
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
