import {
  contract,
  contractPage,
  contractQuery,
  contractUsage,
} from '../../../contracts/contracts.js'
import { findContract, listContracts, readUsage } from '../../../read/billing/contracts.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { BILLING_TAGS, noteContract, readBillingId, readBillingReader, VERSIONED } from './kit.js'

export function listContractsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listContracts',
      method: 'get',
      path: '/customers/{id}/contracts',
      tags: BILLING_TAGS,
      summary: 'The contracts of a customer, newest first',
      description: 'Customers see theirs.',
      request: { params: idParam, query: contractQuery },
      responses: { 200: json(contractPage, 'A page of contracts'), ...problems(404) },
    }),
    async (c) => {
      const customerId = readBillingId(c.req.valid('param'), 'customer')
      const query = { ...c.req.valid('query'), customerId }
      return c.json(await listContracts(c.get('db'), readBillingReader(c), query), 200)
    },
  )
}

export function readContractRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      ...VERSIONED,
      operationId: 'readContract',
      method: 'get',
      path: '/contracts/{id}',
      tags: BILLING_TAGS,
      summary: 'One contract',
      request: { params: idParam },
      responses: { 200: json(contract, 'As it is'), ...problems(404) },
    }),
    async (c) => {
      const id = readBillingId(c.req.valid('param'), 'contract')
      const found = await findContract(c.get('db'), readBillingReader(c), id)
      noteContract(c, found)
      return c.json(found, 200)
    },
  )
}

export function readUsageRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readContractUsage',
      method: 'get',
      path: '/contracts/{id}/usage',
      tags: BILLING_TAGS,
      summary: 'How many tickets were filed in its period',
      request: { params: idParam },
      responses: { 200: json(contractUsage, 'As of now'), ...problems(404) },
    }),
    async (c) => {
      const id = readBillingId(c.req.valid('param'), 'contract')
      const at = new Date().toISOString()
      return c.json(await readUsage(c.get('db'), readBillingReader(c), { id, at }), 200)
    },
  )
}
